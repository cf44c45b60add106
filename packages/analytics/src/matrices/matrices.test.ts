import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CutRule,
  cutOf,
  growthPerPeriod,
  LOYALTY_CREDIT,
  type MatrixKind,
  PROSPECT_GROWTH,
  placeInMatrix,
  VALUE_COST,
} from '../index.ts'

const at = (value: number): CutRule => ({ kind: 'at', value })

describe('the cells', () => {
  test.each([
    ['star', 1, 1],
    ['ageing', 1, 0.99],
    ['transactional', 0.99, 1],
    ['eliminate', 0.99, 0.99],
    ['unknown', undefined, 1],
    ['unknown', 1, undefined],
  ])('%s is at prospect %s and growth %s, both cut at 1', (cell, x, y) => {
    const placed = placeInMatrix([{ id: 'x', x, y }], PROSPECT_GROWTH, { x: at(1), y: at(1) })
    expect(placed.cellById.get('x')).toBe(cell)
    expect(new Map<string, number>(placed.counts).get(cell)).toBe(1)
  })
  test.each([
    ['golden', 5, 5],
    ['loyalAtRisk', 5, 4],
    ['creditworthy', 4, 5],
    ['avoid', 4, 4],
  ])('%s is at loyalty %d and credit %d, both cut at 5', (cell, x, y) => {
    expect(placeInMatrix([{ id: 1, x, y }], LOYALTY_CREDIT, { x: at(5), y: at(5) }).cellById.get(1)).toBe(cell)
  })
  test.each([PROSPECT_GROWTH, LOYALTY_CREDIT, VALUE_COST] as MatrixKind[])(
    'of $key differ and have advice in both languages',
    ({ cells }) => {
      const all = [cells.highX.highY, cells.highX.lowY, cells.lowX.highY, cells.lowX.lowY]
      expect(new Set(all.map(({ key }) => key)).size).toBe(4)
      for (const { advice } of all) {
        expect([/\p{Script=Han}/u.test(advice.zh), /^[A-Z].+\.$/.test(advice.en)]).toEqual([true, true])
      }
    },
  )
})

describe('the cut of an axis', () => {
  test.each<[string, number[], CutRule, number]>([
    ['the upper middle of an even number', [4, 1, 3, 2], { kind: 'median' }, 3],
    ['the middle of an odd number', [5, 1, 3], { kind: 'median' }, 3],
    ['the mean', [1, 2, 6], { kind: 'mean' }, 3],
    ['of equal values that value, so that all are high', [0.1, 0.1, 0.1], { kind: 'mean' }, 0.1],
    ['the top fifth, rounded up', [1, 2, 3, 4, 5, 6], { kind: 'top', share: 0.2 }, 5],
    ['7 % of a hundred is seven', Array.from({ length: 100 }, (_, x) => x), { kind: 'top', share: 0.07 }, 93],
    ['nobody', [1, 2], { kind: 'top', share: 0 }, Number.POSITIVE_INFINITY],
    ['everybody', [1, 2], { kind: 'top', share: 1 }, 1],
    ['of nothing', [], { kind: 'median' }, Number.POSITIVE_INFINITY],
    ['of nothing', [], { kind: 'mean' }, Number.POSITIVE_INFINITY],
    ['of nothing', [], { kind: 'top', share: 0.5 }, Number.POSITIVE_INFINITY],
  ])('%s', (_, values, rule, cut) => expect(cutOf(values, rule)).toBe(cut))
  test.each<[number[], CutRule]>([
    [[Number.NaN], { kind: 'median' }],
    [[Number.POSITIVE_INFINITY], { kind: 'mean' }],
    [[1], { kind: 'at', value: Number.NaN }],
    [[1], { kind: 'top', share: 1.5 }],
  ])('of %j by %j is refused', (values, rule) => expect(() => cutOf(values, rule)).toThrow(RangeError))
})

const value = fc.option(fc.integer({ min: -5, max: 5 }), { nil: undefined })
const points = fc
  .array(fc.tuple(value, value), { maxLength: 40 })
  .map((list) => list.map(([x, y], id) => ({ id, x, y })))
const rules = fc.constantFrom<CutRule>(at(0), { kind: 'median' }, { kind: 'mean' }, { kind: 'top', share: 0.2 })

test('everybody has one cell, who is better on both axes has no worse one, and order does not matter', () =>
  fc.assert(
    fc.property(points, rules, rules, (list, x, y) => {
      const placed = placeInMatrix(list, LOYALTY_CREDIT, { x, y })
      expect([...placed.counts.values()].reduce((sum, count) => sum + count, 0)).toBe(list.length)
      const turned = placeInMatrix([...list].reverse(), LOYALTY_CREDIT, { x, y })
      expect(turned.counts).toEqual(placed.counts)
      for (const one of list) {
        expect(turned.cellById.get(one.id)).toBe(placed.cellById.get(one.id))
        if (placed.cellById.get(one.id) !== 'golden') continue
        for (const other of list) {
          if (other.x === undefined || other.y === undefined || one.x === undefined || one.y === undefined) continue
          if (other.x >= one.x && other.y >= one.y) expect(placed.cellById.get(other.id)).toBe('golden')
        }
      }
    }),
  ))

test('a customer twice is refused', () => {
  const point = { id: 1, x: 1, y: 1 }
  expect(() => placeInMatrix([point, point], VALUE_COST, { x: at(1), y: at(1) })).toThrow(/only once/)
})

describe('growth', () => {
  test.each([
    ['steady growth is that growth', [100, 110, 121, 133.1], 0.1],
    ['halving', [8, 4, 2], -0.5],
    ['all equal', [3, 3, 3], 0],
    ['one period', [5], undefined],
    ['nothing', [], undefined],
    ['a period without business', [5, 0, 5], undefined],
    ['returns', [5, -1], undefined],
  ])('%s', (_, amounts, growth) => {
    const found = growthPerPeriod(amounts)
    if (growth === undefined) expect(found).toBeUndefined()
    else expect(found).toBeCloseTo(growth, 12)
  })
  test('does not depend on the unit', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 12 }), (amounts) => {
        const thousandfold = growthPerPeriod(amounts.map((amount) => amount * 1000))
        expect(thousandfold).toBeCloseTo(growthPerPeriod(amounts) as number, 9)
      }),
    ))
  test('of what is not a number is refused', () => expect(() => growthPerPeriod([1, Number.NaN])).toThrow(/NaN at 1/))
})
