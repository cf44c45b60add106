import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quintiles, RFM_SEGMENTS, rfmSegment, scoreRfm } from '../index.ts'

describe('quintiles', () => {
  test.each([
    ['ten different values are two to each score', [5, 3, 9, 1, 7, 2, 8, 4, 6, 0], [3, 2, 5, 1, 4, 2, 5, 3, 4, 1]],
    ['all equal are in the middle', [7, 7, 7], [3, 3, 3]],
    // Seven of ten bought once: the middle of their places is 3.5 of 10, the second fifth. 7.5 and 8.5 and 9.5 of 10 for the rest.
    ['many equal ones share the score of their middle', [1, 1, 1, 1, 1, 1, 1, 2, 3, 4], [2, 2, 2, 2, 2, 2, 2, 4, 5, 5]],
    ['one alone is in the middle', [42], [3]],
    ['two are apart', [1, 2], [2, 4]],
    ['nobody', [], []],
  ])('%s', (_, values, scores) => expect([...quintiles(values).scores]).toEqual(scores))
  test('tell from where each score begins', () =>
    expect(quintiles([1, 1, 1, 1, 1, 1, 1, 2, 3, 4]).from).toEqual([undefined, 1, undefined, 2, 3]))
  test.each([[[1, Number.NaN]], [[Infinity]], [[-Infinity, 1]]])('refuse %j', (values) =>
    expect(() => quintiles(values)).toThrow(RangeError),
  )
})

const customer = fc.tuple(fc.nat(400), fc.nat(20), fc.integer({ min: -500, max: 5000 }))
const inputOf = (list: readonly (readonly [number, number, number])[]) => ({
  daysSinceLast: list.map(([days]) => days),
  orders: list.map(([, orders]) => orders),
  amount: list.map(([, , amount]) => amount),
})

describe('for any customers', () => {
  test('equal values score the same, better ones never worse; every customer is in one cell', () =>
    fc.assert(
      fc.property(fc.array(customer, { maxLength: 60 }), (list) => {
        const { recency, frequency, monetary, cells, customersBySegment } = scoreRfm(inputOf(list))
        list.forEach(([days, orders, amount], i) => {
          list.forEach(([otherDays, otherOrders, otherAmount], j) => {
            if (days <= otherDays) expect(recency[i]).toBeGreaterThanOrEqual(recency[j] as number)
            if (orders >= otherOrders) expect(frequency[i]).toBeGreaterThanOrEqual(frequency[j] as number)
            if (amount >= otherAmount) expect(monetary[i]).toBeGreaterThanOrEqual(monetary[j] as number)
          })
        })
        expect(cells.reduce((sum, count) => sum + count, 0)).toBe(list.length)
        expect(Object.values(customersBySegment).reduce((sum, count) => sum + count, 0)).toBe(list.length)
      }),
    ))
  test('the order of the customers changes nothing', () =>
    fc.assert(
      fc.property(fc.array(customer, { maxLength: 60 }), (list) => {
        const [one, other] = [scoreRfm(inputOf(list)), scoreRfm(inputOf([...list].reverse()))]
        expect([...other.segment].reverse()).toEqual([...one.segment])
        expect(other.cells).toEqual(one.cells)
        expect(other.limits).toEqual(one.limits)
      }),
    ))
})

test('five customers by hand', () => {
  const { recency, frequency, monetary, segment, limits } = scoreRfm({
    daysSinceLast: [1, 200, 30, 90, 365],
    orders: [50, 40, 3, 2, 1],
    amount: [9000, 8000, 10, 300, -20],
  })
  expect([...recency]).toEqual([5, 2, 4, 3, 1])
  expect([...frequency]).toEqual([5, 4, 3, 2, 1])
  expect([...monetary]).toEqual([5, 4, 2, 3, 1])
  // R 4, F 3, M 2: V = ⌈5/2⌉ = 3.
  expect([...segment].map((place) => RFM_SEGMENTS[place]?.key)).toEqual([
    'champions',
    'atRisk',
    'potentialLoyal',
    'needsAttention',
    'lost',
  ])
  expect(limits.daysSinceLast).toEqual([365, 200, 90, 30, 1])
})

test('every cell has a segment and every segment a cell', () => {
  const scores = [1, 2, 3, 4, 5]
  const found = new Set(scores.flatMap((r) => scores.flatMap((f) => scores.map((m) => rfmSegment(r, f, m)))))
  expect(found).toEqual(new Set(RFM_SEGMENTS.map(({ key }) => key)))
  for (const { zh, en } of RFM_SEGMENTS) expect(zh && en).toBeTruthy()
})

test.each<[string, () => unknown, RegExp]>([
  ['an order from the future', () => scoreRfm(inputOf([[-1, 1, 1]])), /daysSinceLast\[0\]/],
  ['negative orders', () => scoreRfm(inputOf([[1, -1, 1]])), /orders\[0\]/],
  ['an amount that is none', () => scoreRfm(inputOf([[1, 1, Number.NaN]])), /finite/],
  ['unequal columns', () => scoreRfm({ daysSinceLast: [1], orders: [], amount: [1] }), /one length/],
  ['a score of 6', () => rfmSegment(6, 1, 1), /recency/],
])('%s is refused', (_, act, message) => {
  expect(act).toThrow(RangeError)
  expect(act).toThrow(message)
})
