import type { Tier } from '@quayside/contract'

export const tiers = ['A', 'B', 'C', 'D'] as const satisfies readonly Tier[]

/**
 * A place for each account. `key`: in the warehouse; `industry`: a number for each, what it is called is read for those shown; `tier`: its
 * place among all. NaN where it is not known. The others are above 0 where there are orders: ever, in the period, in the twelve months
 * until its end, before those; in the year before the period, and before that.
 */
export type AccountColumns = Record<AccountColumn, Float64Array>

type AccountColumn =
  | 'key'
  | 'industry'
  | 'potential'
  | 'tier'
  | 'orders'
  | 'in_period'
  | 'in_twelve'
  | 'before_twelve'
  | 'in_last'
  | 'before_last'

/** A place for each account with lines in any of the spans, ten-thousandths. */
export type RevenueColumns = Record<RevenueColumn, Float64Array>

type RevenueColumn = 'key' | 'this_year' | 'same_days' | 'last_year' | 'twelve_months'

/** The value from which on there are `many`, equal ones beside them; −Infinity where there are no more than those. */
export function leastOfLargest(values: Float64Array, many: number): number {
  const sorted = values.slice().sort()
  return sorted[sorted.length - many] ?? Number.NEGATIVE_INFINITY
}
