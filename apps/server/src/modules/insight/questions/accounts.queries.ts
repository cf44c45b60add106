import type { AnalysisFilter } from '@quayside/contract'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { dayNumberOf } from '../customers/as-of.ts'
import { spansWithin } from '../frame/months-within.ts'
import { inCurrency, narrowed } from '../frame/narrow.ts'
import { toEndOfMonth } from '../frame/to-end-of-month.ts'
import { type Beholder, visibleTo } from '../frame/visible-to.ts'
import { type AccountColumns, type RevenueColumns, tiers } from './known-accounts.ts'
import type { Span, Spans } from './spans.ts'

/** Every account the reader sees, with how often it bought when. */
export async function knownAccounts(
  { engine }: Warehouse,
  { ownerId, teamId }: AnalysisFilter,
  beholder: Beholder,
  { thisYear, lastYear, twelveMonths }: Spans,
): Promise<AccountColumns> {
  const { sql, parameters } = narrowed({ ownerId, teamId }, beholder)
  const told = (condition: string) => `case when ${condition} then 1 else 0 end`
  // Of three days it follows when there were any: a third of the work of counting them all.
  return engine.numbers<keyof AccountColumns>(
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
}

/** Revenue of the customers seen in each span, within the filter. */
export async function revenuesOf(
  warehouse: Warehouse,
  filter: AnalysisFilter,
  currency: string,
  beholder: Beholder,
  spans: Spans,
): Promise<RevenueColumns> {
  const { sameDays, thisYear, lastYear, twelveMonths } = spans
  const { from, to } = { from: lastYear.from, to: thisYear.to }
  const whole = inCurrency(narrowed({ ...filter, from: undefined, to: undefined }, beholder), currency)
  const within = inCurrency(narrowed({ ...filter, from, to }, beholder), currency)
  const asked = [thisYear, sameDays, lastYear, twelveMonths]
  const inMonths = await Promise.all(asked.map((span) => toEndOfMonth(warehouse, span)))
  const { rows, isIn } = spansWithin(filter, whole, within, inMonths)
  const names = ['this_year', 'same_days', 'last_year', 'twelve_months'] satisfies (keyof RevenueColumns)[]
  const sum = (span: Span) => `sum(case when ${isIn(span)} then l.amount_e4::double precision else 0 end)`
  return warehouse.engine.numbers<keyof RevenueColumns>(
    `select l.account_key as key, ${inMonths.map((span, at) => `${sum(span)} as ${names[at]}`).join(', ')}
     from   ${rows} group by l.account_key order by l.account_key`,
    within.parameters,
  )
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
  /** Days since 1970-01-01. */
  byAccount: Map<number, { complaints: number; lastDay: number }>
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
    if (complaints > 0) told.byAccount.set(key, { complaints, lastDay: found.last_on[at] as number })
  })
  return told
}
