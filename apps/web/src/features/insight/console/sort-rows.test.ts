import { expect, test } from 'vitest'
import { sortRows } from './sort-rows.ts'

const numbers = [[3], [null], ['9007199254740993'], [-1], [9007199254740991], ['9007199254740995']]

test('figures are put in order as figures, however long, and nothing goes last', () => {
  expect(sortRows(numbers, ['number'], 'c0').flat()).toEqual([
    -1,
    3,
    9007199254740991,
    '9007199254740993',
    '9007199254740995',
    null,
  ])
  expect(sortRows(numbers, ['number'], '-c0').flat()).toEqual([
    '9007199254740995',
    '9007199254740993',
    9007199254740991,
    3,
    -1,
    null,
  ])
})

test('texts are put in order as texts; without a column rows stay as they came', () => {
  const rows = [['b'], ['10'], ['9'], [null]]
  expect(sortRows(rows, ['text'], 'c0').flat()).toEqual(['10', '9', 'b', null])
  expect(sortRows(rows, ['text'], undefined)).toBe(rows)
  expect(sortRows(rows, ['text'], 'nonsense')).toBe(rows)
})
