import { grossMargin } from './gross-margin.ts'
import { turnover } from './turnover.ts'

export type Dealings = { readonly revenue: number; readonly cost: number; readonly averageInventory: number }

/**
 * Cross ratio 交叉比率: gross margin × turnover, per period. All amounts in one currency and period.
 * @throws {RangeError} when revenue or average inventory is zero
 * @example crossRatio({ revenue: 200, cost: 150, averageInventory: 50 }) // 0.75
 */
export function crossRatio({ revenue, cost, averageInventory }: Dealings): number {
  return grossMargin({ revenue, cost }) * turnover({ cost, averageInventory })
}
