import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from '../../test/random.ts'
import { bothRadars, churnRadar, type OrderLines, type RadarOptions, valueRadar } from '../index.ts'

const each = (falseAlarms: number): RadarOptions => ({ asOf: 1000, falseAlarms, of: 'series' })
const shareOf = (lines: OrderLines, options: RadarOptions) => {
  const { alarm } = valueRadar(lines, options)
  return alarm.reduce((sum, one) => sum + one, 0) / alarm.length
}

/** Orders every five days, lognormal around 150; the last `fewer` of them times `factor`. */
function simulated(customers: number, orders: number, fewer = 0, factor = 1): OrderLines {
  const random = seededRandom(orders + fewer)
  const [series, day, amount]: [number[], number[], number[]] = [[], [], []]
  for (let customer = 0; customer < customers; customer++) {
    for (let order = 0; order < orders; order++) {
      series.push(customer)
      day.push(5 * order)
      amount.push(150 * Math.exp(0.5 * random.normal()) * (order >= orders - fewer ? factor : 1))
    }
  }
  return { series, day, amount }
}

test.each([4, 8, 12, 24, 60])(
  'of those whose %d orders are as large as ever, as many are alarmed about as chosen',
  (orders) => {
    // Three standard errors of 5 % are 1.5 points with 2,000 customers, of 1 % 0.7.
    const { chance } = valueRadar(simulated(2000, orders), each(0.05))
    const share = (least: number) => chance.filter((value) => value <= least).length / chance.length
    expect(share(0.05)).toBeGreaterThan(0.033)
    expect(share(0.05)).toBeLessThan(0.067)
    expect(share(0.01)).toBeLessThan(0.018)
  },
)

test.each([
  // [orders, smaller ones, times, share found at 5 %]
  [24, 8, 0.5, 0.8],
  [60, 12, 0.5, 0.9],
  [24, 4, 0.3, 0.9],
])('of %d orders the last %d are smaller by %d: found', (orders, fewer, factor, power) =>
  expect(shareOf(simulated(400, orders, fewer, factor), each(0.05))).toBeGreaterThan(power),
)

test('by hand: four orders of 100, then four of 40', () => {
  const lines = {
    series: [0, 0, 0, 0, 0, 0, 0, 0, 0],
    day: [0, 10, 20, 30, 40, 50, 60, 70, 45],
    // The return on day 45 counts against the order of day 40, which was 60.
    amount: [100, 100, 100, 100, 60, 40, 40, 40, -20],
  }
  const { chance, since, before, after, missingAmount } = valueRadar(lines, each(0.05))
  expect(chance[0]).toBeLessThan(1e-12)
  expect(since[0]).toBe(40)
  expect(before[0]).toBeCloseTo(100, 10)
  expect(after[0]).toBeCloseTo(40, 10)
  expect(missingAmount[0]).toBeCloseTo(240, 10)
})

test("Student's t: 3, 2 against 1, 0 in logarithms is t = 2√2 of 2 degrees", () => {
  // Means 2.5 and 0.5, variance within 1/2, t = 2 / √(1/2 · (1/2 + 1/2)) = 2√2; P = ½ (1 − t / √(t² + 2)) = 0.0528.
  const lines = { series: [0, 0, 0, 0], day: [0, 1, 2, 3], amount: [3, 2, 1, 0].map(Math.exp) }
  expect(valueRadar(lines, each(1)).chance[0]).toBeCloseTo((1 - Math.sqrt(8) / Math.sqrt(10)) / 2, 12)
})

test('all equal, growing, too few, nobody: no alarm', () => {
  const of = (amount: number[]) =>
    valueRadar({ series: amount.map(() => 0), day: amount.map((_, at) => at), amount }, each(0.05))
  expect([...of([5, 5, 5, 5, 5, 5]).alarm]).toEqual([0])
  expect([...of([1, 2, 3, 4, 5, 6]).alarm]).toEqual([0])
  expect([...of([9, 5, 1]).chance]).toEqual([Number.NaN])
  expect([...of([9, 0, 0, 0, 5, 1]).chance]).toEqual([Number.NaN])
  expect(of([]).chance.length).toBe(0)
})

test('the order of the lines and the currency change nothing', () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(3), fc.nat(50), fc.integer({ min: -20, max: 200 })), { maxLength: 60 }),
      (list) => {
        const of = (some: typeof list, factor = 1) =>
          valueRadar(
            {
              series: some.map(([series]) => series),
              day: some.map(([, day]) => day),
              amount: some.map(([, , amount]) => amount * factor),
            },
            each(0.2),
          )
        expect(of([...list].reverse())).toEqual(of(list))
        const [one, other] = [of(list), of(list, 8)]
        one.chance.forEach((chance, at) => {
          if (!Number.isNaN(chance)) expect(other.chance[at]).toBeCloseTo(chance, 6)
        })
      },
    ),
  ))

test.each<[string, Partial<RadarOptions>, RegExp]>([
  ['a day that is none', { asOf: 0.5 }, /asOf/],
  ['a negative share', { falseAlarms: -0.1 }, /falseAlarms/],
])('%s is refused', (_, change, message) =>
  expect(() => valueRadar({ series: [], day: [], amount: [] }, { ...each(0.05), ...change })).toThrow(message),
)

test('both radars at once say what each says alone, and when each series ordered last', () =>
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 1100 }), fc.integer({ min: -3, max: 40 }))),
      (rows) => {
        const lines = {
          series: rows.map(([series]) => series),
          day: rows.map(([, day]) => day),
          amount: rows.map(([, , amount]) => amount),
        }
        const { rhythm, value, lastDay } = bothRadars(lines, each(0.3))
        expect(rhythm).toEqual(churnRadar(lines, each(0.3)))
        expect(value).toEqual(valueRadar(lines, each(0.3)))
        expect([...lastDay]).toEqual(
          Array.from(
            lastDay,
            (_, of) =>
              rows
                .flatMap(([series, day, amount]) => (series === of && day <= 1000 && amount >= 0 ? [day] : []))
                .sort((one, other) => one - other)
                .at(-1) ?? Number.NaN,
          ),
        )
      },
    ),
  ))
