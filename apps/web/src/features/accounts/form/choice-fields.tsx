import { AccountKind, AccountSize, AccountType, CreditGrade, Source } from '@quayside/contract'
import { Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '../../../ui/form/index.ts'
import type { AccountForm } from './account-form.tsx'
import type { FormFieldProps } from './form-field-props.ts'

export function KindField({ form }: { form: AccountForm }) {
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

export function OneOfField({ form, field, disabled }: FormFieldProps & { field: keyof typeof choices }) {
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

const methods = Source.shape.method.options
const familyOf = (method: (typeof methods)[number]) => {
  if (['web', 'database', 'import', 'api'].includes(method)) return 'modern' as const
  return method.endsWith('Survey') || ['focusGroup', 'mysteryShopper', 'interview'].includes(method)
    ? ('survey' as const)
    : ('general' as const)
}

export function SourceField({ form, disabled }: FormFieldProps) {
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
