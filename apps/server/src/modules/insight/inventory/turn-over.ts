import { contributionRatio, crossRatio, grossMargin, turnover } from '@quayside/analytics'
import type { InventoryFigures } from '@quayside/contract'
import type { Sales, Stock } from './read-stock.ts'

/** What a customer, or all of them, sold and held. */
export interface Holding {
  revenueE4: number
  costE4: number
  /** null: no day of known value. */
  averageE4: number | null
}

/** Per customer: of each site the mean over its days counted, sites added up. Each site’s months stand in order. */
export function averagesOf(
  stock: readonly Stock[],
): Map<string, { averageE4: number | null; sites: number; lastDay: string }> {
  const sites = new Map<string, Map<string, { valueE4: number; days: number; lastDay: string }>>()
  for (const { account, site, valueE4, days, lastDay } of stock) {
    const own = sites.get(account) ?? new Map()
    sites.set(account, own)
    const sum = own.get(site) ?? { valueE4: 0, days: 0, lastDay }
    own.set(site, {
      valueE4: sum.valueE4 + valueE4,
      days: sum.days + days,
      lastDay,
    })
  }
  return new Map(
    [...sites].map(([account, own]) => {
      const known = [...own.values()].filter(({ days }) => days > 0)
      const lastDay = [...own.values()].reduce((last, one) => (one.lastDay > last ? one.lastDay : last), '')
      // A site without any known value makes the whole unknown: what lies there is not nothing.
      const averageE4 =
        known.length < own.size ? null : known.reduce((sum, { valueE4, days }) => sum + valueE4 / days, 0)
      return [account, { averageE4, sites: own.size, lastDay }]
    }),
  )
}

/** Several together: who has no average counts with neither sales nor stock, so that both sides are of the same customers. */
export function together(holdings: Iterable<Holding>): Holding {
  const sum: Holding = { revenueE4: 0, costE4: 0, averageE4: null }
  for (const { revenueE4, costE4, averageE4 } of holdings) {
    if (averageE4 === null) continue
    sum.revenueE4 += revenueE4
    sum.costE4 += costE4
    sum.averageE4 = (sum.averageE4 ?? 0) + averageE4
  }
  return sum
}

/** Turnover over a period of so many days; null where there is nothing to divide by. */
export function turned({ revenueE4, costE4, averageE4 }: Holding, days: number) {
  const times = averageE4 ? turnover({ cost: costE4, averageInventory: averageE4 }) : null
  return {
    revenueE4,
    costE4,
    averageE4,
    turnover: times,
    daysOfStock: times !== null && times > 0 ? days / times : null,
  }
}

export function figuresOf(holding: Holding, totalRevenueE4: number, days: number): InventoryFigures {
  const { revenueE4: revenue, costE4: cost, averageE4 } = holding
  const dealings = averageE4 && revenue > 0 ? { revenue, cost, averageInventory: averageE4 } : null
  const counts = averageE4 !== null && totalRevenueE4 > 0
  return {
    ...turned(holding, days),
    grossMargin: revenue > 0 ? grossMargin({ revenue, cost }) : null,
    crossRatio: dealings && crossRatio(dealings),
    shareOfSales: counts ? revenue / totalRevenueE4 : null,
    contributionRatio: dealings && counts ? contributionRatio({ ...dealings, totalRevenue: totalRevenueE4 }) : null,
  }
}

/** Month by month, each of the customers counted in it: sales of others would have no stock to be held against. */
export function holdingsByMonth(
  stock: readonly Stock[],
  sales: readonly Sales[],
): { month: string; holding: Holding }[] {
  const sold = new Map(sales.map((one) => [`${one.month} ${one.account}`, one]))
  const byMonth = Map.groupBy(stock, ({ month }) => month)
  return [...byMonth]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, counted]) => ({
      month,
      holding: together(
        [...averagesOf(counted)].map(([account, { averageE4 }]) => {
          const { revenueE4 = 0, costE4 = 0 } = sold.get(`${month} ${account}`) ?? {}
          return { revenueE4, costE4, averageE4 }
        }),
      ),
    }))
}
