import { DatePicker, type DatePickerProps } from 'antd'
import type { RangePickerProps } from 'antd/es/date-picker'
import type { Dayjs } from 'dayjs'
import { dayForms } from './day-forms.ts'
import { useKit } from './kit-context.tsx'

/** A day, shown as pages show days and typed in any usual form. */
export function DayPicker(props: DatePickerProps<Dayjs, false>) {
  const { locale } = useKit()
  return <DatePicker format={dayForms(locale)} {...props} />
}

export function DayRangePicker(props: RangePickerProps) {
  const { locale } = useKit()
  return <DatePicker.RangePicker format={dayForms(locale)} {...props} />
}
