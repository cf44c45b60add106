import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cdnowLines, dayOf, hasCdnow } from '../../test/cdnow.ts'
import { seededRandom } from '../../test/random.ts'
import { type AverageValues, fitGammaGamma, gammaGammaExpectedValue, summarisePurchases } from '../index.ts'

const customersOf = (list: readonly (readonly [number, number])[]): AverageValues => ({
  frequency: list.map(([x]) => x),
  averageValue: list.map(([, z]) => z),
})

describe.skipIf(!hasCdnow)('on CDNOW', () => {
  const customers = hasCdnow
    ? summarisePurchases(cdnowLines(), { until: dayOf('19970930'), daysPerUnit: 7 })
    : { frequency: [], averageValue: [] }
  test('the parameters are those published', () => {
    const { model, customers: fitted, leftOut, converged } = fitGammaGamma(customers)
    // Published as 6.25, 3.74 and 15.44 (Fader & Hardie 2013) or 15.45 (lifetimes, from averages rounded to cents).
    expect(model.p).toBeCloseTo(6.25, 2)
    expect(model.q).toBeCloseTo(3.74, 2)
    expect(Math.abs(model.gamma - 15.445)).toBeLessThan(0.01)
    expect({ fitted, leftOut, converged }).toEqual({ fitted: 946, leftOut: 1411, converged: true })
  })
  test('frequency and value hardly go together: .11', () =>
    expect(fitGammaGamma(customers).correlation).toBeCloseTo(0.11, 2))
})

test('by hand', () => {
  // p 6, q 4, γ 15: the mean of all is 6·15/3 = 30. Once bought again for 39: 6·(15 + 39)/(6 + 3) = 36.
  // Ten times: 6·(15 + 390)/(60 + 3) = 38.571…: his own average counts for more.
  const model = { p: 6, q: 4, gamma: 15 }
  const values = gammaGammaExpectedValue(
    model,
    customersOf([
      [0, 0],
      [1, 39],
      [10, 39],
      [3, -20],
      [3, 0],
    ]),
  )
  expect(values[0]).toBe(30)
  expect(values[1]).toBe(36)
  expect(values[2]).toBeCloseTo(270 / 7, 12)
  // Gave back more than he bought: as one who brought nothing, 6·15/(18 + 3), never negative.
  expect(values[3]).toBeCloseTo(90 / 21, 12)
  expect(values[4]).toBe(values[3])
})

/** Customers as the model tells they spend: p 6, q 3.5, γ 800. */
function simulated(customers: number) {
  const random = seededRandom(5)
  return Array.from({ length: customers }, () => {
    const rate = random.gamma(3.5) / 800
    const x = 1 + random.poisson(3)
    return [x, random.gamma(6 * x) / rate / x] as const
  })
}

test('parameters are found again in simulated purchases', () => {
  const { model, correlation, meanValue } = fitGammaGamma(customersOf(simulated(4000)))
  expect(Math.abs(model.p / 6 - 1)).toBeLessThan(0.1)
  expect(Math.abs(model.q / 3.5 - 1)).toBeLessThan(0.1)
  expect(Math.abs(model.gamma / 800 - 1)).toBeLessThan(0.1)
  expect(Math.abs((meanValue ?? 0) / ((6 * 800) / 2.5) - 1)).toBeLessThan(0.05)
  expect(Math.abs(correlation ?? 1)).toBeLessThan(0.05)
})

test('amounts in cents give the same model in cents; the order changes nothing', () => {
  const list = simulated(300)
  const dollars = fitGammaGamma(customersOf(list)).model
  const cents = fitGammaGamma(customersOf(list.map(([x, z]) => [x, z * 100]))).model
  expect(cents.p / dollars.p).toBeCloseTo(1, 4)
  expect(cents.gamma / dollars.gamma / 100).toBeCloseTo(1, 4)
  expect(fitGammaGamma(customersOf([...list].reverse()))).toEqual(fitGammaGamma(customersOf(list)))
})

test('who is alike cannot be told apart: said so, and finite', () => {
  const { atLimit, correlation, meanValue } = fitGammaGamma(
    customersOf([
      [2, 10],
      [3, 10],
      [5, 10],
    ]),
  )
  expect(atLimit).toContain('p')
  expect(correlation).toBeUndefined()
  expect(meanValue).toBeCloseTo(10, 1)
})

test('more spent on average is never less expected', () =>
  fc.assert(
    fc.property(fc.nat(1000), fc.integer({ min: -100, max: 1e6 }), fc.nat(1000), (x, z, more) => {
      const [less, greater] = gammaGammaExpectedValue(
        { p: 6, q: 4, gamma: 15 },
        customersOf([
          [x, z],
          [x, z + more],
        ]),
      )
      expect(greater).toBeGreaterThanOrEqual(less as number)
      expect(less).toBeGreaterThanOrEqual(0)
    }),
  ))

test.each<[string, () => unknown, RegExp]>([
  ['nobody', () => fitGammaGamma(customersOf([])), /averageValue/],
  [
    'nobody with a positive average',
    () =>
      fitGammaGamma(
        customersOf([
          [0, 0],
          [2, -5],
          [1, 0],
        ]),
      ),
    /averageValue/,
  ],
  ['NaN', () => fitGammaGamma(customersOf([[1, Number.NaN]])), /averageValue\[0\]/],
  ['half a purchase', () => fitGammaGamma(customersOf([[0.5, 1]])), /frequency\[0\]/],
  ['unequal columns', () => fitGammaGamma({ frequency: [1], averageValue: [] }), /one length/],
  ['p of zero', () => gammaGammaExpectedValue({ p: 0, q: 4, gamma: 15 }, customersOf([])), /p must/],
  ['an infinite mean', () => gammaGammaExpectedValue({ p: 6, q: 1, gamma: 15 }, customersOf([[0, 0]])), /q must/],
])('%s is refused', (_, act, message) => {
  expect(act).toThrow(RangeError)
  expect(act).toThrow(message)
})
