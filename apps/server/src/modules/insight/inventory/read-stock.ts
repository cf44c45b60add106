import type { AnalysisFilter } from '@quayside/contract'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import type { Basis } from '../frame/basis.ts'
import { linesAndAccounts } from '../frame/orders-within.ts'
import type { Beholder } from '../frame/visible-to.ts'
import { snapshotsAndAccounts, snapshotsWithin } from './snapshots-within.ts'

/** What one site of a customer held in one month. */
export interface Stock {
  account: string
  site: string
  month: string
  /** Sum of what lay there over the days counted, at cost. */
  valueE4: number
  /** Days counted, all of whose goods have a value. */
  days: number
  lastDay: string
}

export interface Sales {
  account: string
  month: string
  revenueE4: number
  costE4: number
}

export interface Counted {
  snapshots: number
  unvalued: number
  inOtherCurrencies: number
  firstDay: string | null
  lastDay: string | null
}

/** A day of a site counts only where every article counted has a value: a part of the stock would pass for all of it. */
export async function readStock(
  { engine }: Warehouse,
  filter: AnalysisFilter,
  { currency }: Basis,
  beholder: Beholder,
): Promise<Stock[]> {
  const { sql, parameters } = snapshotsWithin(filter, beholder)
  const found = await engine.columns(
    `with of_day as (
       select d.account_id::varchar as account, s.site as site, s.day as day, sum(s.value_e4)::double precision as value,
              case when count(s.value_e4) = count(*) then 1 else 0 end as whole
       from   ${snapshotsAndAccounts} where ${sql} and s.currency = $currency group by 1, 2, 3)
     select account, site, date_trunc('month', day)::date::varchar as month,
            coalesce(sum(case when whole = 1 then value end), 0)::double precision as value, sum(whole)::integer as days,
            max(day)::varchar as last_day
     from   of_day group by 1, 2, 3 order by 1, 2, 3`,
    { ...parameters, currency },
  )
  return ((found.account ?? []) as string[]).map((account, at) => ({
    account,
    site: found.site?.[at] as string,
    month: found.month?.[at] as string,
    valueE4: Number(found.value?.[at]),
    days: Number(found.days?.[at]),
    lastDay: found.last_day?.[at] as string,
  }))
}

/** By customer and month what was sold and what it cost, of lines whose cost is known and customers whose stock is. */
export async function readSales(
  { engine }: Warehouse,
  filter: AnalysisFilter,
  { within, currency }: Basis,
  beholder: Beholder,
): Promise<Sales[]> {
  const stock = snapshotsWithin(filter, beholder)
  const found = await engine.columns(
    `select d.account_id::varchar as account, date_trunc('month', l.ordered_on)::date::varchar as month,
            sum(l.amount_e4)::double precision as revenue, sum(l.cost_e4)::double precision as cost
     from   ${linesAndAccounts}
     where  ${within.sql} and l.cost_e4 is not null
     and    l.account_key in (select s.account_key from ${snapshotsAndAccounts} where ${stock.sql} and s.currency = $currency)
     group  by 1, 2 order by 1, 2`,
    { ...within.parameters, ...stock.parameters, currency },
  )
  return ((found.account ?? []) as string[]).map((account, at) => ({
    account,
    month: found.month?.[at] as string,
    revenueE4: Number(found.revenue?.[at]),
    costE4: Number(found.cost?.[at]),
  }))
}

export async function readCounted(
  { engine }: Warehouse,
  filter: AnalysisFilter,
  { currency }: Basis,
  beholder: Beholder,
): Promise<Counted> {
  const { sql, parameters } = snapshotsWithin(filter, beholder)
  const found = await engine.columns(
    `select count(case when s.currency = $currency then 1 end)::integer as snapshots,
            count(case when s.currency = $currency and s.value_e4 is null then 1 end)::integer as unvalued,
            count(case when s.currency <> $currency then 1 end)::integer as others,
            min(case when s.currency = $currency then s.day end)::varchar as first_day,
            max(case when s.currency = $currency then s.day end)::varchar as last_day
     from   ${snapshotsAndAccounts} where ${sql}`,
    { ...parameters, currency },
  )
  return {
    snapshots: Number(found.snapshots?.[0] ?? 0),
    unvalued: Number(found.unvalued?.[0] ?? 0),
    inOtherCurrencies: Number(found.others?.[0] ?? 0),
    firstDay: (found.first_day?.[0] as string | null) ?? null,
    lastDay: (found.last_day?.[0] as string | null) ?? null,
  }
}
