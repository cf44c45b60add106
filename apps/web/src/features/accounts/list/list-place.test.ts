import { expect, test } from 'vitest'
import { ListPlace, orderedReadably, placeFor, shownOf } from './list-place.ts'

const dormant = { layout: 'table', filter: { field: 'state', op: 'in', value: ['dormant'] }, sort: '-amount' } as const

test('a view alone gives its filter and order', () => {
  expect(shownOf({ view: 'dormant' }, dormant)).toEqual({
    layout: 'table',
    search: '',
    filter: dormant.filter,
    sort: '-amount',
  })
})

test('a filter taken away from a view stays away, and what equals the view is not in the address', () => {
  const place = placeFor({ ...shownOf({}, dormant), filter: undefined }, dormant)
  expect(place).toEqual({ layout: undefined, q: undefined, filter: null, sort: undefined })
  expect(shownOf(place, dormant).filter).toBeUndefined()
})

test('the address of the plain list carries the filter itself', () => {
  const filter = { field: 'importBatch', op: 'is', value: 'x' } as const
  expect(placeFor({ layout: 'table', search: '', filter, sort: undefined }, undefined).filter).toEqual(filter)
  expect(ListPlace.parse({ filter }).filter).toEqual(filter)
})

test('a view ordered by money opens for a reader without money, in no order of its own', () => {
  const shown = shownOf({}, dormant)
  expect(orderedReadably(shown, (column) => column !== 'amount')).toEqual({ ...shown, sort: undefined })
  expect(orderedReadably(shown, () => true)).toEqual(shown)
  const byTwo = { ...shown, sort: '-updatedAt,-amount' }
  expect(orderedReadably(byTwo, (column) => column !== 'amount').sort).toBe('-updatedAt')
})

test('an order by several columns stands in the address, and one of no columns does not', () => {
  expect(ListPlace.parse({ sort: '-health,name' }).sort).toBe('-health,name')
  expect(ListPlace.safeParse({ sort: '-health,weather' }).success).toBe(false)
  expect(shownOf({}, { ...dormant, sort: 'tier,-amount,name' }).sort).toBeUndefined()
  expect(placeFor({ ...shownOf({}, dormant), sort: '-amount,name' }, dormant).sort).toBe('-amount,name')
})
