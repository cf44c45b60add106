import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulateOrders } from '../../test/simulate-orders.ts'
import { churnRadar, type OrderLines, type RadarOptions } from '../index.ts'
import { silenceChance } from './silence.ts'

const YEARS = 3 * 365
const seasonal = (day: number) => 1 + 0.6 * Math.sin((2 * Math.PI * day) / 365.25)
const each = (falseAlarms: number): RadarOptions => ({ asOf: YEARS, falseAlarms, of: 'series' })
const base = { customers: 1000, days: YEARS, gapFrom: 10, gapTo: 60, shape: 1, seed: 4 }

function alarmed(lines: OrderLines, options: RadarOptions): number {
  const { alarm, chance } = churnRadar(lines, options)
  return alarm.reduce((sum, one) => sum + one, 0) / chance.filter((value) => !Number.isNaN(value)).length
}

/** Lines of two companies' customers as of one: the second's after the first's. */
function together(one: OrderLines, other: OrderLines, offset: number): OrderLines {
  return {
    series: [...Array.from(one.series), ...Array.from(other.series, (series) => series + offset)],
    day: [...Array.from(one.day), ...Array.from(other.day)],
    amount: [...Array.from(one.amount), ...Array.from(other.amount)],
  }
}

describe('who keeps his rhythm is alarmed about as often as chosen', () => {
  // 1,000 customers: three standard errors of 5 % are 2.1 points, of 1 % 0.9; the rest is for what is estimated.
  test.each([
    ['irregular', { shape: 0.6 }],
    ['at random', { shape: 1 }],
    ['at random, with a season', { shape: 1, season: seasonal }],
    ['regular', { shape: 4 }],
    ['regular, with a season', { shape: 4, season: seasonal }],
    ['seldom', { shape: 1, gapFrom: 60, gapTo: 150 }],
  ])('%s', (_, special) => {
    const lines = simulateOrders({ ...base, ...special })
    const { chance } = churnRadar(lines, each(0.05))
    const share = (least: number) => chance.filter((value) => value <= least).length / chance.length
    expect(share(0.05)).toBeGreaterThan(0.03)
    expect(share(0.05)).toBeLessThan(0.075)
    expect(share(0.01)).toBeGreaterThan(0.001)
    expect(share(0.01)).toBeLessThan(0.024)
  })
  test('also where regular and irregular ones are mixed, over all of them', () => {
    const lines = together(simulateOrders(base), simulateOrders({ ...base, shape: 6, seed: 5 }), base.customers)
    const share = alarmed(lines, each(0.05))
    expect(share).toBeGreaterThan(0.03)
    expect(share).toBeLessThan(0.07)
  })
  test('a season unknown to the radar would raise far more', () => {
    // The report is made in the trough: July to December is slack in this season, and only the index tells so.
    const lines = simulateOrders({ ...base, gapTo: 20, season: seasonal })
    const blind = alarmed(lines, { ...each(0.05), seasonDelayDays: YEARS })
    expect(blind).toBeGreaterThan(0.15)
  })
})

describe('who slows down is found', () => {
  test.each([
    // [what, gaps, shape, days ago, slower by, share found at 5 %]
    ['weekly at random, stopped a quarter ago', 7, 1, 90, Infinity, 0.97],
    ['weekly at random, half as often since half a year', 7, 1, 180, 2, 0.6],
    ['fortnightly regular, stopped 60 days ago', 14, 4, 60, Infinity, 0.9],
    ['monthly regular, half as often since half a year', 30, 4, 180, 2, 0.5],
    ['monthly at random, stopped half a year ago', 30, 1, 180, Infinity, 0.85],
  ])('%s', (_, gap, shape, ago, slowBy, power) => {
    const lines = simulateOrders({
      ...base,
      customers: 400,
      gapFrom: gap,
      gapTo: gap,
      shape,
      slowFrom: YEARS - ago,
      slowBy,
    })
    expect(alarmed(lines, each(0.05))).toBeGreaterThan(power)
  })
  test('since when, and what is missing', () => {
    const lines = simulateOrders({
      ...base,
      customers: 200,
      gapFrom: 7,
      gapTo: 7,
      shape: 4,
      slowFrom: 900,
      slowBy: Infinity,
    })
    const { since, missingOrders, missingAmount, before, after } = churnRadar(lines, each(0.05))
    const middle = (column: Float64Array) => [...column].sort((x, y) => x - y)[column.length / 2] as number
    expect(Math.abs(middle(since) - 900)).toBeLessThan(10)
    // 195 days at 7 are 28 orders of 100.
    expect(middle(missingOrders)).toBeCloseTo(28, -1)
    expect(middle(missingAmount) / middle(missingOrders)).toBeCloseTo(100, 6)
    expect(middle(before)).toBeCloseTo(365.25 / 7, -1)
    expect(middle(after)).toBe(0)
  })
})

