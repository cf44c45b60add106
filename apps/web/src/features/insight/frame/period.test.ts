import { expect, test } from 'vitest'
import { daysOf, todayIn } from './period.ts'

test.each([
  ['months12', '2026-11-22', '2025-11-23', '2026-11-22'],
  ['months12', '2028-02-29', '2027-03-01', '2028-02-29'],
  ['month', '2026-11-22', '2026-11-01', '2026-11-22'],
  ['quarter', '2026-11-22', '2026-10-01', '2026-11-22'],
  ['quarter', '2026-01-01', '2026-01-01', '2026-01-01'],
  ['year', '2026-11-22', '2026-01-01', '2026-11-22'],
  ['lastYear', '2026-11-22', '2025-01-01', '2025-12-31'],
] as const)('%s on %s is %s to %s', (period, today, from, to) => {
  expect(daysOf(period, today, {})).toEqual({ from, to })
})

test('an own period may be open at either end, and all time is open at both', () => {
  expect(daysOf('custom', '2026-11-22', { from: '2026-03-01' })).toEqual({ from: '2026-03-01', to: undefined })
  expect(daysOf('all', '2026-11-22', { from: '2026-03-01' })).toEqual({})
})

test('the day is that of the company’s zone', () => {
  const lateInLondon = Date.parse('2026-11-22T23:30:00Z')
  expect(todayIn('Asia/Shanghai', lateInLondon)).toBe('2026-11-23')
})
