import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cdnowLines, dayOf, hasCdnow } from '../../test/cdnow.ts'
import { CUSTOMER_STATES, type OrderLines, type Period, retention } from '../index.ts'

const ordersOf = (...customers: readonly (readonly number[])[]): OrderLines => ({
  series: customers.flatMap((days, series) => days.map(() => series)),
  day: customers.flat(),
  amount: customers.flat().map(() => 1),
})
const silence = (days: number) => ({ kind: 'silence', days }) as const
const PERIOD: Period = { from: 100, to: 200, lost: silence(60) }

test('seven customers by hand', () => {
  const result = retention(
    ordersOf(
      [10, 90, 150], // stays: ordered again, 50 days ago
      [80, 120], // goes: 80 days silent at the end, lost from day 181
      [5, 190], // comes back: lost since day 66, orders again
      [130], // new, and lost again from day 191
      [170, 180], // new
      [10], // lost long before, not heard of again
      [300], // after the period
    ),
    PERIOD,
  )
  expect(result).toMatchObject({
    activeAtStart: 2,
    activeAtEnd: 3,
    newCustomers: 2,
    newLost: 1,
    lost: 1,
    wonBack: 1,
    retentionRate: 1 / 2,
    buyers: 5,
    // All but the fourth ordered more than once.
    repeatRate: 4 / 5,
    // First orders on days 10, 5 and 170.
    meanTenureDays: (190 + 195 + 30) / 3,
    medianTenureDays: 190,
  })
  const named = (states: Uint8Array) => [...states].map((state) => CUSTOMER_STATES[state])
  expect(named(result.stateAtStart)).toEqual(['active', 'active', 'lost', 'none', 'none', 'lost'].concat('none'))
  expect(named(result.stateAtEnd)).toEqual(['active', 'lost', 'active', 'lost', 'active', 'lost', 'none'])
  expect([...result.lostOn]).toEqual([Number.NaN, 181, Number.NaN, 191, Number.NaN, 71, Number.NaN])
})

describe('by own rhythm', () => {
  const rule = { kind: 'rhythm', gaps: 3, atLeastDays: 14, atMostDays: 90 } as const
  test.each([
    // [what, days, first day lost]
    ['weekly: 3 × 7 days', [0, 7, 14, 21], 43],
    ['daily: not before 14 days', [0, 1, 2, 3], 18],
    ['every 50 days: after 90 at most', [0, 50], 141],
    ['once: after 90', [10], 101],
  ])('%s', (_, days, lostOn) => {
    const on = (to: number) => retention(ordersOf(days), { from: 0, to, lost: rule })
    expect(on(lostOn - 1).activeAtEnd).toBe(1)
    expect(on(lostOn).activeAtEnd).toBe(0)
    expect(on(500).lostOn[0]).toBe(lostOn)
  })
})

test('nobody gives no rates, not zero', () =>
  expect(retention(ordersOf(), PERIOD)).toMatchObject({
    activeAtStart: 0,
    retentionRate: undefined,
    repeatRate: undefined,
    meanTenureDays: undefined,
    medianTenureDays: undefined,
  }))

test.skipIf(!hasCdnow)('on CDNOW: all 2,357 are new in the first quarter of 1997, 946 come again by September', () => {
  const lines = cdnowLines()
  const orders = {
    series: Array.from(lines.customer, (id) => Number(id) - 1),
    day: lines.day,
    amount: lines.value ?? [],
  }
  const quarter = retention(orders, { from: dayOf('19970101'), to: dayOf('19970331'), lost: silence(400) })
  expect(quarter).toMatchObject({ newCustomers: 2357, activeAtStart: 0, activeAtEnd: 2357, lost: 0 })
  const later = retention(orders, { from: dayOf('19970101'), to: dayOf('19970930'), lost: silence(400) })
  expect(later.buyers * (later.repeatRate ?? 0)).toBeCloseTo(946, 8)
})

const customers = fc.array(fc.array(fc.nat(400), { maxLength: 8 }), { maxLength: 20 })
const rules = fc.oneof(
  fc.integer({ min: 1, max: 200 }).map(silence),
  fc.record({
    kind: fc.constant('rhythm' as const),
    gaps: fc.integer({ min: 1, max: 5 }),
    atLeastDays: fc.integer({ min: 1, max: 50 }),
    atMostDays: fc.integer({ min: 50, max: 200 }),
  }),
)

describe('for any orders', () => {
  test('customers are conserved, and one period leads to the next', () =>
    fc.assert(
      fc.property(customers, rules, fc.nat(200), fc.nat(200), (list, lost, from, length) => {
        const orders = ordersOf(...list)
        const first = retention(orders, { from, to: from + length, lost })
        expect(first.activeAtEnd).toBe(
          first.activeAtStart - first.lost + first.wonBack + first.newCustomers - first.newLost,
        )
        const second = retention(orders, { from: from + length + 1, to: from + 2 * length + 1, lost })
        expect(second.activeAtStart).toBe(first.activeAtEnd)
      }),
    ))
  test('the order of the lines changes nothing', () =>
    fc.assert(
      fc.property(customers, rules, (list, lost) => {
        const { series, day, amount } = ordersOf(...list)
        const backwards = {
          series: Array.from(series).reverse(),
          day: Array.from(day).reverse(),
          amount: Array.from(amount).reverse(),
        }
        expect(retention(backwards, { from: 100, to: 300, lost })).toEqual(
          retention({ series, day, amount }, { from: 100, to: 300, lost }),
        )
      }),
    ))
})

test.each<[string, Partial<Period>, RegExp]>([
  ['a period that ends before it begins', { to: 50 }, /before from/],
  ['a day that is none', { from: Number.NaN }, /from/],
  ['lost after no days', { lost: silence(0) }, /days/],
  ['lost after no gaps', { lost: { kind: 'rhythm', gaps: 0, atLeastDays: 1, atMostDays: 2 } }, /gaps/],
  ['lost at most before at least', { lost: { kind: 'rhythm', gaps: 1, atLeastDays: 3, atMostDays: 2 } }, /atMostDays/],
])('%s is refused', (_, change, message) => {
  const act = () => retention(ordersOf([1]), { ...PERIOD, ...change })
  expect(act).toThrow(RangeError)
  expect(act).toThrow(message)
})
