import { type InventoryCustomer, inventory } from '@quayside/contract'
import { companyDay } from '../../../platform/company-day.ts'
import { basisOf } from '../frame/basis.ts'
import { nameAccounts } from '../frame/name-accounts.ts'
import { answered } from '../frame/serve-analysis.ts'
import { daysBetween, daysOfMonth } from './days-of.ts'
import { inventoryReport } from './inventory-report.ts'
import { readCounted, readSales, readStock } from './read-stock.ts'
import { averagesOf, figuresOf, type Holding, holdingsByMonth, together, turned } from './turn-over.ts'

interface Customer extends Holding {
  id: string
  sites: number
  lastDay: string
}

/**
 * Turnover = sales at cost in the period ÷ average stock at cost. Average stock: per customer and site the mean over the days on
 * which the site was counted within the period, sites added up; an article that is not in the count of its site's day is not there.
 */
export const inventoryAnalysis = answered(inventory, {
  besides: ({ read, now }) => read((db) => companyDay(db, now)),
  answer: async ({ warehouse, query, beholder, now, read }) => {
    const { limit, ...filter } = query
    const basis = await basisOf(warehouse, filter, beholder)
    const [stock, sales, counted, today] = await Promise.all([
      readStock(warehouse, filter, basis, beholder),
      readSales(warehouse, filter, basis, beholder),
      readCounted(warehouse, filter, basis, beholder),
      read((db) => companyDay(db, now)),
    ])
    const { firstDay, lastDay: _, ...counts } = counted
    const first = filter.from ?? earliest([firstDay, ...sales.map(({ month }) => month)]) ?? today
    const last = filter.to && filter.to < today ? filter.to : today
    const customers = customersOf(stock, sales).toSorted((a, b) => (b.averageE4 ?? -1) - (a.averageE4 ?? -1))
    const total = together(customers)
    const days = daysBetween(first, last)
    const shown = customers.slice(0, limit)
    const names = await read((db) =>
      nameAccounts(
        db,
        shown.map(({ id }) => id),
      ),
    )
    return {
      basis: basis.told(),
      days,
      customers: customers.length,
      counted: counts,
      total: figuresOf(total, total.revenueE4, days),
      rows: shown.flatMap(({ id, sites, lastDay, ...holding }): InventoryCustomer[] => {
        const account = names.get(id)
        return account ? [{ account, sites, lastDay, ...figuresOf(holding, total.revenueE4, days) }] : []
      }),
      months: holdingsByMonth(stock, sales).map(({ month, holding }) => ({
        month,
        ...turned(holding, daysOfMonth(month, first, last)),
      })),
    }
  },
  report: inventoryReport,
})

const earliest = (days: readonly (string | null)[]): string | null =>
  days.reduce((first, day) => (day !== null && (first === null || day < first) ? day : first), null)

function customersOf(
  stock: Parameters<typeof averagesOf>[0],
  sales: Awaited<ReturnType<typeof readSales>>,
): Customer[] {
  const sold = new Map<string, { revenueE4: number; costE4: number }>()
  for (const { account, revenueE4, costE4 } of sales) {
    const sum = sold.get(account) ?? { revenueE4: 0, costE4: 0 }
    sold.set(account, { revenueE4: sum.revenueE4 + revenueE4, costE4: sum.costE4 + costE4 })
  }
  return [...averagesOf(stock)].map(([id, held]) => ({ id, ...held, ...(sold.get(id) ?? { revenueE4: 0, costE4: 0 }) }))
}
