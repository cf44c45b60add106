import type { Day } from './business-calendar.ts'
import { dayOfUtc, dayStartUtc } from './business-calendar.ts'

const HOUR = 3_600_000
const formatters = new Map<string, Intl.DateTimeFormat>()

/** @throws {RangeError} when the zone is unknown */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formatters.set(timeZone, formatter)
  }
  return formatter
}

/** Local clock minus UTC at an instant, ms, whole seconds. */
export function offsetAt(instant: number, timeZone: string): number {
  const seconds = Math.floor(instant / 1000) * 1000
  const part: Record<string, number> = {}
  for (const { type, value } of formatterOf(timeZone).formatToParts(seconds)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - seconds
}

/** The calendar day an instant falls on in a zone. */
export function dayAt(instant: Date, timeZone: string): Day {
  return dayOfUtc(instant.getTime() + offsetAt(instant.getTime(), timeZone))
}

/**
 * Instant (ms) of a local clock time. A time that comes twice when clocks go back is the first of both; one that is skipped when
 * they go forward is the moment of the change. So later clock times never give earlier instants.
 */
export function instantOf(day: Day, minute: number, timeZone: string): number {
  const local = dayStartUtc(day) + minute * 60_000
  const before = offsetAt(local - 26 * HOUR, timeZone)
  const after = offsetAt(local + 26 * HOUR, timeZone)
  if (before === after) return local - before
  for (const instant of [local - Math.max(before, after), local - Math.min(before, after)]) {
    if (offsetAt(instant, timeZone) === local - instant) return instant
  }
  return changeBetween(local - 26 * HOUR, local + 26 * HOUR, before, timeZone)
}

function changeBetween(from: number, to: number, offsetBefore: number, timeZone: string): number {
  let [low, high] = [from, to]
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (offsetAt(middle, timeZone) === offsetBefore) low = middle
    else high = middle
  }
  return Math.ceil(high / 1000) * 1000
}
