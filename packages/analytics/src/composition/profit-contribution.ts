/**
 * Contribution 客户贡献率: a customer's gross profit / gross profit of all, one currency and period. Below 0 for a customer who loses; may
 * exceed 1 where others lose; undefined where there is no profit to contribute to.
 * @throws {RangeError} when an amount is not finite
 * @example profitContribution({ grossProfit: 30, totalGrossProfit: 120 }) // 0.25
 */
export function profitContribution(amounts: { grossProfit: number; totalGrossProfit: number }): number | undefined {
  const { grossProfit, totalGrossProfit } = amounts
  if (!Number.isFinite(grossProfit)) throw new RangeError(`grossProfit must be finite, got ${grossProfit}.`)
  if (!Number.isFinite(totalGrossProfit))
    throw new RangeError(`totalGrossProfit must be finite, got ${totalGrossProfit}.`)
  return totalGrossProfit > 0 ? grossProfit / totalGrossProfit : undefined
}
