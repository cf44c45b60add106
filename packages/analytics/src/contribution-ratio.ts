import type { Dealings } from './cross-ratio.ts'
import { crossRatio } from './cross-ratio.ts'

/**
 * Contribution ratio 贡献比率: cross ratio × share of all sales, per period.
 * @throws {RangeError} when revenue, average inventory or total revenue is zero
 * @example contributionRatio({ revenue: 200, cost: 150, averageInventory: 50, totalRevenue: 1000 }) // 0.15
 */
export function contributionRatio({ totalRevenue, ...dealings }: Dealings & { readonly totalRevenue: number }): number {
  if (totalRevenue === 0) throw new RangeError('A share of sales is undefined without sales.')
  return crossRatio(dealings) * (dealings.revenue / totalRevenue)
}
