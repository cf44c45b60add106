import type { Locale } from '@quayside/contract'
import { useSyncExternalStore } from 'react'
import { useKit } from './kit-context.tsx'
import { type FixedStyle, relativeDayText, relativeText, timeText, type WhenStyle } from './time-text.ts'

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
  if (!at) return <span className="q-muted">–</span>
  // Only what is relative to now needs the clock: a list of a thousand days must not listen to it.
  const relative = as === 'relative' || as === 'relativeDay'
  if (at.length === 10) return <Fixed at={at} as={relative ? 'day' : as} isDay />
  return relative ? <Relative at={at} byDay={as === 'relativeDay'} /> : <Fixed at={at} as={as} />
}

function Fixed({ at, as, isDay }: { at: string; as: FixedStyle; isDay?: boolean }) {
  const { locale, zone } = useKit()
  return (
    <time dateTime={at} title={exactText(at, locale, zone)}>
      {timeText(at, as, locale, isDay ? 'UTC' : zone)}
    </time>
  )
}

function Relative({ at, byDay }: { at: string; byDay: boolean }) {
  const { locale, zone } = useKit()
  const now = useNow()
  const atMs = new Date(at).getTime()
  return (
    <time dateTime={at} title={exactText(at, locale, zone)}>
      {(byDay ? relativeDayText(atMs, now, locale, zone) : relativeText(atMs, now, locale)) ??
        timeText(at, 'day', locale, zone)}
    </time>
  )
}

/** A calendar day has no zone. */
const exactText = (at: string, locale: Locale, zone: string) =>
  at.length === 10 ? timeText(at, 'day', locale, 'UTC') : `${timeText(at, 'exact', locale, zone)} (${zone})`
