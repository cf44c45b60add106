import { logGamma, logRising } from './log-rising.ts'

/**
 * P(B > q) of B ~ Beta(a, b): the upper regularised incomplete beta function, by the continued fraction of DiDonato & Morris
 * (Numerical Recipes 6.4) on the side where it converges fast. 0 where a is 0.
 * @param q 0…1
 */
export function betaTail(q: number, a: number, b: number): number {
  if (a === 0 || q >= 1) return 0
  if (q <= 0) return 1
  const front = Math.exp(a * Math.log(q) + b * Math.log1p(-q) + logRising(b, a) - logGamma(a))
  if (q < (a + 1) / (a + b + 2)) return 1 - (front * fraction(q, a, b)) / a
  return (front * fraction(1 - q, b, a)) / b
}

const TINY = 1e-300

/** Lentz's method. */
function fraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1))
  let value = d
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / awayFromZero(1 + even * d)
    c = awayFromZero(1 + even / c)
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / awayFromZero(1 + odd * d)
    c = awayFromZero(1 + odd / c)
    value *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return value
}

const awayFromZero = (value: number) => (Math.abs(value) < TINY ? TINY : value)
