import {
  type AccountFields,
  AccountKind,
  AccountSize,
  AccountType,
  CreditGrade,
  ServiceKind,
  Source,
} from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { DatePicker, Rate, Segmented, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field, NumberField, TextField } from '../../../ui/form/index.ts'
import { Masked, type RemoteOption, RemoteSelect } from '../../../ui/index.ts'
import { colleaguesQuery, findAccounts, teamsQuery } from '../accounts.api.ts'
import type { AccountForm } from './account-form.tsx'

interface FormFieldProps {
  form: AccountForm
  field: keyof AccountFields
  masked?: boolean
  disabled?: boolean
  parentName?: string
}

/** The control a field is typed with. */
export function FormField(props: FormFieldProps) {
  const { form, field, masked, disabled } = props
  const { t } = useTranslation('accounts')
  const label = t(`field.${field}`)
  if (masked)
    return (
      <div className="q-field-row">
        <span>{label}</span>
        <div>
          <Masked />
        </div>
      </div>
    )
  switch (field) {
    case 'kind':
      return <KindField form={form} />
    case 'name':
      return <TextField form={form} name="name" label={label} required autoFocus disabled={disabled} />
    case 'nameEn':
    case 'shortName':
      return <TextField form={form} name={field} label={label} disabled={disabled} />
    case 'note':
      return <TextField form={form} name="note" label={label} rows={3} disabled={disabled} />
    case 'sharedNote':
    case 'businessScope':
      return <TextField form={form} name={field} label={label} rows={2} emptyAs={null} disabled={disabled} />
    case 'creditCode':
      return (
        <TextField
          form={form}
          name="creditCode"
          label={label}
          emptyAs={null}
          disabled={disabled}
          help={t('form.creditCodeHelp')}
        />
      )
    case 'phone':
    case 'email':
    case 'website':
    case 'industry':
    case 'externalKey':
    case 'language':
    case 'departmentHead':
    case 'seasonality':
    case 'bankName':
    case 'bankAccount':
    case 'taxTitle':
      return <TextField form={form} name={field} label={label} emptyAs={null} disabled={disabled} />
    case 'currency':
      return <TextField form={form} name="currency" label={label} emptyAs={null} maxLength={3} disabled={disabled} />
    case 'creditLimitE4':
      return <NumberField form={form} name="creditLimitE4" label={label} scale={10_000} min={0} disabled={disabled} />
    case 'paymentDays':
      return <NumberField form={form} name="paymentDays" label={label} min={0} max={365} disabled={disabled} />
    case 'ownerId':
    case 'teamId':
      return <PersonField {...props} field={field} />
    case 'parentId':
      return <ParentField {...props} />
    case 'birthDate':
      return <DayField {...props} />
    case 'potential':
      return <PotentialField {...props} />
    case 'tags':
    case 'goods':
    case 'competitorsUsed':
    case 'serviceNeeds':
      return <ListField {...props} field={field} />
    case 'size':
    case 'gender':
    case 'accountType':
    case 'creditGrade':
      return <OneOfField {...props} field={field} />
    case 'source':
      return <SourceField {...props} />
    case 'custom':
      return null
    default:
      return field satisfies never
  }
}

