import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cdnowLines, dayOf, hasCdnow } from '../../test/cdnow.ts'
import { seededRandom } from '../../test/random.ts'
import { simulateBgNbd } from '../../test/simulate-bg-nbd.ts'
import {
  bgNbdProbabilityAlive,
  bgNbdProbabilityOfPurchase,
  countForecast,
  fitBgNbd,
  fitParetoNbd,
  paretoNbdProbabilityAlive,
  paretoNbdProbabilityOfPurchase,
  summarisePurchases,
} from '../index.ts'

describe.skipIf(!hasCdnow)('on the holdout of CDNOW', () => {
  const observation = { until: dayOf('19970930'), daysPerUnit: 7, holdoutUntil: dayOf('19980630') }
  const customers = hasCdnow ? summarisePurchases(cdnowLines(), observation) : undefined
  // 684 of 2,357 bought again from October to June. Both models fall short of it, as they do of the purchases (1,653 and 1,666 of
  // 1,882): what they know ends before Christmas.
  test.each([
    ['BG/NBD', 617],
    ['Pareto/NBD', 523],
  ])('%s expects %d of the 684 who buy again', (name, expected) => {
    if (!customers) return
    const probabilities =
      name === 'BG/NBD'
        ? bgNbdProbabilityOfPurchase(fitBgNbd(customers).model, customers, 39)
        : paretoNbdProbabilityOfPurchase(fitParetoNbd(customers).model, customers, 39)
    expect(customers.holdout.filter((count) => count > 0).length).toBe(684)
    const forecast = countForecast(probabilities, 0.9)
    expect(Math.round(forecast.expected)).toBe(expected)
    expect(forecast.low).toBeLessThan(expected)
    expect(forecast.high).toBeGreaterThan(expected)
  })
})

test('where the model is right the count falls into the interval', () => {
  const truth = { r: 0.8, alpha: 6, a: 0.7, b: 3 }
  const options = { customers: 1000, ageFrom: 52, ageTo: 52, grain: 0.001 }
  const inside = Array.from({ length: 60 }, (_, seed) => seed).filter((seed) => {
    const customers = simulateBgNbd(truth, { ...options, seed })
    const { low, high } = countForecast(bgNbdProbabilityOfPurchase(truth, customers, 52), 0.9)
    const bought = customers.later.filter((count) => count > 0).length
    return low <= bought && bought <= high
  })
  // 54 of 60 are to be expected, give or take 2.3.
  expect(inside.length).toBeGreaterThanOrEqual(48)
})

test('by hand: 400 tosses of a coin fall between 184 and 216 with 90 %', () => {
  // 200 ± 1.645 · 10, and half a toss.
  expect(countForecast(new Float64Array(400).fill(0.5), 0.9)).toEqual({ expected: 200, low: 184, high: 216 })
  expect(countForecast([], 0.9)).toEqual({ expected: 0, low: 0, high: 0 })
})

test('the interval holds as often as it says', () => {
  const random = seededRandom(17)
  const probabilities = Float64Array.from({ length: 300 }, () => random.uniform() ** 2)
  const { low, high } = countForecast(probabilities, 0.9)
  let inside = 0
  for (let run = 0; run < 3000; run++) {
    const count = probabilities.reduce((sum, p) => sum + (random.uniform() < p ? 1 : 0), 0)
    if (count >= low && count <= high) inside++
  }
  expect(inside / 3000).toBeGreaterThan(0.885)
  expect(inside / 3000).toBeLessThan(0.925)
})

test('by hand: who may buy', () => {
  const customers = { frequency: [1], recency: [1], age: [3] }
  // All parameters 1: P(alive) = 1/5; τ = 4, h = 4: 1/5 · (1 − (1/2)²).
  const bgNbd = { r: 1, alpha: 1, a: 1, b: 1 }
  expect(bgNbdProbabilityOfPurchase(bgNbd, customers, 4)[0]).toBeCloseTo(0.15, 14)
  // Pareto/NBD, x = 0, T = 1: P(alive) = 2/5. Alive he does not buy in h = 2 with (2/4)(2/4) +
  // ∫₀² 2·2/(2+t)³ dt = 1/4 + 2 (1/4 − 1/16) = 1/4 + 3/8; so 2/5 · (1 − 1/4 − 3/8).
  const newcomer = { frequency: [0], recency: [0], age: [1] }
  const pareto = { r: 1, alpha: 1, s: 1, beta: 1 }
  expect(paretoNbdProbabilityOfPurchase(pareto, newcomer, 2)[0]).toBeCloseTo(0.15, 13)
})

test('nobody buys more surely than he is alive; longer is likelier; no time, no purchase', () =>
  fc.assert(
    fc.property(
      fc.nat(40),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.1, max: 200, noNaN: true }),
      fc.double({ min: 0.01, max: 500, noNaN: true }),
      (x, share, age, h) => {
        const customers = { frequency: [x], recency: [x ? share * age : 0], age: [age] }
        const bgNbd = { r: 0.8, alpha: 6, a: 0.7, b: 3 }
        const pareto = { r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7 }
        for (const [of, alive] of [
          [
            (length: number) => bgNbdProbabilityOfPurchase(bgNbd, customers, length),
            bgNbdProbabilityAlive(bgNbd, customers),
          ],
          [
            (length: number) => paretoNbdProbabilityOfPurchase(pareto, customers, length),
            paretoNbdProbabilityAlive(pareto, customers),
          ],
        ] as const) {
          const [none, short, long] = [0, h, 2 * h].map((length) => of(length)[0] as number) as [number, number, number]
          expect(none).toBeCloseTo(0, 14)
          expect(short).toBeGreaterThanOrEqual(0)
          expect(long).toBeGreaterThanOrEqual(short - 1e-14)
          expect(long).toBeLessThanOrEqual((alive[0] as number) * (1 + 1e-12))
        }
      },
    ),
  ))

test.each([
  [[0.5, 1.1], 0.9, /probability/],
  [[Number.NaN], 0.9, /probability/],
  [[-0.1], 0.9, /probability/],
  [[0.5], 1, /confidence/],
  [[0.5], 0, /confidence/],
])('%j at %d is refused', (probabilities, confidence, message) => {
  expect(() => countForecast(probabilities, confidence)).toThrow(RangeError)
  expect(() => countForecast(probabilities, confidence)).toThrow(message)
})
