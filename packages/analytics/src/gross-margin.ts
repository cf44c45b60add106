/**
 * Gross margin 销售毛利率: (revenue − cost) / revenue. Revenue and cost in one currency and period; the result is a ratio (0.25 = 25 %).
 * @throws {RangeError} when revenue is zero
 * @example grossMargin({ revenue: 200, cost: 150 }) // 0.25
 */
export function grossMargin({ revenue, cost }: { revenue: number; cost: number }): number {
  if (revenue === 0) throw new RangeError('Gross margin is undefined without revenue.')
  return (revenue - cost) / revenue
}
