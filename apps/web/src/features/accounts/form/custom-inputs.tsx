import type { Category, CustomField } from '@quayside/contract'
import { Input, Select, Switch } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { DayPicker, Masked } from '../../../ui/index.ts'
import { NumberInput } from '../../../ui/number-input.tsx'
import type { AccountForm } from './account-form.tsx'

interface CustomInputsProps {
  form: AccountForm
  fields: readonly CustomField[]
  masked: readonly string[]
  mayWrite: (category: Category) => boolean
}

/** The fields this company added. */
export function CustomInputs({ form, fields, masked, mayWrite }: CustomInputsProps) {
  const { t, i18n } = useTranslation('accounts')
  const values = form.values.custom ?? {}
  const set = (key: string, value: unknown) => form.set('custom', { ...values, [key]: value ?? null })
  return (
    <fieldset className="account-form-group">
      <legend>{t('customFields')}</legend>
      {fields.map((field) => {
        const id = `custom-${field.key}`
        const error = form.errorOf(`custom.${field.key}`)
        return (
          <div key={field.id} className={error ? 'q-field-row q-field-wrong' : 'q-field-row'}>
            <label htmlFor={id}>
              {i18n.language === 'en' ? field.labelEn : field.labelZh}
              {field.required && <span className="q-required"> *</span>}
            </label>
            {masked.includes(`custom.${field.key}`) ? (
              <div>
                <Masked category={field.category} />
              </div>
            ) : (
              <CustomInput
                id={id}
                field={field}
                value={values[field.key]}
                disabled={!mayWrite(field.category)}
                onChange={(value) => set(field.key, value)}
              />
            )}
            {error && (
              <div className="q-field-below" role="alert">
                {error}
              </div>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}

interface CustomInputProps {
  id: string
  field: CustomField
  value: unknown
  disabled: boolean
  onChange: (value: unknown) => void
}

function CustomInput({ id, field, value, disabled, onChange }: CustomInputProps) {
  const { i18n } = useTranslation('accounts')
  const shared = { id, disabled, className: 'q-field-wide' }
  const options = field.choices.map((one) => ({
    value: one.value,
    label: i18n.language === 'en' ? one.labelEn : one.labelZh,
  }))
  switch (field.kind) {
    case 'text':
      return (
        <Input
          {...shared}
          maxLength={2000}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value || null)}
        />
      )
    case 'number':
      return <NumberInput {...shared} value={typeof value === 'number' ? value : null} onChange={onChange} />
    case 'date':
      return (
        <DayPicker
          {...shared}
          value={typeof value === 'string' ? dayjs(value) : null}
          onChange={(day) => onChange(day ? day.format('YYYY-MM-DD') : null)}
        />
      )
    case 'boolean':
      return (
        <div>
          <Switch id={id} disabled={disabled} checked={value === true} onChange={onChange} />
        </div>
      )
    case 'choice':
      return <Select {...shared} allowClear value={value ?? undefined} options={options} onChange={onChange} />
    case 'choices':
      return (
        <Select
          {...shared}
          mode="multiple"
          value={Array.isArray(value) ? value : []}
          options={options}
          onChange={onChange}
        />
      )
    default:
      return field.kind satisfies never
  }
}
