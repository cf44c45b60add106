import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classify, classifyValues, PARETO, PYRAMID, PYRAMID_TOP_TEN, type Scheme, TIERS } from './index.ts'

const ids = (values: readonly number[]) => values.map((value, id) => ({ id, value }))
const tiersOf = (values: readonly number[], scheme: Scheme) =>
  [...classifyValues(values, scheme).tierOf].map((tier) => TIERS[tier]).join('')

describe('the pyramid', () => {
  test('of a hundred customers takes one for A, four for B, fifteen for C and eighty for D', () => {
    const { tiers, cuts } = classify(ids(Array.from({ length: 100 }, (_, at) => 100 - at)), PYRAMID)
    expect(tiers.map((tier) => tier.customers)).toEqual([1, 4, 15, 80])
    expect(cuts).toEqual({ a: 100, b: 96, c: 81 })
    expect(tiers.map((tier) => tier.from)).toEqual([100, 96, 81, 1])
  })
  test('of the ten biggest and the forty after them', () => {
    const { tiers } = classify(ids(Array.from({ length: 1000 }, (_, at) => at + 1)), PYRAMID_TOP_TEN)
    expect(tiers.map((tier) => tier.customers)).toEqual([10, 40, 150, 800])
  })
  test.each([
    ['a firm of three has an A', [3, 2, 1], 'ADD'],
    ['a tie across a cut goes up whole', [5, 5, 5, 1], 'AAAD'],
    ['zero and losses are D even when few', [9, 0, -3], 'ADD'],
    ['nobody bought anything', [0, 0], 'DD'],
    ['nobody at all', [], ''],
  ])('%s', (_, values, expected) => expect(tiersOf(values, PYRAMID)).toBe(expected))
  test('does not take an eighth of a hundred for 7 %', () => {
    const scheme: Scheme = { kind: 'pyramid', a: { share: 0.07 }, b: { share: 0.07 }, c: { share: 0.07 } }
    expect(classify(ids(Array.from({ length: 100 }, (_, at) => at + 1)), scheme).tiers[0]?.customers).toBe(7)
  })
})

describe('Pareto', () => {
  test.each([
    ['the one who crosses a cut is still above it', [50, 40, 7, 3], 'AABC'],
    ['reaching a cut exactly closes the tier', [80, 15, 5], 'ABC'],
    ['equal values share a tier', [10, 10, 10, 10, 10], 'AAAAA'],
    ['losses do not shrink the base', [80, 15, 5, -50], 'ABCD'],
  ])('%s', (_, values, expected) => expect(tiersOf(values, PARETO)).toBe(expected))
})

test('a curve starts at nothing, ends at all and stays short', () => {
  const { curve } = classifyValues(
    Float64Array.from({ length: 50_000 }, (_, at) => 1e6 / (at + 1)),
    PARETO,
  )
  expect(curve.length).toBeLessThanOrEqual(200)
  expect(curve[0]).toEqual({ customerShare: 0, valueShare: 0 })
  expect(curve.at(-1)?.customerShare).toBe(1)
  expect(curve.at(-1)?.valueShare).toBeCloseTo(1, 12)
})

test.each([
  [[1, Number.NaN], PARETO],
  [[Number.POSITIVE_INFINITY], PARETO],
  [[-Infinity, 2], PYRAMID],
  [[1], { kind: 'pareto', cuts: [0.9, 0.8, 1] } as const],
  [[1], { kind: 'pyramid', a: { share: 2 }, b: { count: 1 }, c: { count: 1 } } as const],
])('refuses %j', (values, scheme) => expect(() => classifyValues(values, scheme)).toThrow(RangeError))

test('refuses the same customer twice', () => {
  expect(() =>
    classify(
      [
        { id: 1, value: 1 },
        { id: 1, value: 2 },
      ],
      PARETO,
    ),
  ).toThrow(RangeError)
})

const amounts = fc.array(fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.constantFrom(0, 5, 100)), {
  maxLength: 120,
})
const schemes = fc.constantFrom<Scheme>(PYRAMID, PYRAMID_TOP_TEN, PARETO)

describe('for any amounts', () => {
  test('totals and numbers are conserved', () =>
    fc.assert(
      fc.property(amounts, schemes, (values, scheme) => {
        const result = classifyValues(values, scheme)
        const sum = values.reduce((total, value) => total + value, 0)
        expect(result.tiers.reduce((total, tier) => total + tier.total, 0)).toBe(sum)
        expect(result.tiers.reduce((total, tier) => total + tier.customers, 0)).toBe(values.length)
        expect(result.total).toBe(sum)
        expect(result.curve.length).toBeLessThanOrEqual(200)
      }),
    ))
  test('who brings more is never in a lower tier, equal ones are together', () =>
    fc.assert(
      fc.property(amounts, schemes, (values, scheme) => {
        const { tierOf } = classifyValues(values, scheme)
        const order = values.map((value, at) => [value, tierOf[at] as number] as const).sort((x, y) => y[0] - x[0])
        for (let at = 1; at < order.length; at++) {
          const [[before, tierBefore], [value, tier]] = [
            order[at - 1] as readonly [number, number],
            order[at] as readonly [number, number],
          ]
          expect(tier).toBeGreaterThanOrEqual(tierBefore)
          if (value === before) expect(tier).toBe(tierBefore)
        }
      }),
    ))
  test('the order of the customers does not matter', () =>
    fc.assert(
      fc.property(amounts, schemes, fc.infiniteStream(fc.nat()), (values, scheme, keys) => {
        const customers = ids(values)
        const shuffled = customers
          .map((customer) => [keys.next().value as number, customer] as const)
          .sort((x, y) => x[0] - y[0])
          .map(([, customer]) => customer)
        const [one, other] = [classify(customers, scheme), classify(shuffled, scheme)]
        expect(new Map([...other.tierById].sort((x, y) => x[0] - y[0]))).toEqual(one.tierById)
        expect({ ...other, tierById: 0 }).toEqual({ ...one, tierById: 0 })
      }),
    ))
})
