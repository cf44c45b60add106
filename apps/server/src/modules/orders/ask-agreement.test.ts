import { enquiryOfLine } from '@quayside/contract'
import { expect, test } from 'vitest'

test('a line that names the town of a plant is priced from the plant and its town', () => {
  const places = [
    { name: 'Acme plant', city: 'Shanghai', country: 'cn' },
    { name: 'Beijing', city: 'Beijing' },
  ]
  const line = { service: 'road' as const, origin: 'Shanghai', destination: 'Beijing' }
  const { origin, destination } = enquiryOfLine(
    { orderedOn: '2026-11-23', lines: [line], goods: [], places },
    line,
    'x',
  )
  expect(origin).toEqual({ text: 'Acme plant', city: 'Shanghai', country: 'CN' })
  expect(destination).toEqual({ text: 'Beijing' })
})
