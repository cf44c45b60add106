import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOrder, widest } from './rarest-first.ts'

const key = fc.integer({ min: 1, max: 30 })
const groups = fc.array(fc.uniqueArray(key, { minLength: 1, maxLength: 12 }), { maxLength: 8 })
const shares = fc
  .array(fc.tuple(key, fc.float({ min: Math.fround(0.02), max: 1, noNaN: true })))
  .map((all) => new Map(all))
const alike = (all: readonly (readonly number[])[]) => all.map((keys) => keys.toSorted((a, b) => a - b).join()).sort()

test('no key and no group is lost by looking up the rarest first', () => {
  fc.assert(
    fc.property(groups, shares, (all, known) => {
      expect(alike(inOrder(all, known).groups)).toEqual(alike(all))
    }),
  )
})

test('what is quickly looked up stands first, and has a key that few accounts have', () => {
  fc.assert(
    fc.property(groups, shares, (all, known) => {
      const { groups: ordered, seldom } = inOrder(all, known)
      for (const [at, keys] of ordered.entries()) {
        const common = keys.filter((one) => known.has(one)).length
        if (at < seldom) expect(common).toBeLessThan(Math.min(3, keys.length))
        else expect(common === keys.length || common >= 3).toBe(true)
      }
    }),
  )
})

test('the pair of syllables goes before the letters of the word', () => {
  const known = new Map([11, 12, 13, 14].map((one) => [one, 0.1]))
  expect(
    inOrder(
      [
        [11, 12, 13, 14, 5],
        [6, 11],
      ],
      known,
    ),
  ).toEqual({
    groups: [
      [6, 11],
      [5, 11, 12, 13, 14],
    ],
    lookedUp: 4,
    seldom: 1,
  })
})

test('a group is left out where another finds all that it does, and nowhere else', () => {
  const holds = (all: readonly number[], few: readonly number[]) => few.every((key) => all.includes(key))
  fc.assert(
    fc.property(groups, (all) => {
      const kept = widest(all)
      for (const keys of all) expect(kept.some((one) => holds(keys, one))).toBe(true)
      for (const keys of kept) expect(kept.filter((one) => holds(keys, one))).toEqual([keys])
    }),
  )
})
