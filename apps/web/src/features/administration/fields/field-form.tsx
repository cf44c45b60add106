import {
  Category,
  type CustomField,
  CustomFieldKind,
  type CustomFieldSubject,
  changeCustomField,
  createCustomField,
  NewCustomField,
} from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { fieldErrors } from '../../../app/problem.ts'
import { ChoiceField, Field, FormPage, SwitchField, TextField, useZodForm } from '../../../ui/form/index.ts'
import { Dialog } from '../../../ui/index.ts'
import { keyOf } from './key-of.ts'

interface FieldFormProps {
  subject: CustomFieldSubject
  field: CustomField | undefined
  onClose: () => void
}

/** Key and kind are settled when the field is made: values are stored under them. */
export function FieldForm({ subject, field, onClose }: FieldFormProps) {
  const { t } = useTranslation('administration')
  const client = useQueryClient()
  const form = useZodForm(NewCustomField, {
    initial: field
      ? {
          subject,
          key: field.key,
          labelZh: field.labelZh,
          labelEn: field.labelEn,
          kind: field.kind,
          choices: field.choices,
          category: field.category,
          required: field.required,
        }
      : { subject, kind: 'text', choices: [], category: 'basic', required: false },
    errorsOf: fieldErrors,
    submit: async (values) => {
      const { labelZh, labelEn, choices, category, required } = values
      if (field) {
        const body = { labelZh, labelEn, category, required, ...(choices.length > 0 && { choices }) }
        await call(changeCustomField, { params: { id: field.id }, body, ifMatch: field.version })
      } else await call(createCustomField, { body: values })
      client.invalidateQueries({ queryKey: ['customField'] })
      onClose()
    },
  })
  const { labelEn = '', key = '' } = form.values
  const proposed = useRef('')
  const { set } = form
  useEffect(() => {
    if (field || key !== proposed.current || keyOf(labelEn) === key) return
    proposed.current = keyOf(labelEn)
    set('key', proposed.current)
  }, [field, key, labelEn, set])
  const chooses = form.values.kind?.startsWith('choice')
  return (
    <Dialog open title={t(field ? 'fields.edit' : 'fields.new')} onCancel={onClose} footer={null} width={520}>
      <FormPage form={form} onCancel={onClose} guard={false}>
        <TextField form={form} name="labelZh" label={t('fields.labelZh')} required autoFocus maxLength={60} />
        <TextField form={form} name="labelEn" label={t('fields.labelEn')} required maxLength={60} />
        <TextField
          form={form}
          name="key"
          label={t('fields.key')}
          help={t('fields.keyHelp')}
          required
          disabled={field !== undefined}
          maxLength={40}
        />
        <Field form={form} name="kind" label={t('fields.kind')}>
          {() => (
            <ChoiceKinds
              disabled={field !== undefined}
              value={form.values.kind ?? 'text'}
              onChange={(kind) => {
                form.set('kind', kind)
                if (!kind.startsWith('choice')) form.set('choices', [])
              }}
            />
          )}
        </Field>
        {chooses && (
          <Field form={form} name="choices" label={t('fields.choices')}>
            {({ value = [], onChange }) => <Choices value={value} onChange={onChange} />}
          </Field>
        )}
        <ChoiceField
          form={form}
          name="category"
          label={t('fields.category')}
          help={t('fields.categoryHelp')}
          choices={Category.options.map((value) => ({ value, label: t(`category.${value}`, { ns: 'ui' }) }))}
        />
        <SwitchField form={form} name="required" label={t('fields.required')} />
      </FormPage>
    </Dialog>
  )
}

function ChoiceKinds({
  value,
  onChange,
  disabled,
}: {
  value: CustomFieldKind
  onChange: (kind: CustomFieldKind) => void
  disabled: boolean
}) {
  const { t } = useTranslation('administration')
  return (
    <div className="admin-kinds" role="radiogroup">
      {CustomFieldKind.options.map((kind) => (
        <Button
          key={kind}
          size="small"
          role="radio"
          aria-checked={kind === value}
          type={kind === value ? 'primary' : 'default'}
          disabled={disabled}
          onClick={() => onChange(kind)}
        >
          {t(`fieldKind.${kind}`)}
        </Button>
      ))}
    </div>
  )
}

type Choice = NewCustomField['choices'][number]

/** One line for each choice: what is stored is the Chinese label as first written. */
function Choices({ value, onChange }: { value: readonly Choice[]; onChange: (choices: Choice[]) => void }) {
  const { t } = useTranslation('administration')
  const put = (at: number, change: Partial<Choice>) =>
    onChange(value.map((one, index) => (index === at ? { ...one, ...change } : one)))
  const rows = value.map((choice, place) => ({ choice, key: `choice-${place}` }))
  return (
    <div className="admin-choices">
      {rows.map(({ choice, key }, index) => (
        <div key={key}>
          <Input
            size="small"
            aria-label={t('fields.labelZh')}
            placeholder={t('fields.labelZh')}
            value={choice.labelZh}
            onChange={(event) =>
              put(index, {
                labelZh: event.target.value,
                value: choice.value && choice.value !== choice.labelZh ? choice.value : event.target.value,
              })
            }
          />
          <Input
            size="small"
            aria-label={t('fields.labelEn')}
            placeholder={t('fields.labelEn')}
            value={choice.labelEn}
            onChange={(event) => put(index, { labelEn: event.target.value })}
          />
          <Button size="small" type="text" onClick={() => onChange(value.filter((_, at) => at !== index))}>
            {t('fields.removeChoice')}
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => onChange([...value, { value: '', labelZh: '', labelEn: '' }])}>
        {t('fields.addChoice')}
      </Button>
    </div>
  )
}
