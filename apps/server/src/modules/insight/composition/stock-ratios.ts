import type { AnalysisFilter, CompositionPart } from '@quayside/contract'
import type { Columns } from '../../../warehouse/engine.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { type Narrowed, notGiven } from '../frame/narrow.ts'
import { linesAndAccounts } from '../frame/orders-within.ts'
import type { Beholder } from '../frame/visible-to.ts'
import { snapshotsAndAccounts, snapshotsWithin } from '../inventory/snapshots-within.ts'
import { figuresOf, type Holding } from '../inventory/turn-over.ts'

export type StockRatios = Pick<CompositionPart, 'turnover' | 'crossRatio' | 'contributionRatio'>
export const noRatios: StockRatios = { turnover: null, crossRatio: null, contributionRatio: null }

/** Average stock of every customer whose stock is wholly known, as the page of inventory has it (`averagesOf`). */
const averages = (snapshots: string) => `
  of_day as (
    select s.account_key as account_key, s.site as site, s.day as day, sum(s.value_e4)::double precision as value,
           case when count(s.value_e4) = count(*) then 1 else 0 end as whole
    from   ${snapshotsAndAccounts} where ${snapshots} and s.currency = $currency group by 1, 2, 3),
  of_site as (
    select account_key, site, sum(case when whole = 1 then value end) / nullif(sum(whole), 0)::double precision as average
    from   of_day group by 1, 2),
  held as (
    select account_key, sum(average) as average from of_site group by 1 having count(average) = count(*))`

/**
 * Turnover and what follows from it, of the whole and of its parts by `key`. `ofAccount`: the key is the customer's, so each part has
 * its own stock; else all of the stock stands against each part.
 */
export async function stockRatios(
  { engine }: Warehouse,
  filter: AnalysisFilter,
  { sql, parameters }: Narrowed,
  beholder: Beholder,
  { key, ofAccount }: { key: string; ofAccount: boolean },
): Promise<{ total: StockRatios; of(key: string): StockRatios }> {
  const stock = snapshotsWithin(filter, beholder)
  const held = await engine.columns(
    `with ${averages(stock.sql)}
     select coalesce(${ofAccount ? key : `'all'`}, '${notGiven}') as key, sum(h.average) as average
     from   held h join dim_account d on d.account_key = h.account_key group by 1`,
    { ...stock.parameters, currency: parameters.currency as string },
  )
  const stocks = byKey(held, (at) => Number(held.average?.[at]))
  if (stocks.size === 0) return { total: noRatios, of: () => noRatios }
  const sold = await engine.columns(
    `with ${averages(stock.sql)}
     select coalesce(${key}, '${notGiven}') as key, sum(l.amount_e4)::double precision as revenue, sum(l.cost_e4)::double precision as cost
     from   ${linesAndAccounts} join held h on h.account_key = l.account_key
     where  ${sql} and l.cost_e4 is not null group by 1`,
    { ...parameters, ...stock.parameters },
  )
  const all = [...stocks.values()].reduce((sum, average) => sum + average, 0)
  const sales = byKey(sold, (at) => ({ revenueE4: Number(sold.revenue?.[at]), costE4: Number(sold.cost?.[at]) }))
  const total: Holding = { revenueE4: 0, costE4: 0, averageE4: all }
  for (const { revenueE4, costE4 } of sales.values()) {
    total.revenueE4 += revenueE4
    total.costE4 += costE4
  }
  const ratios = (holding: Holding): StockRatios => {
    const { turnover, crossRatio, contributionRatio } = figuresOf(holding, total.revenueE4, 0)
    return { turnover, crossRatio, contributionRatio }
  }
  return {
    total: ratios(total),
    of: (part) => {
      const averageE4 = ofAccount ? (stocks.get(part) ?? null) : all
      const sale = sales.get(part)
      return averageE4 === null || !(sale || ofAccount)
        ? noRatios
        : ratios({ ...(sale ?? { revenueE4: 0, costE4: 0 }), averageE4 })
    },
  }
}

const byKey = <T>(found: Columns, value: (at: number) => T) =>
  new Map(((found.key ?? []) as string[]).map((key, at) => [key, value(at)]))
