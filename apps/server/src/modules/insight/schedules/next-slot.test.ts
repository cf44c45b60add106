import { type BusinessCalendar, chineseHolidayCalendar } from '@quayside/worktime'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextSlot, type Rhythm } from './next-slot.ts'

const hours = [{ from: '09:00', to: '18:00' }]
const office: BusinessCalendar = {
  timeZone: 'Asia/Shanghai',
  weekly: [hours, hours, hours, hours, hours, [], []],
  ...chineseHolidayCalendar(2026, 2027),
}
const daily: Rhythm = { every: 'day', weekday: null, monthDay: null, hour: 8, workdaysOnly: false }
const next = (rhythm: Partial<Rhythm>, after: string, zone = 'Asia/Shanghai') =>
  nextSlot({ ...daily, ...rhythm }, new Date(after), { ...office, timeZone: zone }).toISOString()

test('it is due at the hour of the company’s zone, and after that moment the next day', () => {
  expect(next({}, '2026-11-21T23:59:59Z')).toBe('2026-11-22T00:00:00.000Z')
  expect(next({}, '2026-11-22T00:00:00Z')).toBe('2026-11-23T00:00:00.000Z')
  // New York puts its clocks back on 1 November 2026: 8 o’clock is an hour later in UTC.
  expect(next({}, '2026-10-31T13:00:00Z', 'America/New_York')).toBe('2026-11-01T13:00:00.000Z')
  expect(next({}, '2026-10-30T13:00:00Z', 'America/New_York')).toBe('2026-10-31T12:00:00.000Z')
})

test('weekly on its weekday; monthly on its day, or the last of a shorter month', () => {
  expect(next({ every: 'week', weekday: 1 }, '2026-11-22T08:00:00Z')).toBe('2026-11-23T00:00:00.000Z')
  expect(next({ every: 'month', monthDay: 31 }, '2026-11-22T08:00:00Z')).toBe('2026-11-30T00:00:00.000Z')
  expect(next({ every: 'month', monthDay: 31 }, '2027-02-01T08:00:00Z')).toBe('2027-02-28T00:00:00.000Z')
})

test('on working days only: daily leaves out the National Day holiday, monthly moves past it', () => {
  // 2026: 1 to 7 October off.
  expect(next({ workdaysOnly: true }, '2026-09-30T08:00:00Z')).toBe('2026-10-08T00:00:00.000Z')
  expect(next({ every: 'month', monthDay: 1, workdaysOnly: true }, '2026-09-30T08:00:00Z')).toBe(
    '2026-10-08T00:00:00.000Z',
  )
  expect(next({ every: 'month', monthDay: 1, workdaysOnly: true }, '2026-10-05T08:00:00Z')).toBe(
    '2026-10-08T00:00:00.000Z',
  )
  expect(next({ every: 'month', monthDay: 1, workdaysOnly: true }, '2026-10-08T08:00:00Z')).toBe(
    '2026-11-02T00:00:00.000Z',
  )
})

test('a company that never works is not left without a report', () => {
  const closed = { ...office, weekly: office.weekly.map(() => []), holidays: [], makeUpDays: [] }
  const slot = nextSlot({ ...daily, workdaysOnly: true }, new Date('2026-11-22T08:00:00Z'), closed)
  expect(slot.toISOString()).toBe('2026-11-23T00:00:00.000Z')
})

test('the next moment is always later, and none is passed over', () => {
  const rhythms = fc.record({
    every: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
    hour: fc.integer({ min: 0, max: 23 }),
    weekday: fc.integer({ min: 1, max: 7 }),
    monthDay: fc.integer({ min: 1, max: 31 }),
    workdaysOnly: fc.boolean(),
  })
  const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-06-01'), noInvalidDate: true })
  fc.assert(
    fc.property(rhythms, moments, fc.integer({ min: 0, max: 40 * 86_400_000 }), (rhythm, after, more) => {
      const slot = nextSlot(rhythm, after, office)
      expect(slot.getTime()).toBeGreaterThan(after.getTime())
      const between = new Date(Math.min(after.getTime() + more, slot.getTime() - 1))
      expect(nextSlot(rhythm, between, office)).toEqual(slot)
    }),
    { numRuns: 200 },
  )
})
