import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cdnowLines, dayOf, hasCdnow } from '../../test/cdnow.ts'
import { seededRandom } from '../../test/random.ts'
import {
  fitParetoNbd,
  type ParetoNbd,
  paretoNbdExpectedOfNewcomer,
  paretoNbdExpectedPurchases,
  paretoNbdLogLikelihood,
  paretoNbdProbabilityAlive,
  type RepeatPurchases,
  summarisePurchases,
} from '../index.ts'
import { paretoNbdObjective } from './pareto-nbd-likelihood.ts'
import { collapse } from './repeat-purchases.ts'

const PUBLISHED: ParetoNbd = { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }
const columns = (list: readonly (readonly [number, number, number])[]): RepeatPurchases => ({
  frequency: list.map(([x]) => x),
  recency: list.map(([, recency]) => recency),
  age: list.map(([, , age]) => age),
})
const one = (x: number, recency: number, age: number) => columns([[x, recency, age]])

test.skipIf(!hasCdnow)('on CDNOW the parameters and the likelihood are those published', () => {
  const customers = summarisePurchases(cdnowLines(), { until: dayOf('19970930'), daysPerUnit: 7 })
  const { model, logLikelihood, converged } = fitParetoNbd(customers)
  expect(model.r).toBeCloseTo(0.553, 3)
  expect(model.alpha).toBeCloseTo(10.578, 3)
  expect(model.s).toBeCloseTo(0.606, 3)
  expect(model.beta).toBeCloseTo(11.669, 3)
  expect(logLikelihood).toBeCloseTo(-9595.0, 1)
  expect(converged).toBe(true)
})

test('one customer by hand', () => {
  // r = α = s = β = 1, x = 0, T = 1: L = 1/(2·2) + ∫₀¹ (1+t)^−3 dt = 1/4 + (1 − 1/4)/2 = 5/8; P(alive) = (1/4)/(5/8) = 2/5.
  const model = { r: 1, alpha: 1, s: 1, beta: 1 }
  expect(paretoNbdLogLikelihood(model, one(0, 0, 1))).toBeCloseTo(Math.log(5 / 8), 14)
  expect(paretoNbdProbabilityAlive(model, one(0, 0, 1))[0]).toBeCloseTo(2 / 5, 14)
  // E = P(alive) · 1/2 · (β+T) ln((β+T+h)/(β+T)) at s = 1: 2/5 · 1/2 · 2 ln 2 for h = 2.
  expect(paretoNbdExpectedPurchases(model, one(0, 0, 1), 2)[0]).toBeCloseTo(0.4 * Math.LN2, 14)
})

/** 30-digit values of the integral in the likelihood, computed with mpmath. */
test.each<[ParetoNbd, [number, number, number], number, number]>([
  [
    { r: 0.55315, alpha: 10.57633, s: 0.60625, beta: 11.67078 },
    [26, 30.86, 31],
    -39.13040633551026,
    0.9979179559420325,
  ],
  [
    { r: 0.55315, alpha: 10.57633, s: 0.60625, beta: 11.67078 },
    [1000, 40, 60],
    1975.884722707359,
    2.2345075763516e-142,
  ],
  [{ r: 2, alpha: 0.01, s: 5, beta: 100 }, [3, 0.01, 500], 5.232779115011664, 5.272231170520505e-23],
  [{ r: 3, alpha: 500, s: 0.05, beta: 0.2 }, [0, 0, 1e4], -1.3107225659469932, 0.00023314857155871],
  [{ r: 2, alpha: 0.01, s: 5, beta: 100 }, [300, 5, 5.1], 918.8018983459468, 0.7632199336344441],
])('likelihood and P(alive) with %j of %j', (model, [x, recency, age], likelihood, alive) => {
  expect(paretoNbdLogLikelihood(model, one(x, recency, age)) / likelihood).toBeCloseTo(1, 11)
  expect((paretoNbdProbabilityAlive(model, one(x, recency, age))[0] as number) / alive).toBeCloseTo(1, 8)
})

const parameter = fc.double({ min: 0.02, max: 50, noNaN: true })
const models = fc.record({ r: parameter, alpha: parameter, s: parameter, beta: parameter })
const customer = fc
  .tuple(fc.nat(200), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 300, noNaN: true }))
  .map(([x, share, age]) => [x, x ? share * age : 0, age] as const)

