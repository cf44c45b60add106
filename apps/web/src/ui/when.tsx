import { useSyncExternalStore } from 'react'
import { useKit } from './kit-context.tsx'

const minuteMs = 60_000
let clock = Date.now()
const tickers = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** One clock for all relative times of a page; it ticks once a minute. */
function subscribe(listener: () => void) {
  tickers.add(listener)
  timer ??= setInterval(() => {
    clock = Date.now()
    for (const ticker of tickers) ticker()
  }, minuteMs)
  return () => {
    tickers.delete(listener)
    if (tickers.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

export const useNow = () => useSyncExternalStore(subscribe, () => clock)

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

interface WhenProps {
  /** An instant, or a calendar day `2026-03-01`, which has no zone. */
  at: string | null | undefined
  as?: WhenStyle
}

/** A time as one speaks of it; the exact one, in the company's zone, on hover. */
export function When({ at, as = 'relative' }: WhenProps) {
  const { locale, zone } = useKit()
  const now = useNow()
  if (!at) return <span className="q-muted">–</span>
  const isDay = at.length === 10
  const shownZone = isDay ? 'UTC' : zone
  const exact = timeText(at, isDay ? 'day' : 'exact', locale, shownZone)
  const style = isDay && as === 'relative' ? 'day' : as
  const text =
    style === 'relative'
      ? (relativeText(new Date(at).getTime(), now, locale) ?? timeText(at, 'day', locale, zone))
      : timeText(at, style, locale, shownZone)
  return (
    <time dateTime={at} title={isDay ? exact : `${exact} (${zone})`}>
      {text}
    </time>
  )
}
