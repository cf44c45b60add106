import { DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useId } from 'react'
import { dayForms, momentForms, useKit } from '../../../ui/index.ts'
import { NumberInput } from '../../../ui/number-input.tsx'
import type { Entry } from './use-entry.ts'

interface CellProps {
  entry: Entry
  /** `/goods/0/unNumber`: what is wrong with it is told below. */
  path: string
  label: string
  wide?: boolean
  required?: boolean
}

interface Bound {
  id: string
  status: 'error' | undefined
  onBlur: () => void
  'aria-describedby': string | undefined
}

/** A label, a control, and what is wrong. */
export function Cell({
  entry,
  path,
  label,
  wide,
  required,
  children,
}: CellProps & { children: (bound: Bound) => ReactNode }) {
  const id = useId()
  const fault = entry.faultAt(path)
  return (
    <div className={wide ? 'entry-cell entry-cell-wide' : 'entry-cell'}>
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
        status: fault ? 'error' : undefined,
        onBlur: () => entry.leave(path),
        'aria-describedby': fault ? `${id}-fault` : undefined,
      })}
      {fault && (
        <div id={`${id}-fault`} className="entry-fault" role="alert">
          {fault}
        </div>
      )}
    </div>
  )
}

interface TextCellProps extends CellProps {
  value: string | undefined
  onChange: (value: string) => void
  maxLength: number
  placeholder?: string
  rows?: number
  upper?: boolean
}
export function TextCell({ value, onChange, maxLength, placeholder, rows, upper, ...cell }: TextCellProps) {
  return (
    <Cell {...cell}>
      {(bound) => {
        const shared = {
          ...bound,
          value: value ?? '',
          maxLength,
          placeholder,
          onChange: (event: { target: { value: string } }) =>
            onChange(upper ? event.target.value.toUpperCase() : event.target.value),
        }
        return rows ? <Input.TextArea rows={rows} {...shared} /> : <Input {...shared} />
      }}
    </Cell>
  )
}

interface FigureCellProps extends CellProps {
  value: number | undefined
  onChange: (value: number | undefined) => void
  /** 1,000 for grams typed in kilograms. */
  scale?: number
  whole?: boolean
  min?: number
  suffix?: string
}
export function FigureCell({ value, onChange, scale = 1, whole, min = 0, suffix, ...cell }: FigureCellProps) {
  return (
    <Cell {...cell}>
      {(bound) => (
        <NumberInput
          {...bound}
          className="q-field-wide"
          min={min}
          max={1e12}
          precision={whole ? 0 : undefined}
          suffix={suffix}
          value={value === undefined ? null : value / scale}
          onChange={(next) => onChange(next === null ? undefined : Math.round(next * scale * 1e4) / 1e4)}
        />
      )}
    </Cell>
  )
}

interface ChoiceCellProps<Value extends string> extends CellProps {
  value: Value | undefined
  onChange: (value: Value) => void
  choices: readonly { value: Value; label: string }[]
}
export function ChoiceCell<Value extends string>({ value, onChange, choices, ...cell }: ChoiceCellProps<Value>) {
  return (
    <Cell {...cell}>
      {({ 'aria-describedby': _, ...bound }) => (
        <Select
          {...bound}
          className="q-field-wide"
          showSearch={choices.length > 8 ? { optionFilterProp: 'label' } : false}
          value={value}
          options={choices.map((choice) => ({ ...choice }))}
          onChange={(next) => onChange(next)}
        />
      )}
    </Cell>
  )
}

interface DayCellProps extends CellProps {
  value: string | undefined
  onChange: (value: string | undefined) => void
  time?: boolean
}
/** `2026-03-01`, or with `time` `2026-03-01T08:00` where the company is. */
export function DayCell({ value, onChange, time, ...cell }: DayCellProps) {
  const { locale } = useKit()
  const read = value ? dayjs(value) : null
  // A day that does not exist would pass for another one.
  const exists = read?.isValid() && value?.startsWith(read.format('YYYY-MM-DD'))
  return (
    <Cell {...cell}>
      {({ 'aria-describedby': _, ...bound }) => (
        <DatePicker
          {...bound}
          className="q-field-wide"
          needConfirm={false}
          showTime={time ? { format: 'HH:mm' } : false}
          value={exists ? read : null}
          format={time ? momentForms(locale) : dayForms(locale)}
          placeholder={exists === false ? value : undefined}
          onChange={(day) => onChange(day?.format(time ? 'YYYY-MM-DDTHH:mm' : 'YYYY-MM-DD'))}
        />
      )}
    </Cell>
  )
}
