import { associationRules, basketsFromColumns } from '@quayside/analytics'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findRules, supportThatWouldDo } from './find-rules.ts'

/** 64 baskets: b holds item i when bit i of b is set; so each set of k items is in 1 of 2^k baskets. */
function allSubsetsOf6() {
  const [basket, item]: [number[], number[]] = [[], []]
  for (let b = 0; b < 64; b++)
    for (let i = 0; i < 6; i++)
      if (b & (1 << i)) {
        basket.push(b)
        item.push(i)
      }
  return { basket: Int32Array.from(basket), item: Int32Array.from(item), baskets: 64 }
}

const options = { support: 0.01, confidence: 0, significance: 1 }

test('baskets that no row names count: support is a share of all', () => {
  const columns = { basket: Int32Array.of(0, 0, 1, 1), item: Int32Array.of(0, 1, 0, 1), baskets: 8 }
  const found = findRules(columns, { ...options, support: 0.2, confidence: 0.9 })
  expect(found.tooMany).toBeNull()
  if (found.tooMany === null) expect(found.rules.map((rule) => rule.support)).toEqual([0.25, 0.25])
})

test('too much is answered by a support that would do, and with it all fits', () => {
  // 63 sets in all; of support ½ are 6, of ¼ 15 more: 30 sets at most means a support above ⅛.
  const columns = allSubsetsOf6()
  const found = findRules(columns, { ...options, maximumItemsets: 30 })
  expect(found.tooMany).toMatchObject({ reason: 'tooManyItemsets', limit: 30 })
  const support = found.tooMany?.support ?? 0
  expect(support).toBeGreaterThan(1 / 8)
  expect(support).toBeLessThanOrEqual(0.16)
  expect(findRules(columns, { ...options, support, maximumItemsets: 30 }).tooMany).toBeNull()
})

test('rules too many to read are told too', () => {
  const found = findRules(allSubsetsOf6(), { ...options, maximumRules: 12 })
  expect(found.tooMany).toMatchObject({ reason: 'tooManyRules', limit: 12 })
  const support = found.tooMany?.support ?? 0
  expect(findRules(allSubsetsOf6(), { ...options, support, maximumRules: 12 }).tooMany).toBeNull()
})

test('the search for a support that would do ends within the work it may take, and what it names does', () => {
  const row = fc.tuple(fc.nat(60), fc.nat(12))
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 500 }),
      fc.integer({ min: 1, max: 200_000 }),
      fc.integer({ min: 1, max: 60 }),
      (rows, maximumWork, maximumItemsets) => {
        const baskets = basketsFromColumns(
          rows.map(([basket]) => basket),
          rows.map(([, item]) => item),
        )
        const bounded = { ...options, maximumItemsets }
        const { support, work } = supportThatWouldDo(baskets, bounded, maximumWork)
        // To read the baskets once takes as many steps as there are rows, and is noticed when it is done; so is the last tally.
        expect(work).toBeLessThanOrEqual(maximumWork + 2 * rows.length + 1)
        if (support < 1) expect(associationRules(baskets, { ...bounded, support }).ok).toBe(true)
      },
    ),
  )
})
