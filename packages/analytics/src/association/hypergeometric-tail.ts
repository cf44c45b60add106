/**
 * Fisher's exact test, one-sided (Fisher 1935; for rules: Hahsler and Hornik 2007, "New probabilistic interest measures for association
 * rules"): the probability that two sets of baskets of sizes `one` and `other`, drawn without regard to each other from `all` baskets,
 * have at least `both` in common. Exact to about 1e-8 of itself; underflows to 0 below 1e-308.
 * @throws {RangeError} when the counts are not whole or cannot be counts of such baskets
 * @example hypergeometricTail({ both: 3, one: 3, other: 3, all: 6 }) // 1 / 20
 */
export function hypergeometricTail(counts: Overlap): number {
  const { both, one, other, all } = counts
  const whole = [both, one, other, all].every((count) => Number.isInteger(count) && count >= 0)
  if (!(whole && both <= Math.min(one, other) && Math.max(one, other) <= all && one + other - both <= all)) {
    throw new RangeError(`No such baskets: both ${both}, one ${one}, other ${other}, all ${all}.`)
  }
  const least = Math.max(0, one + other - all)
  if (both <= least) return 1
  // Terms fall away from the mean: sum on the side where they fall.
  if (both > (one * other) / all) return Math.min(1, sumOfTerms(both, Math.min(one, other), 1, counts))
  return Math.max(0, 1 - sumOfTerms(both - 1, least, -1, counts))
}

export type Overlap = {
  /** Baskets in both sets. */
  readonly both: number
  readonly one: number
  readonly other: number
  readonly all: number
}

function sumOfTerms(from: number, to: number, step: 1 | -1, { one, other, all }: Overlap): number {
  let term = Math.exp(logChoose(one, from) + logChoose(all - one, other - from) - logChoose(all, other))
  let sum = term
  for (let at = from; at !== to && term > sum * 1e-17; at += step) {
    const up = ((one - at) * (other - at)) / ((at + 1) * (all - one - other + at + 1))
    const down = (at * (all - one - other + at)) / ((one - at + 1) * (other - at + 1))
    term *= step === 1 ? up : down
    sum += term
  }
  return sum
}

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k)

const SMALL = new Float64Array(64)
for (let n = 2; n < SMALL.length; n++) SMALL[n] = (SMALL[n - 1] as number) + Math.log(n)

/** Stirling's series; from 64 on its next term is below 1e-16. */
function logFactorial(n: number): number {
  if (n < SMALL.length) return SMALL[n] as number
  const inverse = 1 / n
  const square = inverse * inverse
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)))
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + series
}
