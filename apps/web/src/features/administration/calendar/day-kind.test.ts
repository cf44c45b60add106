import type { Calendar, HolidayDay } from '@quayside/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayKind, isoWeekday, toggled, weeksOf } from './day-kind.ts'

const hours: [string, string][] = [['09:00', '18:00']]
const calendar: Calendar = {
  week: { '1': hours, '2': hours, '3': hours, '4': hours, '5': hours },
  holidayCountry: 'CN',
  closed: [{ day: '2026-12-31', name: '' }],
  open: [{ day: '2026-02-17', name: '' }],
}
const holidays = new Map<string, HolidayDay>([
  ['2026-02-16', { day: '2026-02-16', nameZh: '春节', nameEn: 'Spring Festival', kind: 'holiday' }],
  ['2026-02-17', { day: '2026-02-17', nameZh: '春节', nameEn: 'Spring Festival', kind: 'holiday' }],
  ['2026-02-14', { day: '2026-02-14', nameZh: '调休', nameEn: 'Make-up', kind: 'makeUpWorkday' }],
])

test.each([
  ['2026-03-02', 'open'],
  ['2026-03-01', 'weekend'],
  ['2026-02-16', 'holiday'],
  ['2026-02-14', 'makeUp'],
  ['2026-02-17', 'extra'],
  ['2026-12-31', 'closed'],
])('%s is %s', (day, kind) => {
  expect(dayKind(day, calendar, holidays)).toBe(kind)
})

test('without a country its holidays do not count', () => {
  expect(dayKind('2026-02-16', { ...calendar, holidayCountry: null }, holidays)).toBe('open')
})

test('two clicks on a day the company has not set leave the calendar as it was', () => {
  const day = fc.constantFrom('2026-03-02', '2026-03-01', '2026-02-16', '2026-02-14')
  fc.assert(
    fc.property(day, (one) => {
      expect(toggled(one, toggled(one, calendar, holidays), holidays)).toEqual(calendar)
    }),
  )
})

test('1 March 2026 is a Sunday', () => {
  expect(isoWeekday('2026-03-01')).toBe('7')
})

test('a month has all its days once, in weeks from Monday', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2000, max: 2100 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
      const weeks = weeksOf(year, month)
      const days = weeks.flat().filter((day) => day !== null)
      expect(days).toHaveLength(new Date(Date.UTC(year, month, 0)).getUTCDate())
      for (const week of weeks)
        for (const [index, day] of week.entries()) if (day) expect(isoWeekday(day)).toBe(String(index + 1))
    }),
  )
})
