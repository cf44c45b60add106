import { describe, expect, test } from 'vitest'
import { hasM3, type M3Series, m3Reference, m3Series, m3Submitted } from '../../test/m3.ts'
import { COMBINATION, mase, NAIVE2, SEASONAL_NAIVE, smape, THETA } from '../index.ts'
import { smooth } from './exponential-smoothing.ts'
import { seasonalAdjustment, withSeason } from './seasonal-adjustment.ts'

const [SEASON, HORIZON] = [12, 18]

describe.skipIf(!hasM3)('on the 1,428 monthly series of the M3 competition', () => {
  const all = hasM3 ? m3Series() : []
  const accuracyOf = (forecast: (series: M3Series) => Float64Array) => {
    let [percent, scaled] = [0, 0]
    for (const series of all) {
      const values = forecast(series)
      percent += smape(series.actual, values) / all.length
      scaled += mase(series.actual, values, series.history, SEASON) / all.length
    }
    return { percent, scaled }
  }
  const submitted = (name: 'NAIVE2' | 'THETA') => {
    const forecasts = hasM3 ? m3Submitted(name) : new Map<string, Float64Array>()
    return ({ id }: M3Series) => forecasts.get(id) as Float64Array
  }

  test('both measures give the published figures of the forecasts handed in', () => {
    const naive2 = accuracyOf(submitted('NAIVE2'))
    expect(naive2.percent).toBeCloseTo(16.8907, 4)
    expect(naive2.scaled).toBeCloseTo(1.0369, 4)
    const theta = accuracyOf(submitted('THETA'))
    expect(theta.percent).toBeCloseTo(13.892, 3)
    expect(theta.scaled).toBeCloseTo(0.8579, 4)
  })

  test('Naive2 is the one handed in, wherever the same series are taken for seasonal', () => {
    const handedIn = submitted('NAIVE2')
    const own = (series: M3Series) => {
      const flat = new Set(handedIn(series)).size === 1
      const last = (values: Float64Array) => new Float64Array(HORIZON).fill(values.at(-1) as number)
      if (flat) return last(series.history)
      const { values, reseason } = withSeason(series.history, SEASON)
      return reseason(last(values))
    }
    // Handed in as whole numbers, or to two places.
    const same = all.filter((series) => {
      const theirs = handedIn(series)
      return own(series).every((value, step) => Math.abs(value - (theirs[step] as number)) <= 0.51)
    })
    expect(same.length).toBe(all.length)
    expect(accuracyOf(own).percent).toBeCloseTo(16.891, 3)
    expect(accuracyOf(own).scaled).toBeCloseTo(1.0369, 4)
  })

  test('with its own test of seasonality Naive2 is not worse than that; Theta comes to the published sMAPE', () => {
    const naive2 = accuracyOf(({ history }) => NAIVE2.forecast(history, HORIZON, SEASON))
    expect(naive2.percent).toBeCloseTo(16.734, 3)
    expect(naive2.scaled).toBeCloseTo(1.0342, 4)
    const theta = accuracyOf(({ history }) => THETA.forecast(history, HORIZON, SEASON))
    expect(theta.percent).toBeLessThan(13.892)
    expect(theta.scaled).toBeCloseTo(0.8672, 3)
  })

  test('the combination is better than the Theta handed in, by both measures', () => {
    const { percent, scaled } = accuracyOf(({ history }) => COMBINATION.forecast(history, HORIZON, SEASON))
    expect(percent).toBeLessThan(13.7)
    expect(scaled).toBeLessThan(0.846)
  })

  test('simple smoothing and seasonal naive are those of R', () => {
    const near = (theirs: Float64Array, ours: Float64Array) =>
      ours.every((value, step) => Math.abs(value / (theirs[step] as number) - 1) < 1e-4)
    const count = (method: 'ses' | 'snaive', forecast: (history: Float64Array) => Float64Array) => {
      const reference = m3Reference(method)
      return all.filter(({ id, history }) => {
        const theirs = reference.get(id)
        return theirs && near(theirs, forecast(history))
      }).length
    }
    expect(count('snaive', (history) => SEASONAL_NAIVE.forecast(history, HORIZON, SEASON))).toBe(60)
    // In five of 60 the sum of squares is flat: the two searches end apart, by 3 % at most.
    expect(count('ses', (history) => smooth(history, HORIZON, 'level'))).toBe(55)
  })
})

test('a series is adjusted as the test of seasonality says', () => {
  const values = Float64Array.from({ length: 48 }, (_, t) => 100 + (t % 12))
  expect(seasonalAdjustment(values, 12).indices).toHaveLength(12)
  expect(seasonalAdjustment(values.slice(0, 23), 12).indices).toBeUndefined()
})
