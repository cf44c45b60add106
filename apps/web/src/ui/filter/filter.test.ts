import { Filter, FilterOperator } from '@quayside/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Clause,
  clausesOf,
  filterOf,
  isComplete,
  newCondition,
  operatorsOf,
  restOf,
  withOperator,
  wordOf,
} from './filter.ts'

const condition = fc.record({
  field: fc.constantFrom('name', 'state', 'amount'),
  op: fc.constantFrom('is', 'gt', 'contains'),
  value: fc.oneof(fc.integer(), fc.string({ minLength: 1 })),
})
const clauses = fc.array(fc.array(condition, { minLength: 1, maxLength: 3 }), { maxLength: 5 }) as fc.Arbitrary<
  Clause[]
>

test('chips become a filter of the contract and come back the same', () => {
  fc.assert(
    fc.property(clauses, (before) => {
      const filter = filterOf(before)
      if (before.length === 0) expect(filter).toBeUndefined()
      else expect(Filter.parse(filter)).toEqual(filter)
      expect(clausesOf(filter)).toEqual(before)
    }),
  )
})

test('several conditions in a chip are alternatives', () => {
  const a = { field: 'state', op: 'in' as const, value: ['active'] }
  const b = { field: 'tier', op: 'in' as const, value: ['A'] }
  expect(filterOf([[a, b], [a]])).toEqual({ all: [{ any: [a, b] }, a] })
})

test('what is not finished is not sent', () => {
  expect(filterOf([[{ field: 'name', op: 'contains', value: '' }]])).toBeUndefined()
  expect(isComplete({ field: 'amount', op: 'between', value: [1, undefined] })).toBe(false)
  expect(isComplete({ field: 'amount', op: 'between', value: [0, 0] })).toBe(true)
  expect(isComplete({ field: 'state', op: 'in', value: [] })).toBe(false)
  expect(isComplete({ field: 'phone', op: 'isEmpty' })).toBe(true)
})

test('parts too deep for chips are kept untouched', () => {
  const deep: Filter = { any: [{ all: [{ field: 'name', op: 'is', value: 'x' }] }] }
  const plain = { field: 'state', op: 'is' as const, value: 'lost' }
  const filter: Filter = { all: [plain, deep] }
  expect(clausesOf(filter)).toEqual([[plain]])
  expect(restOf(filter)).toEqual([deep])
  expect(filterOf(clausesOf(filter), restOf(filter))).toEqual(filter)
})

test('every operator offered is one the contract knows', () => {
  for (const kind of ['text', 'choice', 'number', 'money', 'date', 'person', 'team', 'tags', 'boolean'] as const)
    for (const op of operatorsOf(kind)) expect(FilterOperator.options).toContain(op)
})

test('days are said to be earlier or later, everything else larger or smaller', () => {
  expect(operatorsOf('date').map((op) => wordOf('date', op))).toContain('onOrAfter')
  expect(wordOf('money', 'gte')).toBe('gte')
  expect(wordOf('date', 'isEmpty')).toBe('isEmpty')
})

test('changing the operator keeps a value that still fits and drops one that does not', () => {
  const from = { ...newCondition({ id: 'amount', label: '', kind: 'number' }), value: 5 }
  expect(withOperator(from, 'lt').value).toBe(5)
  expect(withOperator(from, 'between').value).toBeUndefined()
})
