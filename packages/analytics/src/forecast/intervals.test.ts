import { expect, test } from 'vitest'
import { seededRandom } from '../../test/random.ts'
import { coverage, forecastVolume, NAIVE, SES } from '../index.ts'
import { risingSpread } from './rising-spread.ts'

test('the spread by hand: it never falls with the step, and grows with its root beyond those tried', () => {
  // Mean squares 9 and 1 are out of order: both become 5. Steps 3 and 4 of two tried: √(3/2) and √(4/2) more.
  const spread = risingSpread(Float64Array.of(1, 2), [Float64Array.of(3, 1), Float64Array.of(-3, -1)], 4)
  expect([...spread]).toEqual([5, 5, 7.5, 10].map((square) => expect.closeTo(Math.sqrt(square), 12)))
})

test('without trials the spread is that of the changes from period to period', () => {
  // Changes 2 and −1: mean square 2.5.
  const spread = risingSpread(Float64Array.of(1, 3, 2), [], 2)
  expect([...spread]).toEqual([2.5, 5].map((square) => expect.closeTo(Math.sqrt(square), 12)))
})

test('an interval is as wide as Student’s t of the trials says', () => {
  // Alternating 100 and 110: naive is wrong by 10 at each of four trials; t of .975 with 4 degrees of freedom is 2.776.
  const history = Array.from({ length: 20 }, (_, t) => 100 + 10 * (t % 2))
  const { intervals } = forecastVolume(history, { season: 1, horizon: 1, methods: [NAIVE], levels: [0.95], origins: 4 })
  expect(intervals[0]?.upper[0]).toBeCloseTo(110 + 27.76, 0)
  expect(intervals[0]?.lower[0]).toBeCloseTo(110 - 27.76, 0)
})

test('intervals hold about as often as they say', () => {
  const random = seededRandom(7)
  const shares = Array.from({ length: 400 }, () => {
    const all = Float64Array.from({ length: 66 }, () => 1000 + 100 * random.normal())
    const options = { season: 1, horizon: 6, methods: [SES] }
    const { intervals } = forecastVolume(all.slice(0, 60), options)
    return intervals.map(({ lower, upper }) => coverage(all.slice(60), lower, upper))
  })
  const held = [0, 1].map((at) => shares.reduce((sum, share) => sum + (share[at] as number), 0) / shares.length)
  expect(held[0]).toBeCloseTo(0.8, 1)
  expect(Math.abs((held[1] as number) - 0.95)).toBeLessThan(0.025)
})
