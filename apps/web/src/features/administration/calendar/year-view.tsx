import type { Calendar, HolidayDay } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { useKit } from '../../../ui/index.ts'
import { type DayKind, dayKind, weekdays, weeksOf } from './day-kind.ts'
import { weekdayName } from './week-hours.tsx'

const legend: DayKind[] = ['holiday', 'makeUp', 'closed', 'extra', 'weekend']
const months = Array.from({ length: 12 }, (_, index) => index + 1)

interface YearViewProps {
  year: number
  calendar: Calendar
  holidays: ReadonlyMap<string, HolidayDay>
  onToggle: ((day: string) => void) | undefined
}

/** The whole year at a glance; a click opens or closes a day. */
export function YearView({ year, calendar, holidays, onToggle }: YearViewProps) {
  const { t } = useTranslation('administration')
  const { locale } = useKit()
  const nameOf = (day: string) => {
    const own = [...calendar.closed, ...calendar.open].find((one) => one.day === day)?.name
    const holiday = holidays.get(day)
    return own || (holiday && (locale === 'en' ? holiday.nameEn : holiday.nameZh))
  }
  return (
    <>
      <p className="admin-legend">
        {legend.map((kind) => (
          <span key={kind}>
            <i className={`admin-day admin-day-${kind}`} /> {t(`dayKind.${kind}`)}
          </span>
        ))}
      </p>
      <div className="admin-months">
        {months.map((month) => (
          <table key={month} className="admin-month">
            <caption>
              {new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(year, month - 1, 1))}
            </caption>
            <thead>
              <tr>
                {weekdays.map((weekday) => (
                  <th key={weekday} scope="col">
                    {weekdayName(weekday, locale, 'narrow')}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeksOf(year, month).map((week) => (
                <tr key={week.find(Boolean)}>
                  {weekdays.map((weekday, index) => {
                    const day = week[index]
                    if (!day) return <td key={weekday} />
                    const kind = dayKind(day, calendar, holidays)
                    const label = [day, t(`dayKind.${kind}`), nameOf(day)].filter(Boolean).join(' · ')
                    return (
                      <td key={weekday}>
                        <button
                          type="button"
                          className={`admin-day admin-day-${kind}`}
                          disabled={!onToggle}
                          title={label}
                          aria-label={`${Number(day.slice(8))} · ${label}`}
                          onClick={() => onToggle?.(day)}
                        >
                          {Number(day.slice(8))}
                        </button>
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </>
  )
}
