import { expect, test } from 'vitest'
import { placeFor, shownOf } from './list-place.ts'

const dormant = { layout: 'table', filter: { field: 'state', op: 'in', value: ['dormant'] }, sort: '-amount' } as const
const reading = { readSort: (sort: string) => (/^-?(amount|name)$/.test(sort) ? sort : undefined), mostSearch: 5 }

test('a view alone gives its filter and order', () => {
  expect(shownOf({ view: 'dormant' }, dormant, reading)).toEqual({
    layout: 'table',
    search: '',
    filter: dormant.filter,
    sort: '-amount',
  })
})

test('a filter taken away from a view stays away, and what equals the view is not in the address', () => {
  const place = placeFor({ ...shownOf({}, dormant, reading), filter: undefined }, dormant, reading)
  expect(place).toEqual({ layout: undefined, q: undefined, filter: null, sort: undefined })
  expect(shownOf(place, dormant, reading).filter).toBeUndefined()
})

test('the address of the plain list carries the filter itself', () => {
  const filter = { field: 'importBatch', op: 'is', value: 'x' } as const
  expect(placeFor({ layout: 'table', search: '', filter, sort: undefined }, undefined, reading).filter).toEqual(filter)
})

test('an order the list does not know is none, wherever it stands', () => {
  expect(shownOf({}, { ...dormant, sort: 'weather' }, reading).sort).toBeUndefined()
  expect(shownOf({ sort: 'weather' }, dormant, reading).sort).toBeUndefined()
  const place = placeFor(
    shownOf({}, { ...dormant, sort: 'weather' }, reading),
    { ...dormant, sort: 'weather' },
    reading,
  )
  expect(place.sort).toBeUndefined()
})

test('an order taken away from a view stays away', () => {
  const place = placeFor({ ...shownOf({}, dormant, reading), sort: undefined }, dormant, reading)
  expect(place.sort).toBeNull()
  expect(shownOf(place, dormant, reading).sort).toBeUndefined()
})

test("a view's search is cut to what the list takes", () => {
  expect(shownOf({}, { ...dormant, search: 'shenzhen' }, reading).search).toBe('shenz')
})
