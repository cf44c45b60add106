/** A calendar day in some time zone, `2026-02-17`. */
export type Day = string

/** Hours worked without a break, local time: `09:00` to `18:00`. The end may be `24:00`; it must lie after the start. */
export type HourSpan = { readonly from: string; readonly to: string }

/** Plain data, so that a contract, a ticket or an order can store the calendar it was made under. */
export type BusinessCalendar = {
  /** IANA name, `Asia/Shanghai`. */
  readonly timeZone: string
  /** Seven lists, Monday first: hours of an ordinary week. An empty list is a day off. */
  readonly weekly: readonly (readonly HourSpan[])[]
  /** Days without work, whatever their weekday. */
  readonly holidays?: readonly Day[]
  /** Days worked although the week or a holiday says otherwise 调休. */
  readonly makeUpDays?: readonly Day[]
  /** Hours of a make-up day; those of Monday unless given. */
  readonly makeUpHours?: readonly HourSpan[]
}

/** Minutes of the day from midnight, ordered and apart from each other. */
export type MinuteSpan = readonly [from: number, to: number]

export type CompiledCalendar = {
  readonly timeZone: string
  /** Ordered hours of a day, [] when nobody works. */
  readonly spansOf: (day: Day) => readonly MinuteSpan[]
}

const compiled = new WeakMap<BusinessCalendar, CompiledCalendar>()

/** @throws {RangeError} when the calendar has not seven days, an hour is none, or hours overlap */
export function compile(calendar: BusinessCalendar): CompiledCalendar {
  let ready = compiled.get(calendar)
  if (!ready) {
    ready = build(calendar)
    compiled.set(calendar, ready)
  }
  return ready
}

function build(calendar: BusinessCalendar): CompiledCalendar {
  if (calendar.weekly.length !== 7) throw new RangeError('A week has seven lists of hours, Monday first.')
  const weekly = calendar.weekly.map(minuteSpans)
  const makeUp = minuteSpans(calendar.makeUpHours ?? calendar.weekly[0] ?? [])
  const holidays = new Set(calendar.holidays)
  const makeUpDays = new Set(calendar.makeUpDays)
  const spansOf = (day: Day): readonly MinuteSpan[] => {
    if (makeUpDays.has(day)) return makeUp
    return holidays.has(day) ? [] : (weekly[weekdayIndex(day)] as readonly MinuteSpan[])
  }
  return { timeZone: calendar.timeZone, spansOf }
}

function minuteSpans(hours: readonly HourSpan[]): MinuteSpan[] {
  const spans = hours.map((span): MinuteSpan => [minuteOf(span.from), minuteOf(span.to)]).sort((a, b) => a[0] - b[0])
  let before = 0
  for (const [from, to] of spans) {
    if (from < before || to <= from)
      throw new RangeError('Hours of a day must not overlap and must end after they begin.')
    before = to
  }
  return spans
}

function minuteOf(time: string): number {
  const match = /^(\d\d):(\d\d)$/.exec(time)
  const minute = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN
  if (!(minute <= 1440) || Number(match?.[2]) > 59)
    throw new RangeError(`A time of day is 00:00 to 24:00, got ${time}.`)
  return minute
}

/** 0 Monday … 6 Sunday. */
export const weekdayIndex = (day: Day): number => (new Date(dayStartUtc(day)).getUTCDay() + 6) % 7

/** Midnight of the day as if it were in UTC, ms. @throws {RangeError} when there is no such day */
export function dayStartUtc(day: Day): number {
  const ms = Date.parse(`${day}T00:00:00Z`)
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(ms) || dayOfUtc(ms) !== day)
    throw new RangeError(`There is no day ${day}.`)
  return ms
}

export const dayOfUtc = (ms: number): Day => new Date(ms).toISOString().slice(0, 10)

export const dayAfter = (day: Day): Day => dayOfUtc(dayStartUtc(day) + 86_400_000)
