import { type Day, instantOf } from '@quayside/worktime'

export interface ToldTime {
  at: Date
  dayOnly: boolean
  /** Minutes east of UTC, as it was told; null: not told. */
  offsetMinutes: number | null
}

const form = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/

/**
 * A time as a partner tells it: a day, a local time, or an instant with its offset. A local time is one of the company's zone.
 * Null when there is no such day or hour; a day alone is kept as its noon in UTC, which is that day nearly everywhere.
 */
export function readToldTime(text: string, companyZone: string): ToldTime | null {
  const found = form.exec(text.trim())
  if (!found) return null
  const [, y, m, d, hour, minute, second = '0', zone] = found
  const [year, month, day] = [Number(y), Number(m), Number(d)]
  if (year < 1970 || year > 2200 || !isDay(year, month, day)) return null
  if (hour === undefined)
    return { at: new Date(Date.UTC(year, month - 1, day, 12)), dayOnly: true, offsetMinutes: null }
  const minutes = Number(hour) * 60 + Number(minute)
  // 24:00 is the end of a day; anything later is no time.
  if (Number(minute) > 59 || Number(second) > 60 || minutes > 1_440 || (minutes === 1_440 && Number(second) > 0))
    return null
  if (zone === undefined) {
    const local = `${y}-${m}-${d}` as Day
    return {
      at: new Date(instantOf(local, minutes, companyZone) + Number(second) * 1000),
      dayOnly: false,
      offsetMinutes: null,
    }
  }
  const offsetMinutes = offsetOf(zone)
  if (offsetMinutes === null) return null
  const at = new Date(Date.UTC(year, month - 1, day, 0, minutes, Number(second)) - offsetMinutes * 60_000)
  return { at, dayOnly: false, offsetMinutes: zone === 'Z' ? null : offsetMinutes }
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function offsetOf(zone: string): number | null {
  if (zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  // From UTC−12 to UTC+14.
  if (Number(zone.slice(-2)) > 59 || minutes > 14 * 60) return null
  return zone.startsWith('-') ? -minutes : minutes
}
