import { expect, test } from 'vitest'
import { ListPlace, orderedReadably } from './list-place.ts'

test('a view ordered by money opens for a reader without money, in no order of its own', () => {
  const seesNoMoney = (column: string) => column !== 'amount'
  expect(orderedReadably('-amount', seesNoMoney)).toBeUndefined()
  expect(orderedReadably('-amount', () => true)).toBe('-amount')
  expect(orderedReadably('-updatedAt,-amount', seesNoMoney)).toBe('-updatedAt')
})

test('an order by several columns stands in the address, and one of no columns does not', () => {
  expect(ListPlace.parse({ sort: '-health,name' }).sort).toBe('-health,name')
  expect(ListPlace.safeParse({ sort: '-health,weather' }).success).toBe(false)
  expect(orderedReadably('tier,-amount,name', () => true)).toBeUndefined()
})
