import { expect, test } from 'vitest'
import { emptyOrder, pathOnScreen, placesAfter, sentOf, typedOf } from './draft.ts'

test('rows left empty are not sent, and what is wrong is told where the row stands', () => {
  const typed = {
    ...emptyOrder('road'),
    customer: { id: 'x' },
    note: '  ',
    goods: [{}, { description: ' Tea ', weightG: 0 }, { description: '' }, { unNumber: '1203' }],
    references: [
      { kind: 'booking' as const, value: ' ' },
      { kind: 'pro' as const, value: 'P-1 ' },
    ],
  }
  const { body, at } = sentOf(typed)
  expect(body.goods).toEqual([{ description: 'Tea', weightG: 0 }, { unNumber: '1203' }])
  expect(body.references).toEqual([{ kind: 'pro', value: 'P-1' }])
  expect(body.places).toEqual([])
  expect('note' in body).toBe(false)
  expect(pathOnScreen('/goods/1/unNumber', at)).toBe('/goods/3/unNumber')
  expect(pathOnScreen('/references/0/value', at)).toBe('/references/1/value')
  expect(pathOnScreen('/currency', at)).toBe('/currency')
})

test('places nobody filled in follow the service; typed ones stay', () => {
  expect(placesAfter(emptyOrder('road').places, 'sea').map(({ kind }) => kind)).toEqual([
    'portOfLoading',
    'portOfDischarge',
  ])
  const typed = [{ kind: 'pickup' as const, name: 'Gate 4' }]
  expect(placesAfter(typed, 'sea')).toEqual(typed)
})

test('an order that was copied keeps its rows and gets those it lacks', () => {
  const typed = typedOf({ lines: [{ service: 'air' }], goods: [], places: [] })
  expect(typed.places.map(({ kind }) => kind)).toEqual(['airportOfDeparture', 'airportOfArrival'])
  expect(typed.goods).toEqual([{}])
})
