import { expect, test } from 'vitest'
import { nextSort, placeInSort } from './next-sort.ts'

const cell = () => null
const name = { id: 'name', title: 'Name', cell, sort: true as const }
const amount = { id: 'amount', title: 'Amount', cell, sort: true as const, align: 'right' as const }

test('a click orders by one column, a second turns it, a third leaves no order', () => {
  expect(nextSort(name, undefined)).toBe('name')
  expect(nextSort(name, 'name')).toBe('-name')
  expect(nextSort(name, '-name')).toBeUndefined()
  expect(nextSort(amount, 'name,-amount')).toBe('-amount')
})

test.each([
  ['-amount', '-amount,name'],
  ['-amount,name', '-amount,-name'],
  ['-amount,-name', '-amount'],
  ['name,-amount', '-name,-amount'],
  ['-name', undefined],
  [undefined, 'name'],
  ['a,b,c,d', 'a,b,c,d'],
])('with shift the order %s becomes %s', (sort, next) => expect(nextSort(name, sort, true)).toBe(next))

test('each column knows its place in the order', () => {
  expect(placeInSort(name, '-amount,name')).toEqual({ place: 2, of: 2, direction: 'ascending' })
  expect(placeInSort(amount, '-amount,name')).toEqual({ place: 1, of: 2, direction: 'descending' })
  expect(placeInSort(name, '-amount')).toBeUndefined()
})
