import chineseDays from 'chinese-days'
import { expect, test } from 'vitest'
import { ARRANGED_YEARS, chineseHolidayCalendar, chineseHolidays, lunarDay } from './index.ts'

const off = (year: number, zh: string) =>
  chineseHolidays(year)
    .filter((day) => day.name.zh === zh && day.kind === 'holiday')
    .map((day) => day.date.slice(5))
const made = (year: number) =>
  chineseHolidays(year)
    .filter((day) => day.kind === 'makeUpWorkday')
    .map((day) => day.date.slice(5))

test.each([
  [2025, '春节', '01-28', '02-04', 8],
  [2026, '春节', '02-15', '02-23', 9],
  [2025, '国庆节', '10-01', '10-08', 7],
  [2026, '国庆节', '10-01', '10-07', 7],
  [2025, '中秋节', '10-06', '10-06', 1],
  [2026, '端午节', '06-19', '06-21', 3],
  [2020, '春节', '01-24', '02-02', 10],
])('%i %s is %s to %s, %i days', (year, name, first, last, days) => {
  const dates = off(year, name)
  expect([dates[0], dates.at(-1), dates.length]).toEqual([first, last, days])
})

test.each([
  [2025, ['01-26', '02-08', '04-27', '09-28', '10-11']],
  [2026, ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10']],
])('%i is made up on %j', (year, days) => expect(made(year)).toEqual(days))

test('a year not yet arranged has the 13 statutory days, marked provisional', () => {
  const days = chineseHolidays(ARRANGED_YEARS.last + 1)
  expect(days).toHaveLength(13)
  expect(days.every((day) => day.provisional && day.kind === 'holiday')).toBe(true)
  expect(off(2027, '春节')).toEqual(['02-05', '02-06', '02-07', '02-08'])
  expect(off(2028, '清明节')).toEqual(['04-04'])
})

test('both languages name every day', () => {
  for (const { name } of chineseHolidays(2026))
    expect(name).toEqual({ zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.stringMatching(/^[A-Z]/) })
})

test('a range of years makes a calendar', () => {
  const { holidays, makeUpDays } = chineseHolidayCalendar(2025, 2027)
  expect(holidays).toContain('2027-02-06')
  expect(makeUpDays).toContain('2026-02-14')
})

test.each([1999, 2101, 2025.5])('%d is refused', (year) => expect(() => chineseHolidays(year)).toThrow(RangeError))

test('the last arranged year is the last one the package knows', () => {
  const bridged = (year: number) => chineseHolidays(year).some((day) => day.kind === 'makeUpWorkday')
  expect(bridged(ARRANGED_YEARS.last)).toBe(true)
  // Ordinary days carry one name, a holiday three: a new arrangement shows up here when the package is updated.
  expect(chineseDays.getDayDetail(`${ARRANGED_YEARS.last + 1}-01-01`).name).not.toContain(',')
})

// Hong Kong Observatory, Gregorian-Lunar Calendar Conversion Table; both new moons fall shortly before midnight.
test.each([
  ['2012-08-17', { month: 7, day: 1, isLeap: false }],
  ['2025-07-25', { month: 6, day: 1, isLeap: true }],
  ['2027-02-06', { month: 1, day: 1, isLeap: false }],
  ['2033-12-22', { month: 11, day: 1, isLeap: true }],
])('%s is %j in the lunar calendar', (day, expected) => expect(lunarDay(day)).toEqual(expected))

test.each(['1900-01-01', '2101-01-01', 'tomorrow'])('the lunar calendar does not know %s', (day) =>
  expect(() => lunarDay(day)).toThrow(RangeError),
)
