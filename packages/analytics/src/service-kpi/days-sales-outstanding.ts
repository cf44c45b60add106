/**
 * DSO 应收账款周转天数: receivables / (period revenue / days), in days. Receivables at the end of the period, revenue with the same taxes as
 * they; undefined where revenue is 0 or below. Below 0 when customers have paid ahead.
 * @throws {RangeError} when an amount is not finite, or days are not above 0
 * @example daysSalesOutstanding({ receivables: 500, revenue: 1_000, days: 90 }) // 45
 */
export function daysSalesOutstanding(period: {
  readonly receivables: number
  readonly revenue: number
  readonly days: number
}): number | undefined {
  const { receivables, revenue, days } = period
  if (!(days > 0 && Number.isFinite(days))) throw new RangeError(`days must be above 0, got ${days}.`)
  if (!Number.isFinite(receivables)) throw new RangeError(`receivables must be finite, got ${receivables}.`)
  if (!Number.isFinite(revenue)) throw new RangeError(`revenue must be finite, got ${revenue}.`)
  return revenue > 0 ? receivables / (revenue / days) : undefined
}
