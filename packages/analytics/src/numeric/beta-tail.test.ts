import { expect, test } from 'vitest'
import { betaTail } from './beta-tail.ts'

test.each([
  // Binomial: P(B > q) of Beta(2, 5) = P(at most 1 of 6 below q), 0.7⁶ + 6 · 0.3 · 0.7⁵.
  [0.3, 2, 5, 0.7 ** 6 + 6 * 0.3 * 0.7 ** 5],
  [0.25, 1, 3, 0.75 ** 3],
  [0.9, 4, 1, 1 - 0.9 ** 4],
  // scipy.stats.beta.sf
  [0.001, 0.5, 3000, 0.014285606783716116],
  [0.9, 40, 3, 0.8048923451730633],
  [1e-5, 1e-3, 1, 0.01144690534306116],
  [0.5, 0, 3, 0],
  [0, 2, 3, 1],
  [1, 2, 3, 0],
])('P(B > %d) of Beta(%d, %d)', (q, a, b, expected) => expect(betaTail(q, a, b)).toBeCloseTo(expected, 12))
