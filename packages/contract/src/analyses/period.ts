import { z } from 'zod'

/** A period by name moves on with the days: what was saved as the last twelve months is those before the day it is opened. */
export const AnalysisPeriod = z.enum(['months12', 'month', 'quarter', 'year', 'lastYear', 'all', 'custom'])
export type AnalysisPeriod = z.infer<typeof AnalysisPeriod>

interface Days {
  from?: string | undefined
  to?: string | undefined
}

/** First and last day of a named period; `today` is the company's calendar day, `own` the days of `custom`. */
export function daysOfPeriod(period: AnalysisPeriod, today: string, own: Days): Days {
  const year = today.slice(0, 4)
  switch (period) {
    case 'months12':
      return { from: dayAfter(yearBefore(today)), to: today }
    case 'month':
      return { from: `${today.slice(0, 7)}-01`, to: today }
    case 'quarter': {
      const first = Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1
      return { from: `${year}-${String(first).padStart(2, '0')}-01`, to: today }
    }
    case 'year':
      return { from: `${year}-01-01`, to: today }
    case 'lastYear':
      return { from: `${Number(year) - 1}-01-01`, to: `${Number(year) - 1}-12-31` }
    case 'custom':
      return { from: own.from, to: own.to }
    case 'all':
      return {}
    default:
      return period satisfies never
  }
}

function yearBefore(day: string): string {
  const before = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
  return before.endsWith('-02-29') ? before.replace('-29', '-28') : before
}

const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
