import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cdnowSummaries, hasCdnow } from '../../test/cdnow.ts'
import { simulateBgNbd } from '../../test/simulate-bg-nbd.ts'
import {
  type BgNbd,
  bgNbdExpectedOfNewcomer,
  bgNbdExpectedPurchases,
  bgNbdLogLikelihood,
  bgNbdProbabilityAlive,
  fitBgNbd,
  type RepeatPurchases,
} from '../index.ts'
import { bgNbdObjective } from './bg-nbd-likelihood.ts'
import { collapse } from './repeat-purchases.ts'

const PUBLISHED: BgNbd = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }
const one = (x: number, recency: number, age: number): RepeatPurchases => ({
  frequency: [x],
  recency: [recency],
  age: [age],
})

describe.skipIf(!hasCdnow)('on CDNOW', () => {
  test('the parameters and the likelihood are those of the paper', () => {
    const { model, logLikelihood, converged, customers, atLimit } = fitBgNbd(cdnowSummaries())
    expect(model.r).toBeCloseTo(0.243, 3)
    expect(model.alpha).toBeCloseTo(4.414, 3)
    expect(model.a).toBeCloseTo(0.793, 3)
    expect(model.b).toBeCloseTo(2.426, 3)
    expect(logLikelihood).toBeCloseTo(-9582.4, 1)
    expect({ converged, customers, atLimit }).toEqual({ converged: true, customers: 2357, atLimit: [] })
  })
  test('the first customer is expected to buy 1.226 times in 39 weeks and is alive with .7266', () => {
    const { model } = fitBgNbd(cdnowSummaries())
    expect(bgNbdExpectedPurchases(model, one(2, 30.43, 38.86), 39)[0]).toBeCloseTo(1.226, 3)
    expect(bgNbdProbabilityAlive(model, one(2, 30.43, 38.86))[0]).toBeCloseTo(0.7266, 4)
  })
})

test('one customer by hand', () => {
  // r = α = a = b = 1, x = 1, t_x = 1, T = 3. B(1,2)/B(1,1) = ½, B(2,1)/B(1,1) = ½, Γ(2)/Γ(1) = 1, so
  // L = ½ · 1/4² + ½ · 1/2² = 5/32; P(alive) = (1/16) / (1/16 + 1/4) = 1/5.
  const model = { r: 1, alpha: 1, a: 1, b: 1 }
  expect(bgNbdLogLikelihood(model, one(1, 1, 3))).toBeCloseTo(Math.log(5 / 32), 14)
  expect(bgNbdProbabilityAlive(model, one(1, 1, 3))[0]).toBeCloseTo(1 / 5, 14)
  // Never bought again: L = (α/(α+T))^r = ¼, alive for sure.
  expect(bgNbdLogLikelihood(model, one(0, 0, 3))).toBeCloseTo(Math.log(1 / 4), 14)
  expect(bgNbdProbabilityAlive(model, one(0, 0, 3))[0]).toBe(1)
})

/** 40-digit values of equation 10 by the hypergeometric function, computed with mpmath. */
test.each<[string, BgNbd, [number, number, number], number, number]>([
  ['published parameters', PUBLISHED, [2, 30.43, 38.86], 39, 1.2260281747671444],
  ['a long horizon', PUBLISHED, [0, 0, 1], 200, 2.8245452270391556],
  ['a horizon of a thousand years', PUBLISHED, [0, 0, 0], 1e5, 29.607861654554952],
  ['a thousand purchases', PUBLISHED, [1000, 40, 40], 60, 935.0798161809992],
  [
    'a = 1, where the printed formula divides by zero',
    { ...PUBLISHED, a: 1 },
    [2, 30.43, 38.86],
    39,
    1.1021367860399558,
  ],
  ['nobody is ever lost', { r: 5, alpha: 0.1, a: 1e-6, b: 1e-5 }, [0, 0, 1], 200, 826.5318352162782],
  [
    'a busy customer soon lost, where rounding outlasts the sum',
    { r: 56.1, alpha: 1, a: 41.5, b: 0.6 },
    [0, 0, 0],
    44.2,
    1.0148148148148148,
  ],
  ['all are alike', { r: 3, alpha: 2, a: 300, b: 4000 }, [1000, 40, 40], 4000, 16.7190635451505],
])('expected purchases: %s', (_, model, [x, recency, age], horizon, expected) => {
  expect((bgNbdExpectedPurchases(model, one(x, recency, age), horizon)[0] as number) / expected).toBeCloseTo(1, 11)
})

