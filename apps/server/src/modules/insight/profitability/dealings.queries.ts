import type { AnalysisFilter, CostDriver } from '@quayside/contract'
import type { Columns } from '../../../warehouse/engine.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { type Basis, linesAndAccounts } from '../frame/basis.ts'
import { inCurrency, type Narrowed, narrowed } from '../frame/narrow.ts'
import type { Beholder } from '../frame/visible-to.ts'

/** Units of each driver, over lines. */
const volumes: Record<CostDriver, string> = {
  orders: 'count(distinct l.order_id)',
  lines: 'count(*)',
  revenue: 'sum(case when l.amount_e4 > 0 then l.amount_e4 else 0 end)',
  weight: 'sum(coalesce(l.weight_g, 0))',
  returns: 'sum(case when l.amount_e4 < 0 then 1 else 0 end)',
  receivables:
    'sum(case when l.amount_e4 > 0 then l.amount_e4::double precision * coalesce(d.payment_days, 0) else 0 end)',
  customers: 'count(distinct l.account_key)',
}
const volumesSql = Object.entries(volumes)
  .map(([driver, sql]) => `(${sql})::double precision as v_${driver}`)
  .join(', ')

export interface CustomerDealings {
  ids: string[]
  keys: Int32Array
  orders: Int32Array
  /** Of all lines, and of those whose cost is known. */
  lines: Float64Array
  costedLines: Float64Array
  revenueE4: Float64Array
  costedRevenueE4: Float64Array
  goodsE4: Float64Array
  volumes: Record<CostDriver, Float64Array>
}

/** What the customers of the filter dealt in, by customer. */
export async function dealingsOf({ engine }: Warehouse, { within }: Basis): Promise<CustomerDealings> {
  const found = await engine.columns(
    `select d.account_id::varchar as id, d.account_key as key, count(distinct l.order_id)::integer as orders,
            count(*)::double precision as lines, count(l.cost_e4)::double precision as costed_lines,
            sum(l.amount_e4)::double precision as revenue,
            sum(case when l.cost_e4 is not null then l.amount_e4 else 0 end)::double precision as costed_revenue,
            coalesce(sum(l.cost_e4), 0)::double precision as goods, ${volumesSql}
     from   ${linesAndAccounts} where ${within.sql}
     group  by d.account_id, d.account_key order by d.account_key`,
    within.parameters,
  )
  const numbers = (name: string) => Float64Array.from((found[name] ?? []) as number[])
  return {
    ids: (found.id ?? []) as string[],
    keys: Int32Array.from((found.key ?? []) as number[]),
    orders: Int32Array.from((found.orders ?? []) as number[]),
    lines: numbers('lines'),
    costedLines: numbers('costed_lines'),
    revenueE4: numbers('revenue'),
    costedRevenueE4: numbers('costed_revenue'),
    goodsE4: numbers('goods'),
    volumes: volumesOf((driver) => numbers(`v_${driver}`)),
  }
}

/**
 * Of a customer of whom only some services or regions are looked at, as much counts as these are of its lines: else each part would bear
 * what the whole customer costs.
 */
export async function partsOfCustomers(
  { engine }: Warehouse,
  { service: _service, region: _region, ...filter }: AnalysisFilter,
  currency: string,
  beholder: Beholder,
  dealings: CustomerDealings,
): Promise<Float64Array> {
  const { sql, parameters } = inCurrency(narrowed(filter, beholder), currency)
  const found = await engine.columns(
    `select l.account_key as key, count(*)::double precision as lines from ${linesAndAccounts} where ${sql} group by l.account_key`,
    parameters,
  )
  const all = new Map(((found.key ?? []) as number[]).map((key, at) => [key, Number(found.lines?.[at])]))
  return Float64Array.from(dealings.keys, (key, at) => (dealings.lines[at] as number) / (all.get(key) ?? 1))
}

export interface CompanyDealings {
  /** First and last day with an order; null without any. */
  days: { from: string; to: string } | null
  volumes: Record<CostDriver, number>
}

/**
 * Units of each driver in the whole company, of whomever and whatever service: what a pool was paid for, so that a customer bears the
 * same whoever looks. Only what it comes to per unit is told on.
 */
export async function companyDealings(
  { engine }: Warehouse,
  { from, to }: AnalysisFilter,
  currency: string,
): Promise<CompanyDealings> {
  const { sql, parameters } = inCurrency(narrowed({ from, to }, null), currency)
  const found = await engine.columns(
    `select min(l.ordered_on)::varchar as first_day, max(l.ordered_on)::varchar as last_day, ${volumesSql}
     from   ${linesAndAccounts} where ${sql}`,
    parameters,
  )
  const first = found.first_day?.[0] as string | null | undefined
  return {
    days: first ? { from: first, to: found.last_day?.[0] as string } : null,
    volumes: volumesOf((driver) => Number(found[`v_${driver}`]?.[0] ?? 0)),
  }
}

const volumesOf = <T>(of: (driver: CostDriver) => T) =>
  Object.fromEntries((Object.keys(volumes) as CostDriver[]).map((driver) => [driver, of(driver)])) as Record<
    CostDriver,
    T
  >

/** Gross profit of these customers by service, of lines whose cost is known; those below zero alone. */
export async function losingServices(
  { engine }: Warehouse,
  within: Narrowed,
  keys: readonly number[],
): Promise<Map<number, { service: string; lossE4: number }[]>> {
  if (keys.length === 0) return new Map()
  const found: Columns = await engine.columns(
    `select l.account_key as key, l.service as service, sum(l.cost_e4 - l.amount_e4)::double precision as loss
     from   ${linesAndAccounts} where ${within.sql} and l.cost_e4 is not null and l.account_key in (${keys.join(', ')})
     group  by l.account_key, l.service having sum(l.amount_e4 - l.cost_e4) < 0 order by loss desc`,
    within.parameters,
  )
  const services = new Map<number, { service: string; lossE4: number }[]>()
  for (const [at, key] of ((found.key ?? []) as number[]).entries()) {
    const one = { service: found.service?.[at] as string, lossE4: Number(found.loss?.[at]) }
    services.set(key, [...(services.get(key) ?? []), one])
  }
  return services
}
