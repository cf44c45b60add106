import { normalQuantile } from '../numeric/normal-quantile.ts'

export type CountForecast = {
  readonly expected: number
  /** Whole numbers between which the count lies with the confidence asked for. */
  readonly low: number
  readonly high: number
}

/**
 * How many of the customers it will be, such as those who will buy (`bgNbdProbabilityOfPurchase`) or who are still alive: mean and
 * interval of a sum of independent yes and no, Σ p and Σ p (1 − p), normal with continuity correction (Lyapunov's theorem). That
 * the parameters are estimated is not in the interval; with thousands of customers it hardly matters, with a hundred it does.
 * @param probabilities 0…1, one per customer
 * @param confidence such as 0.9; above 0 and below 1
 * @throws {RangeError} for a probability outside 0…1, a confidence that is none
 * @example countForecast([1, 1, 0], 0.9) // { expected: 2, low: 2, high: 2 }
 */
export function countForecast(probabilities: ArrayLike<number>, confidence: number): CountForecast {
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence must be between 0 and 1, not ${confidence}.`)
  // Ascending, so that the sums do not depend on the order of the customers.
  const sorted = Float64Array.from(probabilities).sort()
  let [expected, variance, possible, certain] = [0, 0, 0, 0]
  for (const p of sorted) {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`A probability must be 0…1, not ${p}.`)
    expected += p
    variance += p * (1 - p)
    if (p > 0) possible++
    if (p === 1) certain++
  }
  const reach = normalQuantile((1 + confidence) / 2) * Math.sqrt(variance)
  if (variance === 0) return { expected, low: certain, high: certain }
  const low = Math.max(certain, Math.floor(expected - reach + 0.5))
  return { expected, low, high: Math.min(possible, Math.ceil(expected + reach - 0.5)) }
}
