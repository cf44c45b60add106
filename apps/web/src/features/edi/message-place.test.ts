import fc from 'fast-check'
import { expect, test } from 'vitest'
import { choicesOf, filterOf } from './message-place.ts'

const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
const choices = fc.record(
  {
    direction: fc.constantFrom('in' as const, 'out' as const),
    status: fc.constantFrom('quarantined' as const, 'taken' as const),
    type: fc.constantFrom('204', 'ORDERS'),
    partnerId: fc.uuid(),
    from: day.map((at) => at.toISOString().slice(0, 10)),
    to: day.map((at) => at.toISOString().slice(0, 10)),
  },
  { requiredKeys: [] },
)

test('what the list is narrowed to is the same after it was kept in a view', () => {
  fc.assert(
    fc.property(choices, (chosen) => {
      expect(choicesOf(filterOf(chosen))).toEqual({ ...chosen })
    }),
  )
})

test('what a view says that this list cannot is passed over', () => {
  expect(
    choicesOf({
      all: [
        { field: 'direction', op: 'is', value: 'in' },
        { field: 'x', op: 'is', value: 1 },
      ],
    }),
  ).toEqual({
    direction: 'in',
  })
  expect(choicesOf({ any: [{ field: 'direction', op: 'is', value: 'in' }] })).toEqual({})
  expect(choicesOf({ field: 'direction', op: 'is', value: 'sideways' })).toEqual({})
})
