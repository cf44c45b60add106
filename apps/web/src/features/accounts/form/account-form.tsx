import { type AccountFields, type Category, categoryOfField, type NewAccount } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { FormPage, type ZodForm } from '../../../ui/form/index.ts'
import { useHotkeys } from '../../../ui/index.ts'
import { customFieldsQuery } from '../accounts.api.ts'
import { fits } from '../fields.ts'
import { CustomInputs } from './custom-inputs.tsx'
import { FormField } from './form-field.tsx'

export type AccountForm = ZodForm<typeof NewAccount>
type FieldName = keyof AccountFields

/** What one writes first stands first; each group is of one category of customer data. */
const groups: readonly { key: 'basic' | 'reach' | 'behaviour' | 'finance' | 'shared'; fields: readonly FieldName[] }[] =
  [
    {
      key: 'basic',
      fields: [
        'name',
        'nameEn',
        'shortName',
        'creditCode',
        'gender',
        'birthDate',
        'departmentHead',
        'industry',
        'size',
        'parentId',
        'externalKey',
        'language',
        'tags',
      ],
    },
    { key: 'reach', fields: ['phone', 'email', 'website', 'ownerId', 'teamId', 'source', 'note'] },
    {
      key: 'behaviour',
      fields: ['goods', 'serviceNeeds', 'businessScope', 'competitorsUsed', 'seasonality', 'potential'],
    },
    {
      key: 'finance',
      fields: [
        'accountType',
        'creditGrade',
        'creditLimitE4',
        'paymentDays',
        'currency',
        'bankName',
        'bankAccount',
        'taxTitle',
      ],
    },
    { key: 'shared', fields: ['sharedNote'] },
  ]

interface AccountFormViewProps {
  form: AccountForm
  submitLabel: ReactNode
  onCancel: () => void
  /** Fields withheld from the reader, as the server named them. */
  masked?: readonly string[]
  /** Categories he may write on this record. */
  writable?: readonly Category[]
  /** The parent as it is called now. */
  parentName?: string
  /** Where the datum came from is asked once, when the record is made. */
  withSource: boolean
  /** Everything is saved: leaving needs no question. */
  saved?: boolean
}

export function AccountFormView(props: AccountFormViewProps) {
  const { form, submitLabel, onCancel, masked = [], withSource, parentName } = props
  const { t } = useTranslation('accounts')
  const { t: ui } = useTranslation('ui')
  const may = useMay()
  const { data: custom = [] } = useQuery(customFieldsQuery)
  const mayWrite = (category: Category) => props.writable?.includes(category) ?? may.write(category)
  const kind = form.values.kind ?? 'enterprise'
  useHotkeys([
    { keys: 'mod+Enter', label: t('form.save'), group: t('title'), whileTyping: true, run: () => form.send() },
  ])
  return (
    <FormPage form={form} wide guard={!props.saved} submitLabel={submitLabel} onCancel={onCancel}>
      <FormField form={form} field="kind" />
      {groups.map(({ key, fields }) => {
        const category = key === 'reach' ? 'basic' : key
        const shown = fields.filter((field) => fits(kind, field) && (field !== 'source' || withSource))
        const writable = mayWrite(category)
        if (!writable && !may.see(category) && !withSource && shown.every((field) => masked.includes(field)))
          return (
            <fieldset key={key} className="account-form-group">
              <legend>{t(`form.${key}`)}</legend>
              <Alert
                className="account-form-wide"
                type="info"
                showIcon
                title={ui('masked.why', { category: ui(`category.${category}`) })}
              />
            </fieldset>
          )
        if (!writable && withSource) return null
        return (
          <fieldset key={key} className="account-form-group">
            <legend>{t(`form.${key}`)}</legend>
            {!writable && (
              <Alert
                className="account-form-wide"
                type="info"
                showIcon
                title={t('form.noWrite', { category: ui(`category.${category}`) })}
              />
            )}
            {shown.map((field) => (
              <FormField
                key={field}
                form={form}
                field={field}
                masked={masked.includes(field)}
                disabled={!mayWrite(categoryOfField[field] ?? 'basic')}
                parentName={parentName}
              />
            ))}
          </fieldset>
        )
      })}
      {custom.length > 0 && <CustomInputs form={form} fields={custom} masked={masked} mayWrite={mayWrite} />}
    </FormPage>
  )
}
