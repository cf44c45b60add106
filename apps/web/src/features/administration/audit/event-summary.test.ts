import { expect, test } from 'vitest'
import { eventSummary } from './event-summary.ts'

test.each([
  [null, ''],
  [{ from: null, to: 'D' }, '– → D'],
  [{ changes: { name: { from: 'Old', to: 'New' } } }, 'name: Old → New'],
  [{ name: 'North', parentId: '01980000-0000-7000-8000-000000000001' }, 'name: North'],
  [{ by: 'sign-in/email', address: '127.0.0.1' }, 'by: sign-in/email · address: 127.0.0.1'],
  [{ owner: { from: null, to: { name: 'Li Qiang' } } }, 'owner: – → Li Qiang'],
  [{ tags: ['sea', 'air'], counts: { rows: 3 } }, 'tags: sea, air'],
])('%j reads %j', (data, text) => {
  expect(eventSummary(data)).toBe(text)
})
