import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { momentForms } from './day-forms.ts'
import { useKit } from './kit-context.tsx'
import { instantOfWall, wallOf } from './wall-clock.ts'

interface MomentPickerProps {
  /** An instant; null: none. */
  value: string | null | undefined
  onChange: (instant: string | null) => void
  id?: string
  label?: string
  placeholder?: string
  size?: 'small'
  allowClear?: boolean
  onBlur?: () => void
}

/** Day and time as the company's clocks show them, as times are shown everywhere, wherever the browser stands. */
export function MomentPicker({ value, onChange, label, ...bound }: MomentPickerProps) {
  const { zone, locale } = useKit()
  // The calendar's own “now” is one of the browser's clock.
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone === zone
  return (
    <DatePicker
      {...bound}
      aria-label={label}
      showTime={{ format: 'HH:mm' }}
      format={momentForms(locale)}
      showNow={here}
      value={value ? dayjs(wallOf(value, zone)) : null}
      onChange={(moment) => onChange(moment ? instantOfWall(moment.format('YYYY-MM-DDTHH:mm'), zone) : null)}
    />
  )
}
