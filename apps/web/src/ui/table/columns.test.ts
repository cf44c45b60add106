import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrange, type Column, moved } from './columns.ts'
import { nextSort } from './next-sort.ts'

const column = (id: string, more: Partial<Column<unknown>> = {}): Column<unknown> => ({
  id,
  title: id,
  cell: () => null,
  ...more,
})
const columns = [
  column('name', { fixed: true }),
  column('city'),
  column('phone', { hidden: true }),
  column('amount', { align: 'right', sort: true }),
]
const ids = (list: readonly { id: string }[]) => list.map((one) => one.id)

test('columns stand as declared until somebody moves them', () => {
  expect(ids(arrange(columns, []))).toEqual(['name', 'city', 'phone', 'amount'])
  expect(ids(arrange(columns, []).filter((one) => one.shown))).toEqual(['name', 'city', 'amount'])
})

test('remembered order, widths and hiding hold', () => {
  const arranged = arrange(columns, [
    { id: 'name' },
    { id: 'amount', width: 90 },
    { id: 'city', hidden: true },
    { id: 'phone' },
  ])
  expect(arranged.map((one) => [one.id, one.shown, one.widthPx])).toEqual([
    ['name', true, 150],
    ['amount', true, 90],
    ['city', false, 150],
    ['phone', true, 150],
  ])
})

test('a column that no longer exists is forgotten, and a new one appears where it was declared', () => {
  expect(ids(arrange(columns, [{ id: 'name' }, { id: 'gone' }, { id: 'amount' }]))).toEqual([
    'name',
    'city',
    'phone',
    'amount',
  ])
})

test('a fixed column is always shown, and first', () => {
  const arranged = arrange(columns, [{ id: 'amount' }, { id: 'name', hidden: true }])
  expect(arranged[0]).toMatchObject({ id: 'name', shown: true })
})

test('moving keeps every column exactly once', () => {
  const names = ['a', 'b', 'c', 'd', 'e']
  fc.assert(
    fc.property(
      fc.shuffledSubarray(names, { minLength: 5 }),
      fc.constantFrom(...names),
      fc.option(fc.constantFrom(...names), { nil: undefined }),
      (order, id, before) => {
        const next = ids(
          moved(
            order.map((one) => ({ id: one })),
            id,
            before,
          ),
        )
        expect([...next].sort()).toEqual(names)
        if (before !== undefined && before !== id) expect(next.indexOf(id)).toBe(next.indexOf(before) - 1)
        if (before === undefined) expect(next.at(-1)).toBe(id)
      },
    ),
  )
})

test('sorting a text goes up, down, off; a figure begins with the largest', () => {
  const text = column('name', { sort: 'title' })
  expect([undefined, 'title', '-title'].map((sort) => nextSort(text, sort))).toEqual(['title', '-title', undefined])
  const figure = column('amount', { sort: true, align: 'right' })
  expect([undefined, '-amount', 'amount'].map((sort) => nextSort(figure, sort))).toEqual([
    '-amount',
    'amount',
    undefined,
  ])
})
