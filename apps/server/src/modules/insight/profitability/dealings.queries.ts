import type { AnalysisFilter, CostDriver } from '@quayside/contract'
import { serviceOfNumber } from '../../../warehouse/days-code.ts'
import type { Columns } from '../../../warehouse/engine.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { dayNumberOf, dayText } from '../customers/as-of.ts'
import type { Basis } from '../frame/basis.ts'
import { monthsSeen } from '../frame/months-within.ts'
import { inCurrency, narrowed } from '../frame/narrow.ts'
import type { Beholder } from '../frame/visible-to.ts'

/** Units of each driver, over months of customers (`monthsWithin`). */
const volumes: Record<CostDriver, string> = {
  orders: 'sum(l.orders)',
  lines: 'sum(l.lines::double precision)',
  revenue: 'sum((l.amount_e4 - l.back_e4)::double precision)',
  weight: 'sum(l.weight_g::double precision)',
  returns: 'sum(l.lines - l.forward_lines)',
  receivables: 'sum((l.amount_e4 - l.back_e4)::double precision * coalesce(d.payment_days, 0))',
  customers: 'count(distinct l.account_key)',
}
const sqlOf = (of: Record<CostDriver, string>) =>
  Object.entries(of)
    .map(([driver, sql]) => `(${sql})::double precision as v_${driver}`)
    .join(', ')
const volumesSql = sqlOf(volumes)
/** Where each row is one customer. */
const volumesOfOne = sqlOf({ ...volumes, customers: '1' })

export interface CustomerDealings {
  /** Of the warehouse's accounts. */
  keys: Float64Array
  /** First and last day with an order; days since 1970-01-01. */
  firstDay: Float64Array
  lastDay: Float64Array
  orders: Float64Array
  /** Of all lines, and of those whose cost is known. */
  lines: Float64Array
  costedLines: Float64Array
  revenueE4: Float64Array
  costedRevenueE4: Float64Array
  goodsE4: Float64Array
  volumes: Record<CostDriver, Float64Array>
}

/** What the customers of the filter dealt in, by customer. */
export async function dealingsOf({ engine }: Warehouse, { within, months }: Basis): Promise<CustomerDealings> {
  const found: Readonly<Partial<Record<string, Float64Array>>> = await engine.numbers(
    `select l.account_key as key, sum(l.orders)::integer as orders, ${dayNumberOf('min(l.first_on)')} as first_day,
            ${dayNumberOf('max(l.last_on)')} as last_day,
            sum(l.lines::double precision) as lines, sum(l.costed_lines::double precision) as costed_lines,
            sum(l.amount_e4::double precision) as revenue,
            sum(l.costed_e4::double precision) as costed_revenue, sum(l.cost_e4::double precision) as goods, ${volumesOfOne}
     from   ${months}
     group  by l.account_key order by l.account_key`,
    within.parameters,
  )
  const numbers = (name: string) => found[name] ?? new Float64Array()
  return {
    keys: numbers('key'),
    firstDay: numbers('first_day'),
    lastDay: numbers('last_day'),
    orders: numbers('orders'),
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
  const { months, parameters } = monthsSeen(filter, currency, beholder)
  const found = await engine.numbers<'key' | 'lines'>(
    `select l.account_key as key, sum(l.lines)::double precision as lines from ${months} group by l.account_key`,
    parameters,
  )
  const linesOf = new Map(Array.from(found.key, (key, at) => [key, found.lines[at] as number] as const))
  return dealings.keys.map((key, at) => (dealings.lines[at] as number) / (linesOf.get(key) ?? 1))
}

export interface CompanyDealings {
  /** First and last day with an order; null without any. */
  days: { from: string; to: string } | null
  volumes: Record<CostDriver, number>
}

/** Of these customers together, where they are the whole company. */
export function companyOf({ firstDay, lastDay, keys, volumes: of }: CustomerDealings): CompanyDealings {
  const sum = (column: Float64Array) => column.reduce((total, value) => total + value, 0)
  return {
    days:
      keys.length === 0
        ? null
        : {
            from: dayText(firstDay.reduce((least, day) => Math.min(least, day))),
            to: dayText(lastDay.reduce((most, day) => Math.max(most, day))),
          },
    volumes: volumesOf((driver) => sum(of[driver])),
  }
}

/** Whether a filter and who asks leave out nobody and nothing but days. */
export const isWholeCompany = ({ from, to }: AnalysisFilter, currency: string, { within }: Pick<Basis, 'within'>) =>
  within.sql === inCurrency(narrowed({ from, to }, null), currency).sql

/**
 * Units of each driver in the whole company, of whomever and whatever service: what a pool was paid for, so that a customer bears the
 * same whoever looks. Only what it comes to per unit is told on.
 */
export async function companyDealings(
  { engine }: Warehouse,
  { from, to }: AnalysisFilter,
  currency: string,
): Promise<CompanyDealings> {
  const { months, parameters } = monthsSeen({ from, to }, currency, null)
  const found = await engine.columns(
    `select min(l.first_on)::varchar as first_day, max(l.last_on)::varchar as last_day, ${volumesSql} from ${months}`,
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
  { within, services: from }: Pick<Basis, 'within' | 'services'>,
  keys: readonly number[],
): Promise<Map<number, { service: string; lossE4: number }[]>> {
  if (keys.length === 0) return new Map()
  const found: Columns = await engine.columns(
    `select l.account_key as key, ${serviceOfNumber('l.service_no')} as service, sum(l.cost_e4 - l.costed_e4)::double precision as loss
     from   ${from} and l.account_key in (${keys.join(', ')})
     group  by l.account_key, l.service_no having sum(l.costed_e4 - l.cost_e4) < 0 order by loss desc, l.service_no`,
    within.parameters,
  )
  const services = new Map<number, { service: string; lossE4: number }[]>()
  for (const [at, key] of ((found.key ?? []) as number[]).entries()) {
    const one = { service: found.service?.[at] as string, lossE4: Number(found.loss?.[at]) }
    services.set(key, [...(services.get(key) ?? []), one])
  }
  return services
}
