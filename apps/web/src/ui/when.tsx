import { useSyncExternalStore } from 'react'
import { useKit } from './kit-context.tsx'
import { relativeText, timeText, type WhenStyle } from './time-text.ts'

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
