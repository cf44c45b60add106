const minuteMs = 60_000

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['minute', minuteMs],
  ['hour', 60 * minuteMs],
  ['day', 1_440 * minuteMs],
]

/** `3 hours ago`, `in 2 days`; beyond a week the calendar says more than a count. */
export function relativeText(atMs: number, nowMs: number, locale: string): string | undefined {
  const gap = atMs - nowMs
  if (Math.abs(gap) >= 7 * 1_440 * minuteMs) return undefined
  const [unit, size] = units.findLast(([, ms]) => Math.abs(gap) >= ms) ?? ['minute' as const, minuteMs]
  return relativeFormat(locale).format(Math.trunc(gap / size), unit)
}

const relativeFormats = new Map<string, Intl.RelativeTimeFormat>()

/** Kept, as making one costs more than all else in a cell of a list. */
function relativeFormat(locale: string): Intl.RelativeTimeFormat {
  const format = relativeFormats.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  relativeFormats.set(locale, format)
  return format
}

const dayMs = 1_440 * minuteMs

/** `tomorrow` for whatever lies on the next day of the calendar, be it one hour or forty away; beyond a week nothing. */
export function relativeDayText(atMs: number, nowMs: number, locale: string, zone: string): string | undefined {
  const days = dayNumber(atMs, zone) - dayNumber(nowMs, zone)
  if (Math.abs(days) >= 7) return undefined
  return relativeFormat(locale).format(days, 'day')
}

/** Days of the calendar in the zone, counted from 1970. */
function dayNumber(atMs: number, zone: string): number {
  const [day, month, year] = timeText(atMs, 'day', 'en', zone).split('/').map(Number)
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day) / dayMs
}

const formats = new Map<string, Intl.DateTimeFormat>()

export type WhenStyle = 'relative' | 'relativeDay' | 'day' | 'time' | 'exact'
/** Those that do not depend on now. */
export type FixedStyle = Exclude<WhenStyle, 'relative' | 'relativeDay'>
const parts: Record<FixedStyle, Intl.DateTimeFormatOptions> = {
  day: { year: 'numeric', month: '2-digit', day: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  exact: { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
}

export function timeText(at: string | number | Date, style: FixedStyle, locale: string, zone: string): string {
  const key = `${style}/${locale}/${zone}`
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...parts[style], timeZone: zone })
  formats.set(key, format)
  return format.format(new Date(at))
}
