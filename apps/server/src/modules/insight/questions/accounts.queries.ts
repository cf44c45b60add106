import { type AnalysisFilter, Tier } from '@quayside/contract'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { dayNumberOf, dayText } from '../customers/as-of.ts'
import { spansWithin } from '../frame/months-within.ts'
import { inCurrency, narrowed } from '../frame/narrow.ts'
import { type Beholder, visibleTo } from '../frame/visible-to.ts'
import type { Span, Spans } from './spans.ts'

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

const tiers = Tier.options

/** Every account the reader sees, with how often it bought when. */
export async function knownAccounts(
  { engine }: Warehouse,
  { ownerId, teamId }: AnalysisFilter,
  beholder: Beholder,
  { thisYear, lastYear, twelveMonths }: Spans,
): Promise<KnownAccount[]> {
  const { sql, parameters } = narrowed({ ownerId, teamId }, beholder)
  const told = (condition: string) => `case when ${condition} then 1 else 0 end`
  // Of three days it follows when there were any: a third of the work of counting them all.
  const found = await engine.numbers<AccountColumn>(
    `select d.account_key as key, case when d.industry is not null then dense_rank() over (order by d.industry) end as industry,
            d.potential as potential, case d.tier ${tiers.map((tier, at) => `when '${tier}' then ${at}`).join(' ')} end as tier,
            ${told('o.first_on is not null')} as orders, ${told(`o.last_on >= date '${thisYear.from}'`)} as in_period,
            ${told(`o.last_on >= date '${twelveMonths.from}'`)} as in_twelve, ${told(`o.first_on < date '${twelveMonths.from}'`)} as before_twelve,
            ${told(`o.last_before >= date '${lastYear.from}'`)} as in_last, ${told(`o.first_on < date '${lastYear.from}'`)} as before_last
     from   dim_account d
     left   join (select account_key, min(ordered_on) as first_on,
                         max(case when ordered_on <= date '${thisYear.to}' then ordered_on end) as last_on,
                         max(case when ordered_on <= date '${lastYear.to}' then ordered_on end) as last_before
                  from fact_order group by account_key) o on o.account_key = d.account_key
     where  ${sql}`,
    parameters,
  )
  return Array.from(found.key, (key, at) => ({
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
}

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

type RevenueSums = Omit<Revenue, 'industry' | 'potential'>

/** Revenue of the customers seen in each span, within the filter. */
export async function revenuesOf(
  { engine }: Warehouse,
  filter: AnalysisFilter,
  currency: string,
  beholder: Beholder,
  spans: Spans,
): Promise<RevenueSums[]> {
  const { sameDays, thisYear, lastYear, twelveMonths } = spans
  const { from, to } = { from: lastYear.from, to: thisYear.to }
  const whole = inCurrency(narrowed({ ...filter, from: undefined, to: undefined }, beholder), currency)
  const within = inCurrency(narrowed({ ...filter, from, to }, beholder), currency)
  const { rows, isIn } = spansWithin(filter, whole, within, [sameDays, thisYear, lastYear, twelveMonths])
  const sum = (span: Span) => `sum(case when ${isIn(span)} then l.amount_e4::double precision else 0 end)`
  const found = await engine.numbers<'key' | 'this_year' | 'same_days' | 'last_year' | 'twelve_months'>(
    `select l.account_key as key, ${sum(thisYear)} as this_year, ${sum(sameDays)} as same_days,
            ${sum(lastYear)} as last_year, ${sum(twelveMonths)} as twelve_months
     from   ${rows} group by l.account_key order by l.account_key`,
    within.parameters,
  )
  return Array.from(found.key, (key, at) => ({
    key,
    thisYearE4: found.this_year[at] as number,
    sameDaysE4: found.same_days[at] as number,
    lastYearE4: found.last_year[at] as number,
    twelveMonthsE4: found.twelve_months[at] as number,
  }))
}

/** With what is known of each. */
export function ofKnown(sums: readonly RevenueSums[], accounts: readonly KnownAccount[]): Revenue[] {
  const accountOf = new Map(accounts.map((account) => [account.key, account]))
  return sums.map((one) => {
    const account = accountOf.get(one.key)
    return { ...one, industry: account?.industry ?? null, potential: account?.potential ?? null }
  })
}

/** What the industries of some accounts are called, by account. */
export async function industriesOf(
  { engine }: Warehouse,
  keys: readonly number[],
): Promise<Map<number, string | null>> {
  if (keys.length === 0) return new Map()
  const found = await engine.columns(
    `select d.account_key as key, d.industry as industry from dim_account d where d.account_key in (${keys.map(Number).join(', ')})`,
  )
  return new Map(((found.key ?? []) as number[]).map((key, at) => [key, found.industry?.[at] as string | null]))
}

export interface Complaints {
  seen: boolean
  ever: number
  recorded: number
  byAccount: Map<number, { complaints: number; lastOn: string }>
}

/** Complaints of the year before by customer, as far as the reader may read what was said. */
export async function complaintsOf(
  { engine }: Warehouse,
  { ownerId, teamId }: AnalysisFilter,
  beholder: Beholder,
  { from, to }: Span,
): Promise<Complaints> {
  const nothing: Complaints = { seen: false, ever: 0, recorded: 0, byAccount: new Map() }
  if (beholder && beholder.rights.modules.timeline.read === 'none') return nothing
  const { sql, parameters } = narrowed({ ownerId, teamId }, beholder)
  const found = await engine.numbers<'key' | 'ever' | 'complaints' | 'last_on'>(
    `select i.account_key as key, count(*)::integer as ever,
            sum(case when i.happened_at::date >= date '${from}' and i.happened_at::date <= date '${to}' then 1 else 0 end)::integer as complaints,
            ${dayNumberOf(`max(case when i.happened_at::date <= date '${to}' then i.happened_at::date end)`)} as last_on
     from   fact_interaction i join dim_account d on d.account_key = i.account_key
     where  i.kind = 'complaint' and ${sql} and ${visibleTo(beholder, ['timeline'])}
     group  by i.account_key`,
    parameters,
  )
  const told: Complaints = { ...nothing, seen: true }
  found.key.forEach((key, at) => {
    const complaints = found.complaints[at] as number
    told.ever += found.ever[at] as number
    told.recorded += complaints
    if (complaints > 0) told.byAccount.set(key, { complaints, lastOn: dayText(found.last_on[at] as number) })
  })
  return told
}
