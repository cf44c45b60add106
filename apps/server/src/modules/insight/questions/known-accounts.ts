import type { Tier } from '@quayside/contract'

export const tiers = ['A', 'B', 'C', 'D'] as const satisfies readonly Tier[]

export interface KnownAccount {
  /** In the warehouse. */
  key: number
  /** A number for each industry; what it is called is read for those shown. */
  industry: number | null
  potential: number | null
  tier: Tier | null
  /** Above 0 where there are orders: ever, in the period, in the twelve months until its end, before those; in the year before the period, and before that. */
  orders: number
  inPeriod: number
  inTwelveMonths: number
  beforeTwelveMonths: number
  inLastYear: number
  beforeLastYear: number
}

/** A place for each account: its key, and what `KnownAccount` has, NaN where it is not known; of the tier its place among all. */
export type AccountColumns = Record<AccountColumn, Float64Array>
export type RevenueColumns = Record<RevenueColumn, Float64Array>

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
type RevenueColumn = 'key' | 'this_year' | 'same_days' | 'last_year' | 'twelve_months'

export const accountsOf = (found: AccountColumns): KnownAccount[] =>
  Array.from(found.key, (key, at) => ({
    key,
    industry: known(found.industry[at]),
    potential: known(found.potential[at]),
    tier: tiers[found.tier[at] as number] ?? null,
    orders: found.orders[at] as number,
    inPeriod: found.in_period[at] as number,
    inTwelveMonths: found.in_twelve[at] as number,
    beforeTwelveMonths: found.before_twelve[at] as number,
    inLastYear: found.in_last[at] as number,
    beforeLastYear: found.before_last[at] as number,
  }))

const known = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value)

export interface Revenue {
  key: number
  industry: number | null
  potential: number | null
  thisYearE4: number
  sameDaysE4: number
  lastYearE4: number
  twelveMonthsE4: number
}

/** With what is known of each. */
export function revenuesOfKnown(found: RevenueColumns, accounts: readonly KnownAccount[]): Revenue[] {
  const accountOf = new Map(accounts.map((account) => [account.key, account]))
  return Array.from(found.key, (key, at) => {
    const account = accountOf.get(key)
    return {
      key,
      industry: account?.industry ?? null,
      potential: account?.potential ?? null,
      thisYearE4: found.this_year[at] as number,
      sameDaysE4: found.same_days[at] as number,
      lastYearE4: found.last_year[at] as number,
      twelveMonthsE4: found.twelve_months[at] as number,
    }
  })
}
