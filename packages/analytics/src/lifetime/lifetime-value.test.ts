import { expect, test } from 'vitest'
import { cdnowLines, dayOf, hasCdnow } from '../../test/cdnow.ts'
import {
  bgNbdExpectedPurchases,
  fitBgNbd,
  fitGammaGamma,
  gammaGammaExpectedValue,
  lifetimeValues,
  ratePerStep,
  summarisePurchases,
} from '../index.ts'

const DISCOUNTING = { steps: 2, stepLength: 1, rate: 0.1 }

test('by hand', () => {
  // 2 purchases in the first step, 1 more in the second, at 50: 2·50/1.1 + 1·50/1.21 = (110 + 50)/1.21.
  const expected = (horizon: number) => [horizon === 1 ? 2 : 3]
  expect(lifetimeValues(expected, [50], DISCOUNTING)[0]).toBeCloseTo(160 / 1.21, 10)
  expect(lifetimeValues(expected, [50], { ...DISCOUNTING, margin: 0.2 })[0]).toBeCloseTo(32 / 1.21, 10)
  // Undiscounted it is purchases times value; a loss stays a loss.
  expect(lifetimeValues(expected, [-50], { ...DISCOUNTING, rate: 0 })[0]).toBe(-150)
})

test('twelve monthly rates compound to the annual one', () => {
  expect((1 + ratePerStep(0.1, 12)) ** 12).toBeCloseTo(1.1, 14)
  expect(ratePerStep(0, 12)).toBe(0)
})

test.skipIf(!hasCdnow)(
  'on CDNOW: a longer view and a lower discount are worth more, nobody is worth less than nothing',
  () => {
    const customers = summarisePurchases(cdnowLines(), { until: dayOf('19970930'), daysPerUnit: 7 })
    const { model } = fitBgNbd(customers)
    const value = gammaGammaExpectedValue(fitGammaGamma(customers).model, customers)
    const expected = (horizon: number) => bgNbdExpectedPurchases(model, customers, horizon)
    const month = 365.25 / 12 / 7
    const sum = (steps: number, rate: number) =>
      lifetimeValues(expected, value, { steps, stepLength: month, rate }).reduce((total, worth) => {
        expect(worth).toBeGreaterThanOrEqual(0)
        return total + worth
      }, 0)
    expect(sum(6, 0.01)).toBeLessThan(sum(12, 0.01))
    expect(sum(12, 0.01)).toBeLessThan(sum(12, 0))
  },
)

test.each<[string, () => unknown, RegExp]>([
  ['no steps', () => lifetimeValues(() => [], [], { ...DISCOUNTING, steps: 0 }), /steps/],
  ['a step of no length', () => lifetimeValues(() => [], [], { ...DISCOUNTING, stepLength: 0 }), /stepLength/],
  ['a rate of −100 %', () => lifetimeValues(() => [], [], { ...DISCOUNTING, rate: -1 }), /rate/],
  ['a margin that is none', () => lifetimeValues(() => [], [], { ...DISCOUNTING, margin: Number.NaN }), /margin/],
  ['unequal columns', () => lifetimeValues(() => [1, 2], [1], DISCOUNTING), /one place/],
  ['a value that is none', () => lifetimeValues(() => [1], [Infinity], DISCOUNTING), /value\[0\]/],
  ['an annual rate of −200 %', () => ratePerStep(-2, 12), /annualRate/],
])('%s is refused', (_, act, message) => {
  expect(act).toThrow(RangeError)
  expect(act).toThrow(message)
})
