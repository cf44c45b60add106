import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { airPassengers, hasAirPassengers } from '../../test/air-passengers.ts'
import { type ForecastOptions, forecastVolume, type Method, NAIVE, smape } from '../index.ts'
import { studentQuantile } from './student-quantile.ts'

const YEAR: ForecastOptions = { season: 12, horizon: 12 }
const volume = fc.integer({ min: 0, max: 10_000 })
const histories = fc.array(volume, { minLength: 1, maxLength: 60 })

describe.skipIf(!hasAirPassengers)('air passengers', () => {
  test('the last year is forecast from the eleven before it, within 5 % and within the intervals', () => {
    const all = airPassengers()
    const actual = all.slice(132)
    const { mean, intervals, origins } = forecastVolume(all.slice(0, 132), YEAR)
    expect(smape(actual, mean)).toBeLessThan(5)
    expect(origins).toBe(12)
    for (const [at, value] of actual.entries()) {
      expect(value).toBeGreaterThan(intervals[1]?.lower[at] as number)
      expect(value).toBeLessThan(intervals[1]?.upper[at] as number)
    }
  })
})

test('forecasts are finite, never below zero, within their intervals, and wider intervals hold narrower ones', () => {
  const seasons = fc.constantFrom(1, 4, 7, 12)
  fc.assert(
    fc.property(histories, seasons, fc.integer({ min: 1, max: 15 }), (history, season, horizon) => {
      const { mean, intervals } = forecastVolume(history, { season, horizon, origins: 3 })
      expect(mean).toHaveLength(horizon)
      mean.forEach((value, step) => {
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThan(1e9)
        if (history.length === 1) return
        const bounds = intervals.flatMap(({ lower, upper }) => [lower[step] as number, upper[step] as number])
        const [low80 = 0, high80 = 0, low95 = 0, high95 = 0] = bounds
        expect([low95, low80, value, high80, high95]).toEqual(
          [low95, low80, value, high80, high95].sort((a, b) => a - b),
        )
      })
    }),
    { numRuns: 60 },
  )
})

test('a volume in other units is forecast the same', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 40 }), (history) => {
      const options = { season: 4, horizon: 4, origins: 3 }
      const one = forecastVolume(history, options)
      const other = forecastVolume(
        history.map((value) => value * 1024),
        options,
      )
      expect(other.method).toBe(one.method)
      expect([...other.mean]).toEqual([...one.mean].map((value) => value * 1024))
    }),
    { numRuns: 30 },
  )
})

test.each<[string, number[], number]>([
  ['all equal', [7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7], 7],
  ['all zero', [0, 0, 0, 0, 0, 0, 0, 0], 0],
  ['two equal', [3, 3], 3],
])('%s: that value, for sure', (_, history, value) => {
  const { mean, intervals } = forecastVolume(history, { season: 12, horizon: 2 })
  expect([...mean]).toEqual([value, value])
  expect([...(intervals[1]?.lower ?? []), ...(intervals[1]?.upper ?? [])]).toEqual([value, value, value, value])
})

test('returns may outweigh orders: such a history may be forecast below zero', () => {
  const { intervals, mean } = forecastVolume([-5, 3, -2, 8, 1, -4, 2, 6, 3], { season: 1, horizon: 1 })
  expect(intervals[1]?.lower[0]).toBeLessThan(0)
  expect(Number.isFinite(mean[0])).toBe(true)
})

test('a single value is its own forecast, with no interval', () => {
  const { mean, intervals, origins } = forecastVolume([5], { season: 12, horizon: 2 })
  expect([...mean]).toEqual([5, 5])
  expect([...(intervals[0]?.lower ?? [])]).toEqual([Number.NaN, Number.NaN])
  expect(origins).toBe(0)
})

test('orders that come seldom are forecast as such', () => {
  const history = Array.from({ length: 48 }, (_, t) => (t % 4 === 1 ? 8 : 0))
  expect(forecastVolume(history, { season: 1, horizon: 3 }).candidates.map(({ name }) => name)).toContain('croston')
})

test('another method is taken only where it is better at every trial', () => {
  const rising = Array.from({ length: 60 }, (_, t) => 100 + 10 * t)
  const slope: Method = {
    name: 'slope',
    forecast: (history, horizon) =>
      Float64Array.from({ length: horizon }, (_, step) => (history.at(-1) as number) + 10 * (step + 1)),
  }
  const { method, mean } = forecastVolume(rising, { season: 1, horizon: 2, methods: [NAIVE, slope] })
  expect({ method, mean: [...mean] }).toEqual({ method: 'slope', mean: [700, 710] })
  const early = {
    ...slope,
    forecast: (h: Float64Array, n: number) => (h.length > 55 ? NAIVE : slope).forecast(h, n, 1),
  }
  expect(forecastVolume(rising, { season: 1, horizon: 2, methods: [NAIVE, early] }).method).toBe('naive')
})

test('a trial sees nothing of what it is to forecast', () => {
  const seen: number[] = []
  const spy: Method = {
    name: 'spy',
    forecast: (history, horizon) => {
      seen.push(Math.max(...history))
      return new Float64Array(horizon)
    },
  }
  const { origins } = forecastVolume([...Array(30).keys()], { season: 1, horizon: 3, methods: [spy], origins: 4 })
  expect(origins).toBe(4)
  // Origins after 24, 25, 26 and 27 of 30 values, three known ones after each; at last all of them.
  expect(seen).toEqual([23, 24, 25, 26, 29])
})

/** Tables of Student's t. */
test.each<[number, number, number]>([
  [0.975, 1, 12.706],
  [0.975, 2, 4.303],
  [0.975, 12, 2.179],
  [0.9, 12, 1.356],
  [0.975, 4, 2.776],
])('t at %f with %i degrees of freedom is %f', (p, degrees, t) => {
  expect(studentQuantile(p, degrees) / t).toBeCloseTo(1, 2)
})

test.each<[string, number[], Partial<ForecastOptions>, RegExp]>([
  ['nothing', [], {}, /history is empty/],
  ['NaN', [1, Number.NaN], {}, /history must be finite, got NaN at 1/],
  ['a value whose square is infinite', [1, -1e200], {}, /history must be within ±1e\+100, got -1e\+200/],
  ['half a season', [1], { season: 0.5 }, /season must be a whole number/],
  ['no horizon', [1], { horizon: 0 }, /horizon must be a whole number/],
  ['a level of 1', [1], { levels: [1] }, /levels must be above 0 and below 1, got 1/],
  ['negative trials', [1], { origins: -1 }, /origins must be a whole number/],
  ['no method', [1], { methods: [] }, /methods is empty/],
])('%s is refused', (_, history, options, message) => {
  expect(() => forecastVolume(history, { ...YEAR, ...options })).toThrow(message)
})