function KindField({ form }: { form: AccountForm }) {
  const { t } = useTranslation('accounts')
  return (
    <div className="account-form-wide">
      <Segmented
        aria-label={t('field.kind')}
        value={form.values.kind}
        onChange={(kind) => form.set('kind', kind)}
        options={AccountKind.options.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
      />
    </div>
  )
}

const choices = {
  size: AccountSize.options,
  gender: ['female', 'male', 'other'],
  accountType: AccountType.options,
  creditGrade: CreditGrade.options,
} as const

function OneOfField({ form, field, disabled }: FormFieldProps & { field: keyof typeof choices }) {
  const { t } = useTranslation('accounts')
  const word = (value: string) => {
    switch (field) {
      case 'size':
        return t(`size.${value}`)
      case 'gender':
        return t(`gender.${value}`)
      case 'accountType':
        return t(`accountType.${value}`)
      case 'creditGrade':
        return value
      default:
        return field satisfies never
    }
  }
  return (
    <Field form={form} name={field} label={t(`field.${field}`)}>
      {({ onChange, value, ...bound }) => (
        <Select<string>
          {...bound}
          className="q-field-wide"
          allowClear
          disabled={disabled}
          value={value ?? undefined}
          options={choices[field].map((one) => ({ value: one, label: word(one) }))}
          onChange={(next) => onChange((next ?? null) as never)}
        />
      )}
    </Field>
  )
}

function PersonField({ form, field, disabled }: FormFieldProps & { field: 'ownerId' | 'teamId' }) {
  const { t } = useTranslation('accounts')
  const { data: colleagues } = useQuery(colleaguesQuery)
  const { data: teams } = useQuery(teamsQuery)
  const options =
    field === 'ownerId'
      ? colleagues?.filter((one) => one.active).map((one) => ({ value: one.id, label: one.name }))
      : teams?.map((team) => ({ value: team.id, label: team.name }))
  return (
    <Field form={form} name={field} label={t(`field.${field}`)}>
      {({ onChange, value, ...bound }) => (
        <Select<string>
          {...bound}
          className="q-field-wide"
          allowClear
          disabled={disabled}
          showSearch={{ optionFilterProp: 'label' }}
          value={value ?? undefined}
          options={options}
          onChange={(next) => onChange(next ?? null)}
        />
      )}
    </Field>
  )
}

function ParentField({ form, disabled, parentName }: FormFieldProps) {
  const { t } = useTranslation('accounts')
  const [picked, setPicked] = useState<RemoteOption | undefined>(undefined)
  return (
    <Field form={form} name="parentId" label={t('field.parentId')}>
      {({ id, value, onChange, onBlur, status }) => (
        <RemoteSelect
          id={id}
          status={status}
          onBlur={onBlur}
          disabled={disabled}
          queryKey={['search', 'picker']}
          find={findAccounts}
          value={value ? (picked?.value === value ? picked : { value, label: parentName ?? value }) : undefined}
          placeholder={t('form.parentPlaceholder')}
          onChange={(option) => {
            setPicked(option)
            onChange(option?.value ?? null)
          }}
        />
      )}
    </Field>
  )
}

function DayField({ form, disabled }: FormFieldProps) {
  const { t } = useTranslation('accounts')
  return (
    <Field form={form} name="birthDate" label={t('field.birthDate')}>
      {({ id, value, onChange, status }) => (
        <DatePicker
          id={id}
          status={status}
          disabled={disabled}
          className="q-field-wide"
          value={value ? dayjs(value) : null}
          onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : null)}
        />
      )}
    </Field>
  )
}

function PotentialField({ form, disabled }: FormFieldProps) {
  const { t } = useTranslation('accounts')
  return (
    <Field form={form} name="potential" label={t('field.potential')} help={t('form.potentialHelp')}>
      {({ value, onChange }) => (
        <div>
          <Rate
            className="account-stars"
            disabled={disabled}
            value={value ?? 0}
            onChange={(stars) => onChange(stars || null)}
          />
        </div>
      )}
    </Field>
  )
}

function ListField({
  form,
  field,
  disabled,
}: FormFieldProps & { field: 'tags' | 'goods' | 'competitorsUsed' | 'serviceNeeds' }) {
  const { t } = useTranslation('accounts')
  const { t: orders } = useTranslation('orders')
  const options =
    field === 'serviceNeeds'
      ? ServiceKind.options.map((one) => ({ value: one, label: orders(`service.${one}`) }))
      : undefined
  return (
    <Field form={form} name={field} label={t(`field.${field}`)} help={options ? undefined : t('form.listHelp')}>
      {({ onChange, value, ...bound }) => (
        <Select<string[]>
          {...bound}
          className="q-field-wide"
          mode="tags"
          open={options ? undefined : false}
          suffixIcon={null}
          disabled={disabled}
          value={value ?? []}
          options={options}
          onChange={onChange}
        />
      )}
    </Field>
  )
}

const methods = Source.shape.method.options
const familyOf = (method: (typeof methods)[number]) => {
  if (['web', 'database', 'import', 'api'].includes(method)) return 'modern' as const
  return method.endsWith('Survey') || ['focusGroup', 'mysteryShopper', 'interview'].includes(method)
    ? ('survey' as const)
    : ('general' as const)
}

function SourceField({ form, disabled }: FormFieldProps) {
  const { t } = useTranslation('accounts')
  return (
    <Field form={form} name="source" label={t('field.source')}>
      {({ onChange, value, ...bound }) => (
        <Select
          {...bound}
          className="q-field-wide"
          disabled={disabled}
          showSearch={{ optionFilterProp: 'label' }}
          value={value?.method}
          options={methods.map((method) => ({ value: method, label: t(`source.${method}`) }))}
          onChange={(method) => onChange({ family: familyOf(method), method })}
        />
      )}
    </Field>
  )
}
