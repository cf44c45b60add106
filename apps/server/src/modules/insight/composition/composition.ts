import { type CompositionBy, type CompositionPart, composition } from '@quayside/contract'
import type { Db } from '../../../platform/database.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { type Basis, basisOf } from '../frame/basis.ts'
import { monthsSeen } from '../frame/months-within.ts'
import { nameAccounts } from '../frame/name-accounts.ts'
import { inCurrency, narrowed, notGiven } from '../frame/narrow.ts'
import { ordersWithin } from '../frame/orders-within.ts'
import { answered } from '../frame/serve-analysis.ts'
import { aimOf, aimOfPart, readTargets, standingsOf, stateOfTargets } from '../targets/standings.ts'
import { compositionReport } from './composition-report.ts'
import { monthsOf, withTargets } from './months.ts'
import { joined, keys, ofCustomers, type Part, partsIn, partsOf, rest, shared, sumsOf } from './parts.ts'
import { noRatios, stockRatios } from './stock-ratios.ts'
import { yearBefore } from './year-before.ts'

export const compositionAnalysis = answered(composition, {
  besides: ({ read }) => read(stateOfTargets),
  answer: async ({ warehouse, query, beholder, read }) => {
    const { by, limit, ...filter } = query
    const basis = await basisOf(warehouse, filter, beholder)
    const former = yearBefore(filter.from, filter.to)
    const earlier = former && { ...filter, ...former }
    const withinFormer = earlier && inCurrency(narrowed(earlier, beholder), basis.currency)
    const formerly = earlier &&
      withinFormer && {
        filter: earlier,
        within: withinFormer,
        orders: ordersWithin(earlier, withinFormer),
        services: monthsSeen(earlier, basis.currency, beholder).services,
      }
    const keyed = { key: keys[by], ofAccount: ofCustomers.has(by) }
    const [sums, sumsBefore, orders, ratios, formerRatios, months] = await Promise.all([
      sumsOf(warehouse, basis, by),
      formerly && sumsOf(warehouse, formerly, by),
      ordersOf(warehouse, basis),
      stockRatios(warehouse, filter, basis.within, beholder, keyed),
      formerly && stockRatios(warehouse, formerly.filter, formerly.within, beholder, keyed),
      monthsOf(warehouse, basis),
    ])
    const parts = partsOf(partsIn(sums), sumsBefore && partsIn(sumsBefore))
    const shown = parts.slice(0, limit)
    if (parts.length > limit) shown.push(joined(rest, parts.slice(limit)))
    const total = { ...joined('total', parts), orders }
    const targets = await read((db) => readTargets(db, filter, basis.currency))
    const aim = aimOf(filter, beholder)
    const told = (part: Part): CompositionPart => {
      const isTotal = part === total
      const figures = shared(part, total)
      const own = isTotal ? ratios.total : part.key === rest ? noRatios : ratios.of(part.key)
      const whose = isTotal ? aim : aimOfPart(by, part.key, filter, beholder)
      return {
        ...figures,
        ...own,
        formerTurnover: (isTotal ? formerRatios?.total : formerRatios?.of(part.key))?.turnover ?? null,
        targets: standingsOf(targets, whose, filter, {
          revenue: figures.revenueE4,
          grossProfit: figures.grossProfitE4,
          grossMargin: figures.grossMargin,
          ...own,
        }),
      }
    }
    const labels = await read((db) => labelsOf(db, by, shown))
    for (const part of shown) part.label = labels.get(part.key) ?? part.label
    const costLines = parts.reduce((sum, part) => sum + part.costLines, 0)
    return {
      basis: basis.told(),
      by,
      former,
      total: told(total),
      costKnown: total.lines > 0 ? costLines / total.lines : null,
      parts: shown.map(told),
      months: withTargets(
        months,
        targets.filter(({ scope, of }) => scope === aim?.scope && of === aim.of),
        filter,
      ),
    }
  },
  report: compositionReport,
})

/** Names of customers, owners and teams; what else parts are called by stands in the orders. */
async function labelsOf(db: Db, by: CompositionBy, shown: readonly Part[]): Promise<Map<string, string>> {
  const ids = shown.map(({ key }) => key).filter((key) => key !== rest && key !== notGiven)
  if (by === 'account') return new Map([...(await nameAccounts(db, ids))].map(([id, { name }]) => [id, name]))
  if ((by !== 'owner' && by !== 'team') || ids.length === 0) return new Map()
  const table = by === 'owner' ? 'users' : 'teams'
  const found = await db.selectFrom(table).select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(found.map(({ id, name }) => [id, name]))
}

/** An order with lines in several parts, or of several customers, counts in each of them, but once in all. */
async function ordersOf({ engine }: Warehouse, { within, months, orders }: Basis): Promise<number> {
  const [whole, inParts] = await Promise.all([
    engine.columns(`select coalesce(sum(l.orders - l.parts), 0)::integer as orders from ${months}`, within.parameters),
    engine.columns(
      `select count(distinct l.order_id)::integer as orders from ${orders} and l.in_parts`,
      within.parameters,
    ),
  ])
  return Number(whole.orders?.[0]) + Number(inParts.orders?.[0])
}
