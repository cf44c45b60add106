import { expect, test } from 'vitest'
import { dayFrom, postponed, startOfWork } from './postponed.ts'

const shanghai = 'Asia/Shanghai'
/** 09:00 on 1 March in Shanghai. */
const due = '2026-03-01T01:00:00.000Z'

test('tomorrow is counted from today in the company’s zone, at the same time of day', () => {
  // 22:30 on 3 March in Shanghai, still the 3rd in London.
  expect(postponed(due, Date.parse('2026-03-03T14:30:00Z'), 1, shanghai)).toBe('2026-03-04T01:00:00.000Z')
  // 00:30 on 4 March in Shanghai.
  expect(postponed(due, Date.parse('2026-03-03T16:30:00Z'), 1, shanghai)).toBe('2026-03-05T01:00:00.000Z')
})

test('what is due later than today is also counted from today', () => {
  expect(postponed('2026-03-20T01:00:00.000Z', Date.parse('2026-03-03T04:00:00Z'), 7, shanghai)).toBe(
    '2026-03-10T01:00:00.000Z',
  )
})

test.each([
  ['2026-03-01', 'Asia/Shanghai', '2026-03-01T01:00:00.000Z'],
  ['2026-07-01', 'Europe/Berlin', '2026-07-01T07:00:00.000Z'],
  ['2026-01-01', 'America/New_York', '2026-01-01T14:00:00.000Z'],
  ['2026-01-01', 'UTC', '2026-01-01T09:00:00.000Z'],
])('work on %s in %s begins at %s', (day, zone, instant) => {
  expect(startOfWork(day, zone)).toBe(instant)
})

test('tomorrow is the company’s tomorrow, wherever the reader sits', () => {
  // 23:30 on 3 March in London is 07:30 on the 4th in Shanghai.
  expect(dayFrom(Date.parse('2026-03-03T23:30:00Z'), 1, shanghai)).toBe('2026-03-05')
  expect(dayFrom(Date.parse('2026-02-28T12:00:00Z'), 1, 'Europe/London')).toBe('2026-03-01')
})
