import { NoticeEvent } from '@quayside/contract'
import { Checkbox, TimePicker } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'

const clock = (minutes: number) => dayjs().startOf('day').add(minutes, 'minute')
const minutesOf = (time: dayjs.Dayjs | null) => (time ? time.hour() * 60 + time.minute() : 0)

interface EventsProps {
  value: NoticeEvent[]
  disabled?: boolean
  onChange: (events: NoticeEvent[]) => void
}

/** What is told of. */
export function NoticeEvents({ value, disabled, onChange }: EventsProps) {
  const { t } = useTranslation('shipments')
  return (
    <Checkbox.Group
      disabled={disabled}
      value={value}
      options={NoticeEvent.options.map((event) => ({ value: event, label: t(`terms.event.${event}`) }))}
      onChange={(chosen) => onChange(chosen as NoticeEvent[])}
    />
  )
}

interface QuietProps {
  from: number
  to: number
  disabled?: boolean
  onChange: (quiet: { quietFrom: number; quietTo: number }) => void
}

/** When nothing leaves, in the company's day. */
export function QuietTime({ from, to, disabled, onChange }: QuietProps) {
  const { t } = useTranslation('shipments')
  return (
    <span className="shipment-quiet">
      <span>{t('terms.quiet')}</span>
      <TimePicker.RangePicker
        order={false}
        format="HH:mm"
        disabled={disabled}
        allowClear={false}
        value={[clock(from), clock(to)]}
        onChange={(times) => times && onChange({ quietFrom: minutesOf(times[0]), quietTo: minutesOf(times[1]) })}
      />
    </span>
  )
}
