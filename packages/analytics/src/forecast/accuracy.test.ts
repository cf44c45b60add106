import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coverage, mase, naiveError, type PastForecasts, smape, trackAccuracy } from '../index.ts'

test('by hand', () => {
  // 200·|100 − 110| / 210 and 200·|50 − 40| / 90, halved.
  expect(smape([100, 50], [110, 40])).toBeCloseTo((2000 / 210 + 2000 / 90) / 2, 12)
  expect(smape([0], [0])).toBe(0)
  // Seasonal changes with lag 2: |3 − 1|, |6 − 2| → 3; errors 3 and 6 → 4.5 / 3.
  expect(naiveError([1, 2, 3, 6], 2)).toBe(3)
  expect(mase([10, 10], [13, 4], [1, 2, 3, 6], 2)).toBe(1.5)
  expect(mase([1], [1], [5, 5, 5], 1)).toBeNaN()
  expect(coverage([1, 2, 3], [1, 3, 0], [2, 4, 3])).toBeCloseTo(2 / 3, 12)
  expect(() => smape([1], [1, 2])).toThrow(RangeError)
})

const past = (rows: readonly number[][]): PastForecasts => {
  const column = (at: number) => rows.map((row) => row[at] as number)
  return {
    actual: column(0),
    forecast: column(1),
    lower: column(2),
    upper: column(3),
    step: column(4),
    scale: column(5),
  }
}

test('accuracy is tracked by step ahead, and what is not known yet is left out', () => {
  const rows = [
    [100, 110, 90, 120, 1, 5],
    [100, 80, 90, 120, 2, 5],
    [50, 50, 40, 60, 1, 0],
    [Number.NaN, 70, 60, 80, 3, 5],
  ]
  const { all, bySteps } = trackAccuracy(past(rows))
  expect(bySteps.map(({ step, accuracy }) => [step, accuracy.count])).toEqual([
    [1, 2],
    [2, 1],
  ])
  expect(all.count).toBe(3)
  // Scaled errors 10/5 and 20/5; the third has no scale. Forecasts 240 of 250.
  expect(all.mase).toBe(3)
  expect(all.bias).toBeCloseTo(-10 / 250, 12)
  expect(bySteps[1]?.accuracy.coverage).toBe(1)
})

test('the order of the forecasts changes nothing, to the last bit', () => {
  const row = fc.tuple(
    fc.double({ min: 0, max: 1e6, noNaN: true }),
    fc.double({ min: 0, max: 1e6, noNaN: true }),
    fc.integer({ min: 1, max: 3 }),
  )
  const table = (rows: readonly (readonly number[])[]) =>
    past(rows.map(([actual = 0, forecast = 0, step = 1]) => [actual, forecast, 0, 5e5, step, 7]))
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
      expect(trackAccuracy(table([...rows].reverse()))).toEqual(trackAccuracy(table(rows)))
    }),
  )
})

test('nothing known has no accuracy', () => {
  expect(trackAccuracy(past([]))).toEqual({
    all: { count: 0, smape: Number.NaN, mase: Number.NaN, bias: Number.NaN, coverage: Number.NaN },
    bySteps: [],
  })
  expect(() => trackAccuracy({ ...past([]), step: [1] })).toThrow(/step has 1 values, actual 0/)
})
