import { expect, test } from 'vitest'
import { type EventWords, eventSummary } from './event-summary.ts'

const words: EventWords = {
  name: (key) => ({ name: 'Name', owner: 'Owner', by: 'By', tags: 'Tags' })[key] ?? key,
  value: (key, value) => (key === 'state' && value === 'lost' ? 'Lost' : String(value)),
}

test.each([
  [null, ''],
  [{ from: null, to: 'D' }, '– → D'],
  [{ changes: { name: { from: 'Old', to: 'New' } } }, 'Name: Old → New'],
  [{ name: 'North', parentId: '01980000-0000-7000-8000-000000000001' }, 'Name: North'],
  [{ by: 'sign-in/email', address: '127.0.0.1' }, 'By: sign-in/email · address: 127.0.0.1'],
  [{ owner: { from: null, to: { name: 'Li Qiang' } } }, 'Owner: – → Li Qiang'],
  [{ tags: ['sea', 'air'], counts: { rows: 3 } }, 'Tags: sea, air'],
])('%j reads %j', (data, text) => {
  expect(eventSummary(data, words)).toBe(text)
})

test('a bare from and to are read as values of what the event is about', () => {
  expect(eventSummary({ from: 'active', to: 'lost' }, words, 'state')).toBe('active → Lost')
})
