import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digamma, digammaRising, logGamma, logRising } from './log-rising.ts'

test.each([
  // Abramowitz & Stegun, tables 6.1 and 6.3; ψ(1) = −γ.
  [0.5, Math.log(Math.PI) / 2, -1.9635100260214235],
  [1, 0, -0.5772156649015329],
  [5, Math.log(24), 1.5061176684318003],
  [100, 359.1342053695754, 4.600161852738087],
])('of %d', (z, gamma, psi) => {
  expect(logGamma(z)).toBeCloseTo(gamma, 11)
  expect(digamma(z)).toBeCloseTo(psi, 13)
})

test('the rising factorial is the sum of its logarithms', () =>
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), fc.nat(60), (z, n) => {
      let [log, psi] = [0, 0]
      for (let j = 0; j < n; j++) {
        log += Math.log(z + j)
        psi += 1 / (z + j)
      }
      expect(Math.abs(logRising(z, n) - log)).toBeLessThanOrEqual(1e-13 * Math.max(1, Math.abs(log)))
      expect(Math.abs(digammaRising(z, n) - psi)).toBeLessThanOrEqual(1e-13 * Math.max(1e-3, psi))
    }),
  ))
