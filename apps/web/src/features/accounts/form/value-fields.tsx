import { ServiceKind } from '@quayside/contract'
import { Rate, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { Field } from '../../../ui/form/index.ts'
import { DayPicker } from '../../../ui/index.ts'
import type { FormFieldProps } from './form-field-props.ts'

export function DayField({ form, disabled }: FormFieldProps) {
  const { t } = useTranslation('accounts')
  return (
    <Field form={form} name="birthDate" label={t('field.birthDate')}>
      {({ id, value, onChange, status }) => (
        <DayPicker
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

export function PotentialField({ form, disabled }: FormFieldProps) {
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

export function ListField({
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
