import type { ReportRhythm } from '@quayside/contract'
import { type BusinessCalendar, dayAt, instantOf, isWorkingDay, nextWorkingDay } from '@quayside/worktime'

export interface Rhythm {
  every: ReportRhythm
  weekday: number | null
  monthDay: number | null
  hour: number
  minute?: number
  /** Absent or null: that of the calendar. */
  timeZone?: string | null
  workdaysOnly: boolean
}

const dayMs = 86_400_000
/** Longer than any run of days off, so that what was moved past one is found. */
const lookBackDays = 40
const lookAheadDays = 400

/** The first moment after `after` at which it is due, by the clock of its zone and the working days of the calendar. */
export function nextSlot(rhythm: Rhythm, after: Date, calendar: BusinessCalendar): Date {
  const timeZone = rhythm.timeZone ?? calendar.timeZone
  const minuteOfDay = rhythm.hour * 60 + (rhythm.minute ?? 0)
  const worksAtAll = calendar.weekly.some((spans) => spans.length > 0)
  const workdaysOnly = rhythm.workdaysOnly && worksAtAll
  const today = Date.parse(`${dayAt(after, timeZone)}T00:00:00Z`)
  for (let at = workdaysOnly && rhythm.every !== 'day' ? -lookBackDays : 0; at <= lookAheadDays; at++) {
    const nominal = new Date(today + at * dayMs).toISOString().slice(0, 10)
    if (!isNominal(rhythm, nominal)) continue
    const off = workdaysOnly && !isWorkingDay(nominal, calendar)
    if (off && rhythm.every === 'day') continue
    const slot = new Date(instantOf(off ? nextWorkingDay(nominal, calendar) : nominal, minuteOfDay, timeZone))
    if (slot > after) return slot
  }
  throw new RangeError('It is due on no day of a year.')
}

function isNominal({ every, weekday, monthDay }: Rhythm, day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`)
  if (every === 'week') return (at.getUTCDay() || 7) === weekday
  if (every === 'day') return true
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
  return at.getUTCDate() === Math.min(monthDay ?? 1, last)
}
