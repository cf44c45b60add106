import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groceries, hasGroceries } from '../../test/groceries.ts'
import { type Baskets, basketsFromColumns, codeBaskets, frequentItemsets, type MiningOptions } from '../index.ts'

function mined(baskets: Baskets, options: MiningOptions): string[] {
  const result = frequentItemsets(baskets, options)
  if (!result.ok) throw new Error(result.reason)
  return Array.from({ length: result.itemsets.size }, (_, at) => {
    const items = result.itemsets.itemsOf(at)
    expect(result.itemsets.find(items)).toBe(at)
    return `${items.join('+')}: ${result.itemsets.countOf(at)}`
  }).sort()
}

/** By trying every set of up to `longest` of the items. */
function tried(baskets: readonly (readonly number[])[], items: number, minimum: number, longest: number): string[] {
  const found: string[] = []
  for (let mask = 1; mask < 2 ** items; mask++) {
    const set = Array.from({ length: items }, (_, item) => item).filter((item) => mask & (1 << item))
    const count = baskets.filter((basket) => set.every((item) => basket.includes(item))).length
    if (set.length <= longest && count >= minimum) found.push(`${set.join('+')}: ${count}`)
  }
  return found.sort()
}

const coded = (baskets: readonly (readonly number[])[], itemCount = 7): Baskets => ({
  items: Int32Array.from(baskets.flat()),
  starts: Int32Array.from([0, ...baskets.map((_, at) => baskets.slice(0, at + 1).flat().length)]),
  itemCount,
})

const anyBaskets = fc.array(fc.array(fc.nat({ max: 6 }), { maxLength: 9 }), { minLength: 1, maxLength: 40 })

describe('frequent itemsets', () => {
  test('are those and only those found by trying every set', () =>
    fc.assert(
      fc.property(
        anyBaskets,
        fc.double({ min: 0.02, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 7 }),
        (b, support, longest) => {
          const minimum = Math.max(1, Math.ceil(support * b.length - 1e-9))
          expect(mined(coded(b), { support, maximumLength: longest })).toEqual(tried(b, 7, minimum, longest))
        },
      ),
    ))
  test('do not depend on the order of baskets or of items', () =>
    fc.assert(
      fc.property(anyBaskets, (baskets) => {
        const turned = baskets.map((basket) => [...basket].reverse()).reverse()
        expect(mined(coded(turned), { support: 0.1 })).toEqual(mined(coded(baskets), { support: 0.1 }))
      }),
    ))
  test('reach the support exactly: 7 of 100 baskets are 7 %', () => {
    const baskets = Array.from({ length: 100 }, (_, at) => (at < 7 ? ['x'] : ['y']))
    expect(mined(codeBaskets(baskets), { support: 0.07 })).toEqual(['0: 7', '1: 93'])
    expect(mined(codeBaskets(baskets), { support: 0.0701 })).toEqual(['1: 93'])
  })
  test('count an empty basket as a basket', () => {
    expect(mined(codeBaskets([['x'], [], [], []]), { support: 0.26 })).toEqual([])
    expect(mined(codeBaskets([['x'], [], [], []]), { support: 0.25 })).toEqual(['0: 1'])
  })
  test('are none where there are no baskets', () => expect(mined(codeBaskets([]), { support: 0.5 })).toEqual([]))
  test('are told to be too many before they fill the memory', () => {
    // Twenty items in every basket: 2^20 − 1 sets, each in every basket.
    const baskets = Array.from({ length: 1000 }, () => Array.from({ length: 20 }, (_, item) => `item ${item}`))
    const result = frequentItemsets(codeBaskets(baskets), { support: 0.5, maximumLength: 20, maximumItemsets: 50_000 })
    expect(result).toMatchObject({ ok: false, reason: 'tooManyItemsets', limit: 50_000, found: 50_000 })
  })
  test('as many as the limit are not too many', () => {
    expect(mined(codeBaskets([['x', 'y']]), { support: 1, maximumItemsets: 3 })).toEqual(['0+1: 1', '0: 1', '1: 1'])
  })
  test('of baskets longer than forty items are sorted all the same', () => {
    const long = Array.from({ length: 60 }, (_, at) => 59 - at)
    expect(mined(coded([long, long, [3]], 60), { support: 1, maximumLength: 2 })).toEqual(['3: 3'])
    expect(mined(coded([long, long, [3]], 60), { support: 0.6, maximumLength: 2 })).toHaveLength(60 + (60 * 59) / 2)
  })
})

test('columns of a warehouse give the same baskets as labels', () => {
  const baskets = basketsFromColumns([2, 0, 2, 0, 0], [1, 0, 0, 1, 1])
  expect(baskets).toEqual({ items: Int32Array.of(0, 1, 1, 1, 0), starts: Int32Array.of(0, 3, 3, 5), itemCount: 2 })
  expect(mined(baskets, { support: 0.5 })).toEqual(['0+1: 2', '0: 2', '1: 2'])
})

const two = codeBaskets([['x', 'y']])
test.each([
  ['no support', two, { support: 0 }, /support/],
  ['a support that is not a number', two, { support: Number.NaN }, /support/],
  ['a support above all', two, { support: 1.1 }, /support/],
  ['no length', two, { support: 1, maximumLength: 0 }, /maximumLength/],
  ['half a limit', two, { support: 1, maximumItemsets: 1.5 }, /maximumItemsets/],
  ['a code that is none', { ...two, itemCount: 1 }, { support: 1 }, /items.*got 1 at 1/],
  ['falling starts', { ...two, starts: Int32Array.of(0, 2, 1, 2) }, { support: 1 }, /starts/],
  ['starts that leave items out', { ...two, starts: Int32Array.of(0, 1) }, { support: 1 }, /starts/],
])('refuses %s', (_, baskets, options, message) => {
  expect(() => frequentItemsets(baskets, options)).toThrow(RangeError)
  expect(() => frequentItemsets(baskets, options)).toThrow(message)
})

test.each([
  [[0], [], /equally long/],
  [[-1], [0], /basketOf.*-1 in row 0/],
  [[0], [0.5], /itemOf/],
  [[Number.NaN], [0], /basketOf/],
])('refuses the columns %j and %j', (basketOf, itemOf, message) =>
  expect(() => basketsFromColumns(basketOf, itemOf)).toThrow(message),
)

test.runIf(hasGroceries)('Groceries have 13,492 itemsets in a thousandth of 9,835 baskets of 169 items', () => {
  const baskets = codeBaskets(groceries())
  expect([baskets.starts.length - 1, baskets.itemCount, baskets.items.length]).toEqual([9835, 169, 43_367])
  expect(frequentItemsets(baskets, { support: 0.001 })).toMatchObject({ minimumCount: 10, itemsets: { size: 13_492 } })
})
