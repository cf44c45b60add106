import { expect, test } from 'vitest'
import { seededRandom } from '../../test/random.ts'
import { calendarEffects, forecastVolume } from '../index.ts'

/** Spring Festival days 2015 to 2021 in January and February: 7 days from the eve; all other months have none. */
const FESTIVAL = [0, 7, 0, 7, 5, 2, 0, 7, 0, 7, 7, 0, 0, 7]
const festivalDays = Float64Array.from({ length: 84 }, (_, t) =>
  t % 12 < 2 ? (FESTIVAL[2 * Math.floor(t / 12) + (t % 12)] as number) : 0,
)
/** A level of 1000 with a season, 5 % less for each day of the festival. */
const volumes = Float64Array.from(
  festivalDays,
  (days, t) => 1000 * (1 + 0.2 * Math.sin((t * Math.PI) / 6)) * 0.95 ** days,
)

test('a moving festival is found, taken out, and put where it falls next', () => {
  const { perDay, values, factors } = calendarEffects(volumes.slice(0, 72), [festivalDays], 12, 12)
  expect(perDay[0]).toBeCloseTo(-0.05, 9)
  expect(values[1]).toBeCloseTo((volumes[1] as number) / 0.95 ** 7, 6)
  expect([...factors.slice(0, 3)]).toEqual([1, expect.closeTo(0.95 ** 7, 9), 1])
})

test('a forecast that knows the festival is right where one that does not is wrong', () => {
  const history = volumes.slice(0, 72)
  const error = (calendar: Float64Array[]) => {
    const { mean } = forecastVolume(history, { season: 12, horizon: 12, calendar, origins: 0 })
    return Math.max(...mean.map((value, step) => Math.abs(value / (volumes[72 + step] as number) - 1)))
  }
  expect(error([festivalDays])).toBeLessThan(0.03)
  expect(error([])).toBeGreaterThan(0.08)
})

test('days without orders on a holiday do not lower the days around it', () => {
  // Ten weeks of 100 a day; nothing on two holidays, a Wednesday and a Friday, and one to come.
  const holidays = Float64Array.from({ length: 77 }, (_, day) => (day === 23 || day === 46 || day === 72 ? 1 : 0))
  const history = Float64Array.from(holidays.slice(0, 70), (holiday) => (holiday ? 0 : 100))
  const { mean } = forecastVolume(history, { season: 7, horizon: 7, calendar: [holidays] })
  expect(mean[2]).toBeLessThan(60)
  expect(Math.max(...mean.map((value, day) => (day === 2 ? 0 : Math.abs(value - 100))))).toBeLessThan(1)
})

test('days that change nothing seldom seem to have an effect', () => {
  const random = seededRandom(1)
  const noise = () => Float64Array.from({ length: 72 }, () => 100 * Math.exp(0.1 * random.normal()))
  const found = Array.from({ length: 300 }, () => calendarEffects(noise(), [festivalDays], 12, 12).perDay[0])
  expect(found.filter((effect) => effect !== 0).length).toBeLessThan(0.05 * 300)
})

test('a second kind of day that never came does not hide the first', () => {
  const { perDay } = calendarEffects(volumes.slice(0, 72), [festivalDays, new Float64Array(84)], 12, 12)
  expect([...perDay]).toEqual([expect.closeTo(-0.05, 9), 0])
})

test('two kinds of day are told apart', () => {
  const working = Float64Array.from({ length: 84 }, (_, t) => 19 + ((t * 7) % 5))
  const history = volumes.slice(0, 72).map((value, t) => value * 1.03 ** (working[t] as number))
  const { perDay } = calendarEffects(history, [festivalDays, working], 12, 12)
  expect([...perDay]).toEqual([expect.closeTo(-0.05, 9), expect.closeTo(0.03, 9)])
})

test('a history that never changes has no effects', () => {
  const history = new Float64Array(72).fill(9)
  expect(calendarEffects(history, [festivalDays], 12, 12)).toMatchObject({
    perDay: Float64Array.of(0),
    values: history,
  })
})

test('a short history shows no effect, nor do days there are none of', () => {
  expect([...calendarEffects(volumes.slice(0, 12), [festivalDays.slice(0, 24)], 12, 12).perDay]).toEqual([0])
  const history = volumes.slice(0, 72)
  expect(calendarEffects(history, [new Float64Array(84)], 12, 12).values).toEqual(history)
})

test.each<[string, number[], RegExp]>([
  ['too few periods', [1, 1], /calendar 0 must have 3 periods/],
  ['negative days', [1, -1, 0], /calendar 0 must hold days, 0 or more, got -1 at 1/],
])('%s are refused', (_, days, message) => {
  expect(() => calendarEffects(Float64Array.of(1, 2), [days], 12, 1)).toThrow(message)
})
