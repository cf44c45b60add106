export type CurvePoint = {
  /** Customers from the top, as a share of all, 0…1. */
  readonly customerShare: number
  /** What they bring together, as a share of the positive total; falls again where losses begin. */
  readonly valueShare: number
}

const STEPS = 96

/**
 * Points of the curve of cumulated value over customers ranked from the top, starting at 0, 0: even steps over customers and
 * over value (the curve is steep at its beginning), and the exact ends of the tiers. At most 200 points.
 * @param ranked values from the largest down
 * @param ends numbers of customers where a point must stand
 */
export function cumulativeCurve(ranked: Float64Array, positive: number, ends: readonly number[] = []): CurvePoint[] {
  const count = ranked.length
  const points: CurvePoint[] = [{ customerShare: 0, valueShare: 0 }]
  const wanted = new Set(ends)
  let sum = 0
  let nextCustomer = count / STEPS
  let nextValue = positive / STEPS
  for (let at = 1; at <= count; at++) {
    sum += ranked[at - 1] as number
    const due = at >= nextCustomer || (positive > 0 && sum >= nextValue)
    if (!due && !wanted.has(at) && at < count) continue
    points.push({ customerShare: at / count, valueShare: positive > 0 ? sum / positive : 0 })
    while (nextCustomer <= at) nextCustomer += count / STEPS
    while (positive > 0 && nextValue <= sum) nextValue += positive / STEPS
  }
  return points
}