test('of the alarms no more are false than chosen', () => {
  const healthy = simulateOrders({ ...base, customers: 900, seed: 8 })
  const lost = simulateOrders({ ...base, customers: 100, seed: 9, slowFrom: YEARS - 270, slowBy: Infinity })
  const { alarm } = churnRadar(together(healthy, lost, 900), { asOf: YEARS, falseAlarms: 0.1, of: 'alarms' })
  const [wrong, right] = [alarm.slice(0, 900), alarm.slice(900)].map((part) => part.reduce((sum, one) => sum + one, 0))
  expect(right).toBeGreaterThan(75)
  expect((wrong as number) / ((wrong as number) + (right as number))).toBeLessThan(0.15)
})

describe('by hand', () => {
  const on = (...days: number[]): OrderLines => ({
    series: days.map(() => 0),
    day: days,
    amount: days.map(() => 10),
  })
  test('three gaps at random in 30 days, then silence for 60: (30 / 90)³ = 1 / 27', () => {
    expect(silenceChance(60, 1, 30, 3, 1)).toBeCloseTo(1 / 27, 14)
    // Two gaps over 60 of 90 days, two before: P(at most one of three in the last two thirds) = 1/27 + 3·2/27.
    expect(silenceChance(60, 2, 30, 2, 1)).toBeCloseTo(7 / 27, 14)
  })
  test('fewer than four orders are no rhythm; nobody is nothing', () => {
    expect([...churnRadar(on(0, 10, 20), each(1)).chance]).toEqual([Number.NaN])
    expect([...churnRadar(on(0, 10, 20), each(1)).alarm]).toEqual([0])
    expect(churnRadar(on(), each(0.05)).chance.length).toBe(0)
  })
  test('a series without lines keeps its place', () => {
    const { chance } = churnRadar({ series: [2, 2, 2, 2], day: [0, 9, 21, 30], amount: [1, 1, 1, 1] }, each(0.05))
    expect(chance.length).toBe(3)
    expect([...chance].map(Number.isNaN)).toEqual([true, true, false])
  })
  test('orders on one day are one, a return is none, what is later is not seen', () => {
    const plain = churnRadar(on(0, 10, 21, 30, 42, 50), { ...each(1), asOf: 200 })
    const lines = { series: [0, 0, 0, 0, 0, 0, 0, 0, 0], day: [0, 10, 21, 21, 30, 42, 50, 120, 300] }
    const other = churnRadar({ ...lines, amount: [10, 10, 5, 5, 10, 10, 10, -5, 10] }, { ...each(1), asOf: 200 })
    expect(other.chance).toEqual(plain.chance)
    expect(other.since).toEqual(Float64Array.of(50))
  })
})

test('the order of the lines changes nothing, to the last bit', () => {
  const lines = simulateOrders({ ...base, customers: 60, slowFrom: 800, slowBy: 3 })
  const backwards = {
    series: Array.from(lines.series).reverse(),
    day: Array.from(lines.day).reverse(),
    amount: Array.from(lines.amount).reverse(),
  }
  expect(churnRadar(backwards, each(0.05))).toEqual(churnRadar(lines, each(0.05)))
})

test('a longer silence is never more likely', () =>
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(400), { minLength: 4, maxLength: 30 }),
      fc.integer({ min: 400, max: 500 }),
      fc.integer({ min: 1, max: 300 }),
      (days, asOf, longer) => {
        const lines = { series: days.map(() => 0), day: days, amount: days.map(() => 1) }
        // Without a season; a single series sets its own.
        const options = { falseAlarms: 1, of: 'series' as const, seasonWeight: 1e9, seasonDelayDays: 10_000 }
        const [now] = churnRadar(lines, { ...options, asOf }).chance
        const [later] = churnRadar(lines, { ...options, asOf: asOf + longer }).chance
        expect(now).toBeGreaterThan(0)
        expect(now).toBeLessThanOrEqual(1)
        expect(later).toBeLessThanOrEqual((now as number) + 1e-9)
      },
    ),
  ))

test.each<[string, OrderLines, RadarOptions, RegExp]>([
  ['unequal columns', { series: [0], day: [], amount: [1] }, each(0.05), /one length/],
  ['half a series', { series: [0.5], day: [1], amount: [1] }, each(0.05), /series\[0\]/],
  ['a negative series', { series: [-1], day: [1], amount: [1] }, each(0.05), /series\[0\]/],
  ['half a day', { series: [0], day: [1.5], amount: [1] }, each(0.05), /day\[0\]/],
  ['a day of another age', { series: [0], day: [1e6], amount: [1] }, each(0.05), /day\[0\]/],
  ['an amount that is none', { series: [0], day: [1], amount: [Number.NaN] }, each(0.05), /amount\[0\]/],
  ['a day that is none', { series: [], day: [], amount: [] }, { ...each(0.05), asOf: Number.NaN }, /asOf/],
  ['a share above 1', { series: [], day: [], amount: [] }, each(1.5), /falseAlarms/],
  ['a season of no weight', { series: [], day: [], amount: [] }, { ...each(0.05), seasonWeight: 0 }, /seasonWeight/],
  ['half a delay', { series: [], day: [], amount: [] }, { ...each(0.05), seasonDelayDays: 0.5 }, /seasonDelayDays/],
])('%s is refused', (_, lines, options, message) => {
  expect(() => churnRadar(lines, options)).toThrow(RangeError)
  expect(() => churnRadar(lines, options)).toThrow(message)
})
