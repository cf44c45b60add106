import { expect, test } from 'vitest'
import {
  CROSTON,
  combine,
  HOLT,
  type Method,
  NAIVE,
  NAIVE2,
  SEASONAL_NAIVE,
  SES,
  seasonalAdjustment,
  THETA,
  TSB,
} from '../index.ts'
import { DAMPED, DYNAMIC_THETA, OPTIMISED_THETA } from './methods.ts'

const line = Float64Array.from({ length: 40 }, (_, t) => 100 + 5 * t)

test('naive repeats the last value, seasonal naive the last season', () => {
  const history = Float64Array.of(1, 2, 3, 4, 5)
  expect([...NAIVE.forecast(history, 2, 3)]).toEqual([5, 5])
  expect([...SEASONAL_NAIVE.forecast(history, 4, 3)]).toEqual([3, 4, 5, 3])
  expect([...SEASONAL_NAIVE.forecast(history, 2, 12)]).toEqual([5, 5])
})

test('a season that repeats itself is found and continued', () => {
  // 50, 100, 150, 100 about a level of 100: indices .5, 1, 1.5, 1.
  const history = Float64Array.from({ length: 24 }, (_, t) => [50, 100, 150, 100][t % 4] as number)
  const { indices, values } = seasonalAdjustment(history, 4)
  expect([...(indices ?? [])]).toEqual([0.5, 1, 1.5, 1])
  expect(new Set(values)).toEqual(new Set([100]))
  for (const method of [NAIVE2, SES, HOLT, DAMPED, THETA, DYNAMIC_THETA]) {
    expect([...method.forecast(history, 5, 4)]).toEqual([50, 100, 150, 100, 50])
  }
})

test('where a value is zero or below, the season is added, not multiplied', () => {
  const history = Float64Array.from({ length: 24 }, (_, t) => [0, 10, 20, 10][t % 4] as number)
  expect([...(seasonalAdjustment(history, 4).indices ?? [])]).toEqual([-10, 0, 10, 0])
  expect([...NAIVE2.forecast(history, 4, 4)]).toEqual([0, 10, 20, 10])
})

test('a straight line is continued by Holt and the optimised Thetas, at half its slope by Theta', () => {
  for (const method of [HOLT, OPTIMISED_THETA, DYNAMIC_THETA]) {
    const [first = 0, second = 0] = method.forecast(line, 2, 1)
    expect(first).toBeCloseTo(300, 2)
    expect(second).toBeCloseTo(305, 2)
  }
  const [first = 0, second = 0] = THETA.forecast(line, 2, 1)
  expect(second - first).toBeCloseTo(2.5, 6)
})

test('a damped trend grows less at each step', () => {
  const [a = 0, b = 0, c = 0] = DAMPED.forecast(line, 3, 1)
  expect(c - b).toBeLessThan(b - a)
  expect(c - b).toBeGreaterThan(0)
})

test('Croston by hand', () => {
  // Demands 6 after 2 periods, then 9 after 3: size 6 + .1·3 = 6.3, gap 2 + .1·1 = 2.1; 6.3 / 2.1 = 3, less 5 %: 2.85.
  expect(CROSTON.forecast(Float64Array.of(0, 6, 0, 0, 9), 2, 1)[1]).toBeCloseTo(2.85, 12)
  // 6 once more in the next period: size 6.3 − .1·.3 = 6.27, gap 2.1 − .1·1.1 = 1.99.
  expect(CROSTON.forecast(Float64Array.of(0, 6, 0, 0, 9, 6), 1, 1)[0]).toBeCloseTo((0.95 * 6.27) / 1.99, 12)
  expect([...CROSTON.forecast(Float64Array.of(0, 0), 2, 1)]).toEqual([0, 0])
})

test('a lane gone quiet is forecast to stay so by TSB, not by Croston', () => {
  const history = Float64Array.from({ length: 60 }, (_, t) => (t < 20 && t % 2 ? 10 : 0))
  expect(TSB.forecast(history, 1, 1)[0]).toBeLessThan(0.3)
  expect(CROSTON.forecast(history, 1, 1)[0]).toBeGreaterThan(4)
})

test('mean and median of methods, at each step', () => {
  const fixed = (value: number): Method => ({
    name: `${value}`,
    forecast: (_, horizon) => new Float64Array(horizon).fill(value),
  })
  const methods = [fixed(1), fixed(10), fixed(4)]
  expect([...combine('mean', methods, 'mean').forecast(line, 2, 1)]).toEqual([5, 5])
  expect([...combine('median', methods, 'median').forecast(line, 2, 1)]).toEqual([4, 4])
  expect([...combine('median', [fixed(2), ...methods], 'median').forecast(line, 1, 1)]).toEqual([3])
})
