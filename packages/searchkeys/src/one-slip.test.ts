import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearMatcher } from './one-slip.ts'

/** The same by the table of distances (Sellers' search for parts). */
function nearlyHolds(text: readonly string[], wanted: readonly string[]): boolean {
  let before: number[] = []
  let row = Array.from({ length: wanted.length + 1 }, (_, at) => at)
  for (const [at, char] of text.entries()) {
    const next = [0]
    for (let w = 1; w <= wanted.length; w++) {
      const same = char === wanted[w - 1] ? 0 : 1
      let cost = Math.min((row[w - 1] ?? 0) + same, (row[w] ?? 0) + 1, (next[w - 1] ?? 0) + 1)
      if (w > 1 && at > 0 && char === wanted[w - 2] && text[at - 1] === wanted[w - 1])
        cost = Math.min(cost, (before[w - 2] ?? 0) + 1)
      next.push(cost)
    }
    if ((next[wanted.length] ?? 2) <= 1) return true
    before = row
    row = next
  }
  return false
}

const letters = (min: number, max: number) =>
  fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: min, maxLength: max })

test('one slip is found wherever the table of distances finds it', () => {
  fc.assert(
    fc.property(letters(0, 12), letters(2, 7), (text, wanted) => {
      expect(nearMatcher(wanted)(text)).toBe(nearlyHolds(text, wanted))
    }),
    { numRuns: 5_000 },
  )
})

test.each([
  ['wrong', 'shangxai'],
  ['missing', 'shangai'],
  ['added', 'shanghhai'],
  ['exchanged', 'shagnhai'],
])('a character %s is one slip', (_, typed) => {
  expect(nearMatcher([...typed])('zaishanghaiyuanyang')).toBe(true)
  expect(nearMatcher([...typed])('zaishenghuiyuanyang')).toBe(false)
})

test('what is too long for a number is compared by its beginning', () => {
  const long = 'abcdefghijklmnopqrstuvwxyz0123456789'
  expect(nearMatcher([...long])(`x${long.replace('m', 'n')}`)).toBe(true)
  expect(nearMatcher([...long])(long.toUpperCase())).toBe(false)
})
