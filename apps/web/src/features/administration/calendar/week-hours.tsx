import { CopyOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons'
import type { Calendar } from '@quayside/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useKit } from '../../../ui/index.ts'
import { type Weekday, weekdays } from './day-kind.ts'

type Week = Calendar['week']
type Span = [string, string]

interface WeekHoursEditorProps {
  week: Week
  onChange: (week: Week) => void
  disabled: boolean
}

/** 5 January 2026 was a Monday: the names of the weekdays come from the calendar itself. */
export function weekdayName(weekday: Weekday, locale: string, style: 'long' | 'narrow'): string {
  return new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(
    Date.UTC(2026, 0, 4 + Number(weekday)),
  )
}

/** Where the next span begins: an hour after the last one. */
function nextSpan(spans: readonly Span[]): Span {
  const last = spans.at(-1)?.[1]
  if (!last) return ['09:00', '18:00']
  const hour = Math.min(22, Number(last.slice(0, 2)) + 1)
  return [`${String(hour).padStart(2, '0')}:00`, `${String(hour + 1).padStart(2, '0')}:00`]
}

export function WeekHoursEditor({ week, onChange, disabled }: WeekHoursEditorProps) {
  const { t } = useTranslation('administration')
  const { locale } = useKit()
  const spansOf = (weekday: Weekday): Span[] => week[weekday] ?? []
  const set = (weekday: Weekday, spans: Span[]) => onChange({ ...week, [weekday]: spans })
  const toWeekdays = (weekday: Weekday) =>
    onChange({ ...week, ...Object.fromEntries(weekdays.slice(0, 5).map((day) => [day, spansOf(weekday)])) })
  return (
    <div className="admin-week">
      {weekdays.map((weekday) => {
        const spans = spansOf(weekday)
        const name = weekdayName(weekday, locale, 'long')
        return (
          <div key={weekday} className="admin-weekday">
            <strong>{name}</strong>
            <span className="admin-spans">
              {spans.length === 0 && <span className="q-muted">{t('calendar.dayOff')}</span>}
              {spans.map((span, index) => (
                <span key={`${weekday}-${span[0]}-${spans.length}`} className="admin-span">
                  <TimeInput
                    disabled={disabled}
                    label={t('calendar.from', { day: name })}
                    value={span[0]}
                    onChange={(from) => set(weekday, spans.with(index, [from, span[1]]))}
                  />
                  –
                  <TimeInput
                    disabled={disabled}
                    label={t('calendar.until', { day: name })}
                    value={span[1]}
                    onChange={(until) => set(weekday, spans.with(index, [span[0], until]))}
                  />
                  <Button
                    size="small"
                    type="text"
                    disabled={disabled}
                    icon={<MinusOutlined />}
                    aria-label={t('calendar.removeSpan', { day: name })}
                    onClick={() => set(weekday, spans.toSpliced(index, 1))}
                  />
                </span>
              ))}
              <Button
                size="small"
                type="text"
                disabled={disabled || spans.length >= 6}
                icon={<PlusOutlined />}
                aria-label={t('calendar.addSpan', { day: name })}
                onClick={() => set(weekday, [...spans, nextSpan(spans)])}
              />
              {weekday === '1' && (
                <Button
                  size="small"
                  type="text"
                  disabled={disabled}
                  icon={<CopyOutlined />}
                  onClick={() => toWeekdays(weekday)}
                >
                  {t('calendar.copy')}
                </Button>
              )}
            </span>
          </div>
        )
      })}
    </div>
  )
}

/** Committed when left, so that a half-typed time does not reorder the row. `24:00` is written by midnight at the end. */
function TimeInput({
  value,
  onChange,
  label,
  disabled,
}: {
  value: string
  onChange: (value: string) => void
  label: string
  disabled: boolean
}) {
  return (
    <input
      className="admin-time"
      type="text"
      inputMode="numeric"
      pattern="([01]\d|2[0-3]):[0-5]\d|24:00"
      maxLength={5}
      key={value}
      defaultValue={value}
      disabled={disabled}
      aria-label={label}
      onBlur={(event) => {
        const typed = event.target.value.trim().replace('：', ':').padStart(5, '0')
        if (typed !== value) onChange(typed)
      }}
    />
  )
}
