import { Filter } from '@quayside/contract'
import { expect, test } from 'vitest'
import { asFilter, narrowingOf } from './shipment-place.ts'

test('a view keeps what the quick choices narrow, as conditions of its filter', () => {
  const own = { field: 'carrier', op: 'is' as const, value: 'X' }
  const kept = asFilter({ state: 'open', exception: 'any', risk: 'late', to: '2026-11-30' }, own)
  expect(Filter.parse(kept)).toEqual({
    all: [
      own,
      { field: 'state', op: 'in', value: ['planned', 'inTransit', 'outForDelivery'] },
      { field: 'exceptionKind', op: 'isNotEmpty' },
      { field: 'risk', op: 'in', value: ['late'] },
      { field: 'promisedOn', op: 'lte', value: '2026-11-30' },
    ],
  })
  expect(asFilter({ accountId: 'x' }, undefined)).toBeUndefined()
  expect(asFilter({}, own)).toEqual(own)
})

test('the filter of the address is asked as JSON', () => {
  const filter = { field: 'mode', op: 'is' as const, value: 'sea' }
  expect(narrowingOf({ filter }).filter).toBe(JSON.stringify(filter))
  expect(narrowingOf({ filter: null }).filter).toBeUndefined()
})
