import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  chosenOf,
  countSelected,
  isSelected,
  nothingSelected,
  type Selection,
  select,
  selectionBody,
} from './selection.ts'

const everything: Selection = { kind: 'allMatching', except: new Set() }

test('rows are chosen and let go one by one', () => {
  const two = select(nothingSelected, ['a', 'b'], true)
  expect(isSelected(two, 'a')).toBe(true)
  expect(selectionBody(select(two, ['a'], false))).toEqual({ ids: ['b'] })
})

test('everything that matches can be chosen but for some', () => {
  const most = select(everything, ['a'], false)
  expect(isSelected(most, 'a')).toBe(false)
  expect(isSelected(most, 'never loaded')).toBe(true)
  expect(countSelected(most, 100)).toBe(99)
  expect(selectionBody(most)).toEqual({ except: ['a'] })
})

test('of another list nothing is chosen, neither one by one nor everything that matches', () => {
  for (const value of [select(nothingSelected, ['a'], true), everything]) {
    expect(chosenOf({ list: 'one cell', value }, 'one cell')).toBe(value)
    expect(chosenOf({ list: 'one cell', value }, 'another')).toBe(nothingSelected)
  }
})

test('rows gathered over several searches stay chosen, everything that matched one of them does not', () => {
  const one = select(nothingSelected, ['a'], true)
  expect(chosenOf({ list: 'one search', value: one }, 'another', 'gathered')).toBe(one)
  expect(chosenOf({ list: 'one search', value: everything }, 'another', 'gathered')).toBe(nothingSelected)
})

test('how many are chosen is unknown while the total is', () => {
  expect(countSelected(everything, undefined)).toBeUndefined()
  expect(countSelected(nothingSelected, undefined)).toBe(0)
})

test('a row is in the state it was last put in, whatever the way there', () => {
  const step = fc.tuple(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')), fc.boolean())
  fc.assert(
    fc.property(fc.constantFrom(nothingSelected, everything), fc.array(step), (start, steps) => {
      let selection = start
      const expected = new Map<string, boolean>()
      for (const [ids, on] of steps) {
        selection = select(selection, ids, on)
        for (const id of ids) expected.set(id, on)
      }
      for (const id of ['a', 'b', 'c', 'd'])
        expect(isSelected(selection, id)).toBe(expected.get(id) ?? start === everything)
    }),
  )
})
