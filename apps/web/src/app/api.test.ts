import { expect, test } from 'vitest'
import { addressOf } from './address-of.ts'

test('places are filled and escaped', () => {
  expect(addressOf('/accounts/:id/contacts', { id: 'a/b 客' })).toBe('/api/accounts/a%2Fb%20%E5%AE%A2/contacts')
})

test('a query leaves out what is not set and sends objects as JSON', () => {
  const address = addressOf(
    '/accounts',
    {},
    { search: '宁波', cursor: undefined, view: null, sort: '', limit: 50, filter: { all: [] } },
  )
  expect(new URL(address, 'http://x').searchParams.get('filter')).toBe('{"all":[]}')
  expect([...new URL(address, 'http://x').searchParams.keys()]).toEqual(['search', 'limit', 'filter'])
})
