import { Input, Select, Switch } from 'antd'
import { type ReactNode, useId } from 'react'
import { NumberInput } from '../number-input.tsx'
import type { Form } from './zod-form.ts'

type NameOf<Values> = keyof Values & string

interface FieldProps<Values, Name extends NameOf<Values>> {
  form: Form<Values>
  name: Name
  label: ReactNode
  /** One line below the field, before anything went wrong. */
  help?: ReactNode
  required?: boolean
}

/** What a control needs to take part in the form. */
export interface Bound<Value> {
  id: string
  value: Value | undefined
  onChange: (value: Value | undefined) => void
  onBlur: () => void
  status: 'error' | undefined
  'aria-invalid': boolean
  'aria-describedby': string | undefined
}

/** Label above, control, then what is wrong or a hint. `children` draws the control. */
export function Field<Values, Name extends NameOf<Values>>({
  form,
  name,
  label,
  help,
  required,
  children,
}: FieldProps<Values, Name> & { children: (bound: Bound<Values[Name]>) => ReactNode }) {
  const id = useId()
  const error = form.errorOf(name)
  const below = error ?? help
  return (
    <div className={error ? 'q-field-row q-field-wrong' : 'q-field-row'}>
      <label htmlFor={id}>
        {label}
        {required && (
          <span className="q-required" aria-hidden="true">
            {' *'}
          </span>
        )}
      </label>
      {children({
        id,
        value: form.values[name],
        onChange: (value) => form.set(name, value),
        onBlur: () => form.leave(name),
        status: error ? 'error' : undefined,
        'aria-invalid': error !== undefined,
        'aria-describedby': below ? `${id}-below` : undefined,
      })}
      {/* Its line is kept free: a message must not push the button away from under the pointer. */}
      <div id={`${id}-below`} className="q-field-below" role={error ? 'alert' : undefined}>
        {below}
      </div>
    </div>
  )
}

interface TextProps {
  placeholder?: string
  maxLength?: number
  autoFocus?: boolean
  disabled?: boolean
  /** More than one line. */
  rows?: number
  /** What an emptied field means: nothing typed, or "none". */
  emptyAs?: '' | null | undefined
}

export function TextField<Values, Name extends NameOf<Values>>({
  placeholder,
  maxLength,
  autoFocus,
  disabled,
  rows,
  emptyAs = '',
  ...field
}: FieldProps<Values, Name> & TextProps) {
  return (
    <Field {...field}>
      {({ onChange, value, ...bound }) => {
        const shared = {
          ...bound,
          placeholder,
          maxLength,
          autoFocus,
          disabled,
          value: (value as string | null | undefined) ?? '',
          onChange: (event: { target: { value: string } }) =>
            onChange((event.target.value === '' ? emptyAs : event.target.value) as Values[Name]),
        }
        return rows ? <Input.TextArea rows={rows} {...shared} /> : <Input {...shared} />
      }}
    </Field>
  )
}

export function NumberField<Values, Name extends NameOf<Values>>({
  scale = 1,
  suffix,
  min,
  max,
  disabled,
  ...field
}: FieldProps<Values, Name> & {
  /** 10,000 for money: typed in units, kept in ten-thousandths. */
  scale?: number
  suffix?: string
  min?: number
  max?: number
  disabled?: boolean
}) {
  return (
    <Field {...field}>
      {({ onChange, value, ...bound }) => (
        <NumberInput
          {...bound}
          className="q-field-number"
          min={min}
          max={max}
          disabled={disabled}
          suffix={suffix}
          value={typeof value === 'number' ? value / scale : null}
          onChange={(next) => onChange((next === null ? null : Math.round(next * scale * 1e6) / 1e6) as Values[Name])}
        />
      )}
    </Field>
  )
}

export interface Choice {
  value: string
  label: string
}

export function ChoiceField<Values, Name extends NameOf<Values>>({
  choices,
  many,
  allowClear,
  placeholder,
  disabled,
  ...field
}: FieldProps<Values, Name> & {
  choices: readonly Choice[]
  many?: boolean
  allowClear?: boolean
  placeholder?: string
  disabled?: boolean
}) {
  return (
    <Field {...field}>
      {({ onChange, value, ...bound }) => (
        <Select
          {...bound}
          className="q-field-wide"
          disabled={disabled}
          mode={many ? 'multiple' : undefined}
          allowClear={allowClear}
          placeholder={placeholder}
          showSearch={choices.length > 8 || many ? { optionFilterProp: 'label' } : false}
          options={choices.map((choice) => ({ ...choice }))}
          value={(value ?? undefined) as unknown}
          onChange={(next) => onChange((next ?? null) as Values[Name])}
        />
      )}
    </Field>
  )
}

export function SwitchField<Values, Name extends NameOf<Values>>(field: FieldProps<Values, Name>) {
  return (
    <Field {...field}>
      {({ id, value, onChange }) => (
        <Switch id={id} checked={value === true} onChange={(next) => onChange(next as Values[Name])} />
      )}
    </Field>
  )
}
