import type { Calendar, HolidayDay } from '@quayside/contract'

export type DayKind = 'open' | 'weekend' | 'holiday' | 'makeUp' | 'closed' | 'extra'

/** Why a day is open or closed. What the company itself set goes before the country's holidays, these before the week. */
export function dayKind(day: string, calendar: Calendar, holidays: ReadonlyMap<string, HolidayDay>): DayKind {
  if (calendar.closed.some((one) => one.day === day)) return 'closed'
  if (calendar.open.some((one) => one.day === day)) return 'extra'
  const holiday = calendar.holidayCountry ? holidays.get(day) : undefined
  if (holiday) return holiday.kind === 'holiday' ? 'holiday' : 'makeUp'
  return (calendar.week[isoWeekday(day)]?.length ?? 0) > 0 ? 'open' : 'weekend'
}

export type Weekday = keyof Calendar['week']
export const weekdays: readonly Weekday[] = ['1', '2', '3', '4', '5', '6', '7']

/** 1 Monday … 7 Sunday. */
export function isoWeekday(day: string): Weekday {
  return weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? '1'
}

/** A click: an open day is closed, a closed one opened, and a day somebody set by hand goes back to what it would be. */
export function toggled(day: string, calendar: Calendar, holidays: ReadonlyMap<string, HolidayDay>): Calendar {
  const kind = dayKind(day, calendar, holidays)
  const closed = calendar.closed.filter((one) => one.day !== day)
  const open = calendar.open.filter((one) => one.day !== day)
  if (kind === 'closed' || kind === 'extra') return { ...calendar, closed, open }
  if (kind === 'open' || kind === 'makeUp')
    return { ...calendar, open, closed: [...closed, { day, name: '' }].sort(byDay) }
  return { ...calendar, closed, open: [...open, { day, name: '' }].sort(byDay) }
}

const byDay = (a: { day: string }, b: { day: string }) => a.day.localeCompare(b.day)

/** The days of a month in weeks beginning on Monday; null before its first and after its last day. */
export function weeksOf(year: number, month: number): (string | null)[][] {
  const pad = (number: number) => String(number).padStart(2, '0')
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const days = Array.from({ length: count }, (_, index) => `${year}-${pad(month)}-${pad(index + 1)}`)
  const lead = Number(isoWeekday(days[0] ?? '')) - 1
  const cells: (string | null)[] = [...Array<null>(lead).fill(null), ...days]
  while (cells.length % 7 > 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}