describe('for any parameters and customers', () => {
  test('the gradient is the slope of the likelihood', () =>
    fc.assert(
      fc.property(models, fc.array(customer, { minLength: 1, maxLength: 5 }), (model, list) => {
        const objective = paretoNbdObjective(collapse(columns(list)))
        const [gradient, unused] = [new Float64Array(4), new Float64Array(4)]
        const value = objective(model, gradient)
        for (const [at, name] of (['r', 'alpha', 's', 'beta'] as const).entries()) {
          const step = 1e-5 * model[name]
          const above = objective({ ...model, [name]: model[name] + step }, unused)
          const slope = (above - objective({ ...model, [name]: model[name] - step }, unused)) / (2 * step)
          const scale = Math.abs(value) / model[name] + Math.abs(gradient[at] as number) + 1
          expect(Math.abs(slope - (gradient[at] as number))).toBeLessThan(1e-6 * scale)
        }
      }),
      { numRuns: 60 },
    ))
  test('P(alive) is a probability and falls with silence; expected purchases grow with the horizon', () =>
    fc.assert(
      fc.property(models, customer, fc.double({ min: 1e-6, max: 1e4, noNaN: true }), (model, [x, recency, age], h) => {
        const now = paretoNbdProbabilityAlive(model, one(x, recency, age))[0] as number
        expect(now).toBeGreaterThanOrEqual(0)
        expect(now).toBeLessThanOrEqual(1)
        expect(paretoNbdProbabilityAlive(model, one(x, recency, age + 5))[0]).toBeLessThanOrEqual(now * (1 + 1e-9))
        const [short, long] = [h, 2 * h].map(
          (length) => paretoNbdExpectedPurchases(model, one(x, recency, age), length)[0],
        )
        expect(short).toBeGreaterThanOrEqual(0)
        expect(long).toBeGreaterThanOrEqual((short as number) * (1 - 1e-12))
        expect(short).toBeLessThanOrEqual((((model.r + x) * h) / (model.alpha + age)) * (1 + 1e-9))
      }),
      { numRuns: 60 },
    ))
})

test('parameters are found again in simulated customers', () => {
  const random = seededRandom(3)
  const truth = { r: 1, alpha: 8, s: 1, beta: 40 }
  const list = Array.from({ length: 4000 }, () => {
    const [rate, loss] = [random.gamma(truth.r) / truth.alpha, random.gamma(truth.s) / truth.beta]
    const end = Math.min(100, random.exponential(loss))
    let [x, last] = [0, 0]
    for (let time = random.exponential(rate); time < end; time += random.exponential(rate)) [x, last] = [x + 1, time]
    return [x, last, 100] as const
  })
  const { model } = fitParetoNbd(columns(list))
  for (const name of ['r', 'alpha', 's', 'beta'] as const) {
    expect(Math.abs(model[name] / truth[name] - 1)).toBeLessThan(0.15)
  }
})

test('the order of the customers changes nothing', () => {
  const list = [
    [2, 5, 20],
    [0, 0, 30],
    [7, 29, 30],
    [1, 1, 12],
    [0, 0, 12],
  ] as const
  expect(fitParetoNbd(columns([...list].reverse()))).toEqual(fitParetoNbd(columns(list)))
})

test('a busy customer long silent stays finite', () => {
  expect(Number.isFinite(paretoNbdLogLikelihood(PUBLISHED, one(100_000, 10, 1e6)))).toBe(true)
  expect(paretoNbdProbabilityAlive(PUBLISHED, one(100_000, 10, 1e6))[0]).toBe(0)
  expect(paretoNbdProbabilityAlive(PUBLISHED, one(3, 10, 10))[0]).toBe(1)
})

test('a newcomer: .553/10.578 · 11.669/.394 · ((63.669/11.669)^.394 − 1) = 1.4730 in 52 weeks', () =>
  expect(paretoNbdExpectedOfNewcomer(PUBLISHED, 52)).toBeCloseTo(1.473, 4))

test.each<[string, () => unknown, RegExp]>([
  ['nobody', () => fitParetoNbd(columns([])), /without customers/],
  ['nobody who bought again', () => fitParetoNbd(one(0, 0, 5)), /frequency is 0/],
  ['a last purchase in the future', () => fitParetoNbd(one(1, 6, 5)), /age\[0\]/],
  ['no beta', () => paretoNbdProbabilityAlive({ ...PUBLISHED, beta: Number.NaN }, one(1, 1, 2)), /beta/],
  ['an endless horizon', () => paretoNbdExpectedPurchases(PUBLISHED, one(1, 1, 2), Infinity), /horizon/],
])('%s is refused', (_, act, message) => {
  expect(act).toThrow(RangeError)
  expect(act).toThrow(message)
})
