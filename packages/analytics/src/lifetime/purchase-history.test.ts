import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cdnowLines, cdnowSummaries, dayOf, hasCdnow } from '../../test/cdnow.ts'
import { fitBgNbd, summarisePurchases } from '../index.ts'

const WEEKS = { until: dayOf('19970930'), daysPerUnit: 7, holdoutUntil: dayOf('19980630') }

describe.skipIf(!hasCdnow)('the transactions of CDNOW', () => {
  const summary = hasCdnow ? summarisePurchases(cdnowLines(), WEEKS) : undefined
  test('give the published summaries', () => {
    const published = cdnowSummaries()
    expect(summary?.customers.length).toBe(2357)
    expect([...(summary?.frequency ?? [])]).toEqual([...(published.frequency as Float64Array)])
    summary?.recency.forEach((recency, at) => {
      expect(Math.abs(recency - (published.recency[at] as number))).toBeLessThan(0.0051)
      expect(Math.abs((summary.age[at] as number) - (published.age[at] as number))).toBeLessThan(0.0051)
    })
  })
  test('give the published likelihood of BG/NBD', () => {
    expect(summary && fitBgNbd(summary).logLikelihood).toBeCloseTo(-9582.4, 1)
  })
})

test('one customer by hand', () => {
  // Bought on days 3 (twice), 10 and 24, gave something back on 12, seen until 31; bought in the holdout on 40.
  const lines = {
    customer: ['a', 'a', 'a', 'a', 'a', 'a'],
    day: [24, 3, 3, 10, 12, 40],
    value: [50, 10, 20, 30, -20, 99],
  }
  expect(summarisePurchases(lines, { until: 31, daysPerUnit: 7, holdoutUntil: 45 })).toEqual({
    customers: ['a'],
    frequency: Float64Array.of(2),
    recency: Float64Array.of(3),
    age: Float64Array.of(4),
    averageValue: Float64Array.of((50 + 30 - 20) / 2),
    holdout: Float64Array.of(1),
  })
})

test('who only gave back, or came later, is no customer yet', () => {
  const lines = { customer: [1, 2, 3], day: [5, 50, 6], value: [-5, 10, 10] }
  expect(summarisePurchases(lines, { until: 31, daysPerUnit: 1 }).customers).toEqual([3])
})

test('no lines, no customers', () =>
  expect(summarisePurchases({ customer: [], day: [] }, { until: 0, daysPerUnit: 1 }).customers).toEqual([]))

const line = fc.tuple(fc.nat(5), fc.nat(60), fc.double({ min: -10, max: 100, noNaN: true }))
test('the order of the lines changes nothing; purchases are conserved', () =>
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const of = (list: typeof lines) =>
        summarisePurchases(
          {
            customer: list.map(([id]) => id),
            day: list.map(([, day]) => day),
            value: list.map(([, , value]) => value),
          },
          { until: 40, daysPerUnit: 1, holdoutUntil: 60 },
        )
      const summary = of(lines)
      expect(of([...lines].reverse())).toEqual(summary)
      const seen = new Set(summary.customers)
      const days = new Set(
        lines.filter(([id, , value]) => value >= 0 && seen.has(id)).map(([id, day]) => `${id} ${day}`),
      )
      const purchases = summary.frequency.reduce((sum, x, at) => sum + x + 1 + (summary.holdout[at] as number), 0)
      expect(purchases).toBe(days.size)
    }),
  ))

test.each([
  [{ customer: [1], day: [] }, { until: 0, daysPerUnit: 1 }, /one length/],
  [{ customer: [1], day: [0.5] }, { until: 0, daysPerUnit: 1 }, /day\[0\]/],
  [{ customer: [1], day: [0], value: [Number.NaN] }, { until: 0, daysPerUnit: 1 }, /value\[0\]/],
  [{ customer: [1], day: [0] }, { until: Number.NaN, daysPerUnit: 1 }, /until/],
  [{ customer: [1], day: [0] }, { until: 0, daysPerUnit: 0 }, /daysPerUnit/],
  [{ customer: [1], day: [0] }, { until: 9, daysPerUnit: 1, holdoutUntil: 8 }, /holdoutUntil/],
])('refuses %j, %j', (lines, observation, message) =>
  expect(() => summarisePurchases(lines, observation)).toThrow(message),
)
