/**
 * Turnover 商品周转率: sales at cost over average inventory at cost, times per period.
 * @throws {RangeError} when average inventory is zero
 * @example turnover({ cost: 150, averageInventory: 50 }) // 3
 */
export function turnover({ cost, averageInventory }: { cost: number; averageInventory: number }): number {
  if (averageInventory === 0) throw new RangeError('Turnover is undefined without inventory.')
  return cost / averageInventory
}
