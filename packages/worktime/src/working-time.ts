import type { BusinessCalendar, CompiledCalendar, Day } from './business-calendar.ts'
import { compile, dayAfter } from './business-calendar.ts'
import { dayAt, instantOf } from './time-zone.ts'

/** A stretch in which the clock stands, for example while a question waits for the customer. `to` lies not before `from`. */
export type Pause = { readonly from: Date; readonly to: Date }

const MINUTE = 60_000
/** A calendar that gives no work for so long gives none at all. */
const LONGEST_BREAK_DAYS = 3660

type Stretch = readonly [from: number, to: number]

/**
 * The earliest instant by which this many working minutes have passed since `start`, pauses not counted; `start` itself for 0.
 * Falls on the closing hour, not on the next opening, when the time runs out exactly then.
 * @throws {RangeError} when minutes are negative or not finite, a date is invalid, or the calendar has no working hours
 * @example addWorkingMinutes(new Date('2026-02-13T08:00:00Z'), 180, shanghaiOffice) // Friday 16:00 + 2 h, and 1 h on the next day worked
 */
export function addWorkingMinutes(
  start: Date,
  minutes: number,
  calendar: BusinessCalendar,
  pauses: readonly Pause[] = [],
): Date {
  if (!(minutes >= 0 && minutes < Number.POSITIVE_INFINITY))
    throw new RangeError(`Working minutes must be 0 or more, got ${minutes}.`)
  let left = minutes * MINUTE
  const from = instant(start)
  if (left === 0) return new Date(from)
  for (const [begin, end] of workingStretches(from, compile(calendar), mergedPauses(pauses))) {
    if (end - begin >= left) return new Date(begin + left)
    left -= end - begin
  }
  throw new RangeError('The calendar has no working hours.')
}

/**
 * Working minutes from one instant to another, pauses not counted; negative when `to` lies before `from`.
 * @throws {RangeError} when a date is invalid
 */
export function workingMinutesBetween(
  from: Date,
  to: Date,
  calendar: BusinessCalendar,
  pauses: readonly Pause[] = [],
): number {
  const [start, until] = [instant(from), instant(to)]
  if (until < start) return -workingMinutesBetween(to, from, calendar, pauses)
  let worked = 0
  for (const [begin, end] of workingStretches(start, compile(calendar), mergedPauses(pauses), until)) {
    if (begin >= until) break
    worked += Math.min(end, until) - begin
  }
  return worked / MINUTE
}

export function isWorkingDay(day: Day, calendar: BusinessCalendar): boolean {
  return compile(calendar).spansOf(day).length > 0
}

/** The first working day after this one. @throws {RangeError} when the calendar has none */
export function nextWorkingDay(day: Day, calendar: BusinessCalendar): Day {
  const { spansOf } = compile(calendar)
  let next = dayAfter(day)
  for (let tried = 0; tried < LONGEST_BREAK_DAYS; tried++, next = dayAfter(next)) {
    if (spansOf(next).length > 0) return next
  }
  throw new RangeError('The calendar has no working hours.')
}

function instant(date: Date): number {
  const ms = date.getTime()
  if (Number.isNaN(ms)) throw new RangeError('The date is invalid.')
  return ms
}

/** Working time from an instant on, in order; ends after `until`, or when nobody works for ten years. */
function* workingStretches(
  from: number,
  calendar: CompiledCalendar,
  pauses: readonly Stretch[],
  until = Number.POSITIVE_INFINITY,
): Generator<Stretch> {
  let idle = 0
  for (let day = dayAt(new Date(from), calendar.timeZone); idle < LONGEST_BREAK_DAYS; day = dayAfter(day)) {
    idle++
    for (const [begin, end] of calendar.spansOf(day)) {
      idle = 0
      const opens = Math.max(from, instantOf(day, begin, calendar.timeZone))
      if (opens >= until) return
      yield* withoutPauses(opens, instantOf(day, end, calendar.timeZone), pauses)
    }
    // A day is at least 22 hours away from the one two days on, in any zone.
    if (idle > 2 && instantOf(day, 0, calendar.timeZone) > until) return
  }
}

function* withoutPauses(begin: number, end: number, pauses: readonly Stretch[]): Generator<Stretch> {
  let from = begin
  for (const [pauseFrom, pauseTo] of pauses) {
    if (pauseTo <= from) continue
    if (pauseFrom >= end) break
    if (pauseFrom > from) yield [from, pauseFrom]
    from = pauseTo
  }
  if (from < end) yield [from, end]
}

/** Ordered and joined. @throws {RangeError} when a pause ends before it begins */
function mergedPauses(pauses: readonly Pause[]): Stretch[] {
  const merged: [number, number][] = []
  for (const [from, to] of pauses
    .map(({ from, to }) => [instant(from), instant(to)] as const)
    .sort((a, b) => a[0] - b[0])) {
    if (to < from) throw new RangeError('A pause must not end before it begins.')
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}
