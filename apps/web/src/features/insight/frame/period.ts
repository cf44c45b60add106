export const periods = ['months12', 'month', 'quarter', 'year', 'lastYear', 'all', 'custom'] as const
export type Period = (typeof periods)[number]

export interface Days {
  from?: string | undefined
  to?: string | undefined
}

/** First and last day of a named period; `today` is the company's calendar day. */
export function daysOf(period: Period, today: string, own: Days): Days {
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
    default:
      return {}
  }
}

function yearBefore(day: string): string {
  const before = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
  return before.endsWith('-02-29') ? before.replace('-29', '-28') : before
}

const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** The calendar day it is now in the company's zone. */
export const todayIn = (zone: string, now: number) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(now)
