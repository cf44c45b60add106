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
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(gap / size), unit)
}

const formats = new Map<string, Intl.DateTimeFormat>()

export type WhenStyle = 'relative' | 'day' | 'time' | 'exact'
const parts: Record<Exclude<WhenStyle, 'relative'>, Intl.DateTimeFormatOptions> = {
  day: { year: 'numeric', month: '2-digit', day: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  exact: { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
}

export function timeText(
  at: string | number | Date,
  style: Exclude<WhenStyle, 'relative'>,
  locale: string,
  zone: string,
): string {
  const key = `${style}/${locale}/${zone}`
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...parts[style], timeZone: zone })
  formats.set(key, format)
  return format.format(new Date(at))
}
