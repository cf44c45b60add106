import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conflictsOf, settle } from './three-way.ts'

type Card = { name: string; city: string; tags: string[] }
const names = ['name', 'city', 'tags'] as const
const card = fc.record({
  name: fc.constantFrom('a', 'b', 'c'),
  city: fc.constantFrom('x', 'y'),
  tags: fc.array(fc.constantFrom('t', 'u'), { maxLength: 2 }),
})
const base: Card = { name: 'a', city: 'x', tags: [] }

test('a field only I changed is mine, a field only they changed is theirs', () => {
  const mine = { ...base, city: 'y' }
  const theirs = { ...base, name: 'b' }
  expect(conflictsOf(base, mine, theirs, names)).toEqual([])
  expect(settle(base, mine, theirs, names, {})).toEqual({ name: 'b', city: 'y', tags: [] })
})

test('both changed: it is a conflict, and theirs stays until I insist', () => {
  const mine = { ...base, name: 'b', tags: ['t'] }
  const theirs = { ...base, name: 'c', tags: ['u'] }
  expect(conflictsOf(base, mine, theirs, names)).toEqual(['name', 'tags'])
  expect(settle(base, mine, theirs, names, {})).toEqual(theirs)
  expect(settle(base, mine, theirs, names, { tags: 'mine' })).toEqual({ name: 'c', city: 'x', tags: ['t'] })
})

test('the same change on both sides is no conflict', () => {
  const both = { ...base, name: 'c' }
  expect(conflictsOf(base, both, { ...both }, names)).toEqual([])
})

test('nothing of theirs is lost unless I chose so', () => {
  fc.assert(
    fc.property(card, card, card, (old, mine, theirs) => {
      const result = settle(old, mine, theirs, names, {})
      for (const name of names) {
        const theyChanged = JSON.stringify(theirs[name]) !== JSON.stringify(old[name])
        if (theyChanged) expect(result[name]).toEqual(theirs[name])
        else expect(result[name]).toEqual(mine[name])
      }
    }),
  )
})
