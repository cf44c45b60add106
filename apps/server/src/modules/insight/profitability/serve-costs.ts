import type { AnalysisFilter, CostPool } from '@quayside/contract'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { compute } from '../compute/index.ts'
import type { Basis } from '../frame/basis.ts'
import type { Beholder } from '../frame/visible-to.ts'
import {
  type CompanyDealings,
  type CustomerDealings,
  companyDealings,
  companyOf,
  dealingsOf,
  isWholeCompany,
  partsOfCustomers,
} from './dealings.queries.ts'
import type { LaidCosts } from './lay-costs.ts'
import { monthsBetween } from './months-between.ts'

/** Customers and what serving each of them cost. */
export interface Book {
  dealings: CustomerDealings
  /** Where in the dealings the customers with known costs are; a place is an index into this. */
  known: Int32Array
  /** Of the basis' currency. */
  pools: CostPool[]
  laid: LaidCosts
  revenueE4: Float64Array
  goodsE4: Float64Array
}

interface ToServe {
  warehouse: Warehouse
  filter: AnalysisFilter
  beholder: Beholder
  basis: Basis
  /** Pools of every currency. */
  all: readonly CostPool[]
  today: string
}

/** Lays what the pools cost in the period on the customers of the filter, each by what he caused of the whole company's. */
export async function serveCosts({ warehouse, filter, beholder, basis, all, today }: ToServe) {
  const pools = all.filter(({ currency }) => currency === basis.currency)
  const dealings = await dealingsOf(warehouse, basis)
  const company = isWholeCompany(filter, basis.currency, basis)
    ? companyOf(dealings)
    : await companyDealings(warehouse, filter, basis.currency)
  const { costed, paid } = costsOfPeriod(company, filter, pools, today)
  if (filter.service || filter.region)
    dealings.volumes.customers = await partsOfCustomers(warehouse, filter, basis.currency, beholder, dealings)
  const known = Int32Array.from(dealings.keys.keys()).filter((at) => (dealings.costedLines[at] as number) > 0)
  const pick = (from: Float64Array) => Float64Array.from(known, (at) => from[at] as number)
  const revenueE4 = pick(dealings.costedRevenueE4)
  const goodsE4 = pick(dealings.goodsE4)
  const laid = await compute('layCosts', {
    revenueE4,
    goodsE4,
    pools: paid.map((pool) => ({ ...pool, volumes: pick(dealings.volumes[pool.driver]) })),
  })
  return { dealings, known, pools, laid, revenueE4, goodsE4, costed, paid }
}

/** What each pool cost from the first order of the period until today, or its last day. */
function costsOfPeriod(company: CompanyDealings, filter: AnalysisFilter, pools: readonly CostPool[], today: string) {
  const paidFor = (months: number) =>
    pools.map(({ id, driver, monthlyE4 }) => ({
      key: id,
      driver,
      costE4: Math.round(monthlyE4 * months),
      capacity: company.volumes[driver],
    }))
  if (!company.days) return { costed: null, paid: paidFor(0) }
  const from = filter.from && filter.from > company.days.from ? filter.from : company.days.from
  const last = filter.to ?? (today > company.days.to ? today : company.days.to)
  const to = last < today ? last : today
  const months = monthsBetween(from, to)
  return { costed: { from, to, months }, paid: paidFor(months) }
}
