import type { ClassificationQuery } from '@quayside/contract'
import { z } from 'zod'

const cut = z.coerce.number().min(0).max(100).optional().catch(undefined)

/** What the page asks, kept in the address. */
export const ClassificationPlace = z.object({
  measure: z.enum(['amount', 'grossProfit', 'orders', 'lines']).optional(),
  scheme: z.enum(['pyramid', 'pareto']).optional(),
  period: z.enum(['all', 'year', 'months12', 'custom']).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  cutA: cut,
  cutB: cut,
  cutC: cut,
  tier: z.enum(['A', 'B', 'C', 'D']).optional(),
})
export type ClassificationPlace = z.infer<typeof ClassificationPlace>
export type Question = z.output<typeof ClassificationQuery>
export type Measure = Question['measure']
export type Period = NonNullable<ClassificationPlace['period']>

export const measures: readonly Measure[] = ['amount', 'grossProfit', 'orders', 'lines']
export const isMoney = (measure: string) => measure === 'amount' || measure === 'grossProfit'

/** First and last day of a named period; `today` is the company's calendar day. */
export function daysOf(place: ClassificationPlace, today: string): { from?: string; to?: string } {
  switch (place.period ?? 'all') {
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today }
    case 'months12':
      return { from: dayAfter(yearBefore(today)), to: today }
    case 'custom':
      return { from: place.from, to: place.to }
    default:
      return {}
  }
}

function yearBefore(day: string): string {
  const before = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`
  return before.endsWith('-02-29') ? before.replace('-29', '-28') : before
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** The calendar day it is now in the company's zone. */
export const todayIn = (zone: string, now: number) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(now)

export function questionOf(place: ClassificationPlace, today: string, seesMoney: boolean): Question {
  return {
    measure: place.measure ?? (seesMoney ? 'amount' : 'orders'),
    scheme: place.scheme ?? 'pyramid',
    ...daysOf(place, today),
    currency: place.currency,
    cutA: place.cutA,
    cutB: place.cutB,
    cutC: place.cutC,
  }
}

/** What the sources give (DOMAIN ANA-6), in percent: of customers for the pyramid, of the cumulated measure for Pareto. */
export const standardCuts = { pyramid: [1, 5, 20], pareto: [80, 95, 100] } as const

export const cutsRise = ([a, b, c]: readonly number[]) =>
  a !== undefined && b !== undefined && c !== undefined && a > 0 && a <= b && b <= c && c <= 100