const parameter = fc.double({ min: 0.01, max: 50, noNaN: true })
const models = fc.record({ r: parameter, alpha: parameter, a: parameter, b: parameter })
const customer = fc
  .tuple(fc.nat(300), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 500, noNaN: true }))
  .map(([x, share, age]) => [x, x ? share * age : 0, age] as const)
const columns = (list: readonly (readonly [number, number, number])[]): RepeatPurchases => ({
  frequency: list.map(([x]) => x),
  recency: list.map(([, recency]) => recency),
  age: list.map(([, , age]) => age),
})

describe('for any parameters and customers', () => {
  test('the gradient is the slope of the likelihood', () =>
    fc.assert(
      fc.property(models, fc.array(customer, { minLength: 1, maxLength: 8 }), (model, list) => {
        const objective = bgNbdObjective(collapse(columns(list)))
        const [gradient, unused] = [new Float64Array(4), new Float64Array(4)]
        const value = objective(model, gradient)
        for (const [at, name] of (['r', 'alpha', 'a', 'b'] as const).entries()) {
          const step = 1e-5 * model[name]
          const slope =
            (objective({ ...model, [name]: model[name] + step }, unused) -
              objective({ ...model, [name]: model[name] - step }, unused)) /
            (2 * step)
          const noise = 1e-9 * (Math.abs(value) / model[name] + Math.abs(gradient[at] as number)) + 1e-9
          expect(Math.abs(slope - (gradient[at] as number))).toBeLessThan(1e3 * noise)
        }
      }),
    ))
  test('P(alive) is a probability, falls as silence grows; more is expected of a longer horizon', () =>
    fc.assert(
      fc.property(
        models,
        customer,
        fc.double({ min: 1e-6, max: 1e4, noNaN: true }),
        (model, [x, recency, age], horizon) => {
          const [now] = bgNbdProbabilityAlive(model, one(x, recency, age)) as unknown as [number]
          const [later] = bgNbdProbabilityAlive(model, one(x, recency, age + 10)) as unknown as [number]
          expect(now).toBeGreaterThanOrEqual(0)
          expect(now).toBeLessThanOrEqual(1)
          expect(later).toBeLessThanOrEqual(now * (1 + 1e-12))
          const expected = [0, horizon, horizon * 1.5 + 1].map(
            (length) => bgNbdExpectedPurchases(model, one(x, recency, age), length)[0] as number,
          ) as [number, number, number]
          expect(expected[0]).toBe(0)
          expect(expected[1]).toBeGreaterThanOrEqual(0)
          expect(expected[2]).toBeGreaterThanOrEqual(expected[1] * (1 - 1e-10))
          // Alive or not, he cannot buy more often than at his rate: E(λ) = (r+x)/(α+T).
          expect(expected[1]).toBeLessThanOrEqual((((model.r + x) * horizon) / (model.alpha + age)) * (1 + 1e-10))
        },
      ),
    ))
})

test('the order of the customers and equal ones change nothing, to the last bit', () => {
  const customers = simulateBgNbd(PUBLISHED, { customers: 400, ageFrom: 5, ageTo: 60, grain: 1, seed: 7 })
  const backwards = {
    frequency: [...(customers.frequency as Float64Array)].reverse(),
    recency: [...(customers.recency as Float64Array)].reverse(),
    age: [...(customers.age as Float64Array)].reverse(),
  }
  expect(fitBgNbd(backwards)).toEqual(fitBgNbd(customers))
})

