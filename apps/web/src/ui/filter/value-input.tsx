import { Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { DayPicker } from '../day-picker.tsx'
import { NumberInput } from '../number-input.tsx'
import type { Condition, FilterField } from './filter.ts'

interface ValueInputProps {
  field: FilterField
  condition: Condition
  onChange: (value: unknown) => void
}

/** Money is typed in units and kept in ten-thousandths, as everywhere. */
const scaleOf = (field: FilterField) => (field.kind === 'money' ? 10_000 : 1)

export function ValueInput(props: ValueInputProps) {
  const { t } = useTranslation('ui')
  const { field, condition, onChange } = props
  if (condition.op.endsWith('Days'))
    return <Figure {...props} focused scale={1} value={condition.value} onChange={onChange} suffix={t('filter.days')} />
  if (condition.op === 'between') return <Between {...props} />
  switch (field.kind) {
    case 'text':
      return (
        <Input
          size="small"
          autoFocus
          aria-label={t('filter.value')}
          value={(condition.value as string) ?? ''}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    case 'number':
    case 'money':
      return <Figure {...props} focused scale={scaleOf(field)} value={condition.value} />
    case 'date':
      return <DayInput focused value={condition.value} onChange={onChange} />
    case 'boolean':
      return (
        <Select
          size="small"
          aria-label={t('filter.value')}
          value={condition.value !== false}
          options={[
            { value: true, label: t('filter.yes') },
            { value: false, label: t('filter.no') },
          ]}
          onChange={onChange}
        />
      )
    default:
      return (
        <Select
          size="small"
          mode={field.kind === 'tags' && !field.choices ? 'tags' : 'multiple'}
          autoFocus
          aria-label={t('filter.value')}
          className="q-condition-wide"
          value={
            Array.isArray(condition.value) ? condition.value : condition.value === undefined ? [] : [condition.value]
          }
          options={field.choices?.map((choice) => ({ ...choice }))}
          showSearch={{ optionFilterProp: 'label' }}
          maxTagCount="responsive"
          onChange={onChange}
        />
      )
  }
}

interface FigureProps {
  value: unknown
  scale: number
  suffix?: string
  /** The cursor waits here. */
  focused?: boolean
  onChange: (value: unknown) => void
}

function Figure({ value, scale, suffix, focused, onChange }: FigureProps) {
  const { t } = useTranslation('ui')
  return (
    <NumberInput
      size="small"
      autoFocus={focused}
      aria-label={t('filter.value')}
      value={typeof value === 'number' ? value / scale : null}
      suffix={suffix}
      onChange={(next) => onChange(next === null ? undefined : scale === 1 ? next : Math.round(next * scale))}
    />
  )
}

interface DayInputProps {
  value: unknown
  focused?: boolean
  onChange: (value: unknown) => void
}

function DayInput({ value, focused, onChange }: DayInputProps) {
  const { t } = useTranslation('ui')
  return (
    <DayPicker
      size="small"
      autoFocus={focused}
      aria-label={t('filter.value')}
      value={typeof value === 'string' ? dayjs(value) : null}
      onChange={(day) => onChange(day?.isValid() ? day.format('YYYY-MM-DD') : undefined)}
    />
  )
}

function Between({ field, condition, onChange }: ValueInputProps) {
  const [from, to] = Array.isArray(condition.value) ? condition.value : [undefined, undefined]
  const Part = field.kind === 'date' ? DayInput : Figure
  const scale = scaleOf(field)
  return (
    <span className="q-between">
      <Part focused scale={scale} value={from} onChange={(value) => onChange([value, to])} />
      –
      <Part scale={scale} value={to} onChange={(value) => onChange([from, value])} />
    </span>
  )
}
