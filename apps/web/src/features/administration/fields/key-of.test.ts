import { NewCustomField } from '@quayside/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyOf } from './key-of.ts'

test.each([
  ['Warehouse area (m²)', 'warehouseAreaM2'],
  ['Usual Incoterm', 'usualIncoterm'],
  ['2nd contact', 'ndContact'],
  ['Café', 'cafe'],
  ['仓库面积', ''],
])('the key of %j is %j', (label, key) => {
  expect(keyOf(label)).toBe(key)
})

test('what is proposed is taken by the server, or is nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (label) => {
      const key = keyOf(label)
      return key === '' || NewCustomField.shape.key.safeParse(key).success
    }),
  )
})
