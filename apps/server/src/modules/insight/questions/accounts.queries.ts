import type { AnalysisFilter, Tier } from '@quayside/contract'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { inCurrency, narrowed } from '../frame/narrow.ts'
import { ordersWithin } from '../frame/orders-within.ts'
import { type Beholder, visibleTo } from '../frame/visible-to.ts'
import { isWithin, type Span, type Spans } from './spans.ts'

export interface KnownAccount {
  id: string
  industry: string | null
  potential: number | null
  tier: Tier | null
  /** Orders ever, in the period, in the twelve months until its end, before those; in the year before the period, and before that. */
  orders: number
  inPeriod: number
  inTwelveMonths: number
  beforeTwelveMonths: number
  inLastYear: number
  beforeLastYear: number
}

/** Every account the reader sees, with how often it bought when. */
export async function knownAccounts(
  { engine }: Warehouse,
  { ownerId, teamId }: AnalysisFilter,
  beholder: Beholder,
  { thisYear, lastYear, twelveMonths }: Spans,
): Promise<KnownAccount[]> {
  const { sql, parameters } = narrowed({ ownerId, teamId }, beholder)
  const count = (condition: string) => `sum(case when ${condition} then 1 else 0 end)::integer`
  const found = await engine.columns(
    `select d.account_id::varchar as id, d.industry as industry, d.potential::integer as potential, d.tier as tier,
            coalesce(o.orders, 0) as orders, coalesce(o.in_period, 0) as in_period, coalesce(o.in_twelve, 0) as in_twelve,
            coalesce(o.before_twelve, 0) as before_twelve, coalesce(o.in_last, 0) as in_last, coalesce(o.before_last, 0) as before_last
     from   dim_account d
     left   join (select account_key, count(*)::integer as orders, ${count(isWithin('ordered_on', thisYear))} as in_period,
                         ${count(isWithin('ordered_on', twelveMonths))} as in_twelve,
                         ${count(`ordered_on < date '${twelveMonths.from}'`)} as before_twelve,
                         ${count(isWithin('ordered_on', lastYear))} as in_last,
                         ${count(`ordered_on < date '${lastYear.from}'`)} as before_last
                  from fact_order where status not in ('draft', 'cancelled') group by account_key) o on o.account_key = d.account_key
     where  ${sql}`,
    parameters,
  )
  return ((found.id ?? []) as string[]).map((id, at) => ({
    id,
    industry: (found.industry?.[at] as string | null) ?? null,
    potential: (found.potential?.[at] as number | null) ?? null,
    tier: (found.tier?.[at] as Tier | null) ?? null,
    orders: Number(found.orders?.[at]),
    inPeriod: Number(found.in_period?.[at]),
    inTwelveMonths: Number(found.in_twelve?.[at]),
    beforeTwelveMonths: Number(found.before_twelve?.[at]),
    inLastYear: Number(found.in_last?.[at]),
    beforeLastYear: Number(found.before_last?.[at]),
  }))
}

export interface Revenue {
  id: string
  industry: string | null
  potential: number | null
  thisYearE4: number
  sameDaysE4: number
  lastYearE4: number
  twelveMonthsE4: number
}

/** Revenue of the customers seen in each span, within the filter. */
export async function revenuesOf(
  { engine }: Warehouse,
  filter: AnalysisFilter,
  currency: string,
  beholder: Beholder,
  spans: Spans,
): Promise<Revenue[]> {
  const whole = { from: spans.sameDays.from, to: spans.thisYear.to }
  const within = inCurrency(narrowed({ ...filter, ...whole }, beholder), currency)
  const sum = (span: Span) =>
    `sum(case when ${isWithin('l.ordered_on', span)} then l.amount_e4 else 0 end)::double precision`
  const found = await engine.columns(
    `select d.account_id::varchar as id, d.industry as industry, d.potential::integer as potential, ${sum(spans.thisYear)} as this_year,
            ${sum(spans.sameDays)} as same_days, ${sum(spans.lastYear)} as last_year, ${sum(spans.twelveMonths)} as twelve_months
     from   ${ordersWithin(filter, within)} group by d.account_id, d.industry, d.potential`,
    within.parameters,
  )
  return ((found.id ?? []) as string[]).map((id, at) => ({
    id,
    industry: (found.industry?.[at] as string | null) ?? null,
    potential: (found.potential?.[at] as number | null) ?? null,
    thisYearE4: Number(found.this_year?.[at]),
    sameDaysE4: Number(found.same_days?.[at]),
    lastYearE4: Number(found.last_year?.[at]),
    twelveMonthsE4: Number(found.twelve_months?.[at]),
  }))
}

export interface Complaints {
  seen: boolean
  ever: number
  recorded: number
  byAccount: Map<string, { complaints: number; lastOn: string }>
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
  const found = await engine.columns(
    `select d.account_id::varchar as id, count(*)::integer as ever,
            sum(case when i.happened_at::date >= date '${from}' and i.happened_at::date <= date '${to}' then 1 else 0 end)::integer as complaints,
            max(case when i.happened_at::date <= date '${to}' then i.happened_at::date end)::varchar as last_on
     from   fact_interaction i join dim_account d on d.account_key = i.account_key
     where  i.kind = 'complaint' and ${sql} and ${visibleTo(beholder, ['timeline'])}
     group  by d.account_id`,
    parameters,
  )
  const told: Complaints = { ...nothing, seen: true }
  for (const [at, id] of ((found.id ?? []) as string[]).entries()) {
    const complaints = Number(found.complaints?.[at])
    told.ever += Number(found.ever?.[at])
    told.recorded += complaints
    if (complaints > 0) told.byAccount.set(id, { complaints, lastOn: found.last_on?.[at] as string })
  }
  return told
}