test('parameters are found again in simulated customers, and the holdout is foretold', () => {
  const truth = { r: 0.8, alpha: 6, a: 0.7, b: 3 }
  const customers = simulateBgNbd(truth, { customers: 20_000, ageFrom: 10, ageTo: 156, grain: 0.001, seed: 11 })
  const { model } = fitBgNbd(customers)
  for (const name of ['r', 'alpha', 'a', 'b'] as const)
    expect(Math.abs(model[name] / truth[name] - 1)).toBeLessThan(0.1)
  const bought = customers.later.reduce((sum, count) => sum + count, 0)
  let expected = 0
  for (let at = 0; at < customers.age.length; at++) {
    const [x, recency, age] = [customers.frequency, customers.recency, customers.age].map(
      (column) => column[at] as number,
    )
    expected += bgNbdExpectedPurchases(
      model,
      one(x as number, recency as number, age as number),
      age as number,
    )[0] as number
  }
  expect(expected / bought).toBeGreaterThan(0.97)
  expect(expected / bought).toBeLessThan(1.03)
})

test('very large frequencies and ages stay finite', () => {
  const busy = one(1_000_000, 1e9, 2e9)
  expect(bgNbdLogLikelihood(PUBLISHED, busy)).toBeGreaterThan(-Infinity)
  expect(bgNbdProbabilityAlive(PUBLISHED, busy)[0]).toBe(0)
  expect(Number.isFinite(bgNbdExpectedPurchases(PUBLISHED, one(1_000_000, 1e9, 1e9), 1e9)[0])).toBe(true)
})

test('who cannot be told from the limit is told so: all regular, nobody lost', () => {
  const { atLimit, logLikelihood } = fitBgNbd({ frequency: [10, 10, 10], recency: [10, 10, 10], age: [10, 10, 10] })
  expect(Number.isFinite(logLikelihood)).toBe(true)
  expect(atLimit.length).toBeGreaterThan(0)
})

test('a newcomer is a customer of age 0', () =>
  expect(bgNbdExpectedOfNewcomer(PUBLISHED, 52)).toBe(bgNbdExpectedPurchases(PUBLISHED, one(0, 0, 0), 52)[0]))

test.each<[string, () => unknown, RegExp]>([
  ['nobody', () => fitBgNbd(columns([])), /without customers/],
  ['nobody who bought again', () => fitBgNbd(columns([[0, 0, 5]])), /frequency is 0/],
  ['no time passed', () => fitBgNbd(columns([[3, 0, 0]])), /age is 0/],
  ['half a purchase', () => fitBgNbd(columns([[1.5, 1, 5]])), /frequency\[0\]/],
  ['a negative frequency', () => fitBgNbd(columns([[-1, 1, 5]])), /frequency\[0\]/],
  ['a last purchase in the future', () => fitBgNbd(columns([[1, 6, 5]])), /age\[0\]/],
  ['NaN', () => fitBgNbd(columns([[1, Number.NaN, 5]])), /recency\[0\]/],
  ['an endless age', () => fitBgNbd(columns([[1, 1, Infinity]])), /age\[0\]/],
  ['a repeat that is none', () => fitBgNbd(columns([[0, 2, 5]])), /recency\[0\]/],
  ['columns of unequal length', () => fitBgNbd({ frequency: [1], recency: [], age: [1] }), /one length/],
  ['no alpha', () => bgNbdProbabilityAlive({ ...PUBLISHED, alpha: 0 }, one(1, 1, 2)), /alpha/],
  ['a negative horizon', () => bgNbdExpectedPurchases(PUBLISHED, one(1, 1, 2), -1), /horizon/],
])('%s is refused', (_, act, message) => {
  expect(act).toThrow(RangeError)
  expect(act).toThrow(message)
})
