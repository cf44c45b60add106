import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWorkingMinutes,
  type BusinessCalendar,
  chineseHolidayCalendar,
  isWorkingDay,
  nextWorkingDay,
  workingMinutesBetween,
} from './index.ts'

const office = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
]
const allDay = [{ from: '00:00', to: '24:00' }]
const shanghai: BusinessCalendar = {
  timeZone: 'Asia/Shanghai',
  weekly: [office, office, office, office, office, [], []],
  ...chineseHolidayCalendar(2025, 2026),
}
const always = (timeZone: string): BusinessCalendar => ({ timeZone, weekly: Array.from({ length: 7 }, () => allDay) })
const at = (local: string, offset = '+08:00') => new Date(`${local}:00${offset}`)
const iso = (date: Date) => date.toISOString()

describe('a deadline in Shanghai', () => {
  test.each([
    ['within the day', '2026-03-03T09:30', 60, '2026-03-03T10:30'],
    ['over the midday break', '2026-03-03T11:30', 60, '2026-03-03T13:30'],
    ['ends at closing time, not at the next opening', '2026-03-03T17:00', 60, '2026-03-03T18:00'],
    ['goes on the next morning', '2026-03-03T17:00', 61, '2026-03-04T09:01'],
    ['filed at night starts in the morning', '2026-03-03T23:00', 1, '2026-03-04T09:01'],
    ['over a weekend', '2026-03-06T17:30', 60, '2026-03-09T09:30'],
    [
      'over Spring Festival 2026 (15 to 23 February off, Saturday the 14th worked)',
      '2026-02-14T17:30',
      60,
      '2026-02-24T09:30',
    ],
    ['on the make-up Saturday before Spring Festival 2026', '2026-02-13T17:30', 60, '2026-02-14T09:30'],
    ['over Spring Festival 2025 (28 January to 4 February off)', '2025-01-27T17:30', 60, '2025-02-05T09:30'],
    ['on the make-up Sunday of 26 January 2025', '2025-01-24T17:30', 60, '2025-01-26T09:30'],
    ['over National Day and Mid-autumn 2025 (1 to 8 October off)', '2025-09-30T17:00', 120, '2025-10-09T10:00'],
    ['over National Day 2026, then the Saturday made up', '2026-10-09T17:30', 60, '2026-10-10T09:30'],
    ['nothing to wait for', '2026-02-17T12:00', 0, '2026-02-17T12:00'],
  ])('%s', (_, start, minutes, end) => expect(iso(addWorkingMinutes(at(start), minutes, shanghai))).toBe(iso(at(end))))

  test('counts the same minutes between', () => {
    expect(workingMinutesBetween(at('2025-09-30T17:00'), at('2025-10-09T10:00'), shanghai)).toBe(120)
    expect(workingMinutesBetween(at('2026-02-15T00:00'), at('2026-02-23T23:59'), shanghai)).toBe(0)
    expect(workingMinutesBetween(at('2026-03-03T10:30'), at('2026-03-03T09:30'), shanghai)).toBe(-60)
  })
})

test.each([
  ['2026-02-13', true],
  ['2026-02-14', true],
  ['2026-02-15', false],
  ['2026-02-23', false],
  ['2026-02-24', true],
  ['2026-02-28', true],
  ['2026-03-01', false],
  ['2025-10-08', false],
  ['2025-10-11', true],
])('%s is worked: %s', (day, worked) => expect(isWorkingDay(day, shanghai)).toBe(worked))

test.each([
  ['2026-02-14', '2026-02-24'],
  ['2025-09-30', '2025-10-09'],
  ['2026-03-06', '2026-03-09'],
  ['2026-12-31', '2027-01-01'],
])('after %s work goes on on %s', (day, next) => expect(nextWorkingDay(day, shanghai)).toBe(next))

describe('when clocks change', () => {
  test.each([
    ['forward in Berlin, the day has 23 hours', 'Europe/Berlin', '2026-03-28T23:00:00Z', 1380],
    ['back in Berlin, the day has 25 hours', 'Europe/Berlin', '2026-10-24T22:00:00Z', 1500],
    ['by half an hour on Lord Howe Island', 'Australia/Lord_Howe', '2026-10-03T13:30:00Z', 1410],
    ['at midnight in Cairo', 'Africa/Cairo', '2026-04-23T22:00:00Z', 1380],
    ['never in Shanghai', 'Asia/Shanghai', '2026-03-28T16:00:00Z', 1440],
  ])('%s', (_, timeZone, midnight, minutes) => {
    const start = new Date(midnight)
    const calendar = {
      ...always(timeZone),
      weekly: [[], [], [], [], [], [], []].map((_day, index) =>
        index === weekdayThere(start, timeZone) ? allDay : [],
      ),
    }
    const sixDays = new Date(start.getTime() + 6 * 86_400_000)
    expect(workingMinutesBetween(start, sixDays, calendar)).toBe(minutes)
  })
  test('hours that are skipped are not worked', () => {
    const night: BusinessCalendar = {
      timeZone: 'Europe/Berlin',
      weekly: Array.from({ length: 7 }, () => [{ from: '02:15', to: '02:45' }]),
    }
    expect(workingMinutesBetween(new Date('2026-03-28T23:00:00Z'), new Date('2026-03-29T22:00:00Z'), night)).toBe(0)
  })
  test('an hour that comes twice begins with its first', () => {
    const night: BusinessCalendar = {
      timeZone: 'Europe/Berlin',
      weekly: Array.from({ length: 7 }, () => [{ from: '02:00', to: '03:00' }]),
    }
    const due = addWorkingMinutes(new Date('2026-10-24T22:00:00Z'), 30, night)
    expect(iso(due)).toBe('2026-10-25T00:30:00.000Z')
    expect(workingMinutesBetween(new Date('2026-10-24T22:00:00Z'), new Date('2026-10-25T22:00:00Z'), night)).toBe(120)
  })
  test('Samoa left out 30 December 2011', () => {
    const start = new Date('2011-12-29T10:00:00Z')
    expect(workingMinutesBetween(start, new Date('2012-01-01T10:00:00Z'), always('Pacific/Apia'))).toBe(3 * 1440)
  })
})

function weekdayThere(instant: Date, timeZone: string): number {
  const name = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short' }).format(instant)
  return ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(name)
}

describe('while the clock stands', () => {
  const pause = (from: string, to: string) => ({ from: at(from), to: at(to) })
  test.each([
    ['a pause within', [pause('2026-03-03T10:00', '2026-03-03T11:00')], '2026-03-03T11:30'],
    [
      'pauses that overlap count once',
      [pause('2026-03-03T10:00', '2026-03-03T10:40'), pause('2026-03-03T10:20', '2026-03-03T11:00')],
      '2026-03-03T11:30',
    ],
    ['a pause at night changes nothing', [pause('2026-03-02T20:00', '2026-03-03T08:00')], '2026-03-03T10:30'],
    ['a pause over days', [pause('2026-03-03T10:00', '2026-03-05T10:00')], '2026-03-05T10:30'],
  ])('%s', (_, pauses, end) => {
    const due = addWorkingMinutes(at('2026-03-03T09:30'), 60, shanghai, pauses)
    expect(iso(due)).toBe(iso(at(end)))
    expect(workingMinutesBetween(at('2026-03-03T09:30'), due, shanghai, pauses)).toBe(60)
  })
})

test.each([
  ['negative minutes', () => addWorkingMinutes(new Date(0), -1, shanghai)],
  ['endless minutes', () => addWorkingMinutes(new Date(0), Number.POSITIVE_INFINITY, shanghai)],
  ['an invalid date', () => workingMinutesBetween(new Date('x'), new Date(0), shanghai)],
  [
    'a calendar nobody works by',
    () => addWorkingMinutes(new Date(0), 1, { timeZone: 'UTC', weekly: [[], [], [], [], [], [], []] }),
  ],
  ['a week of six days', () => isWorkingDay('2026-01-01', { timeZone: 'UTC', weekly: [[], [], [], [], [], []] })],
  [
    'hours that overlap',
    () =>
      isWorkingDay('2026-01-01', {
        timeZone: 'UTC',
        weekly: [[...office, { from: '11:00', to: '14:00' }], [], [], [], [], [], []],
      }),
  ],
  [
    '25 o’clock',
    () =>
      isWorkingDay('2026-01-01', {
        timeZone: 'UTC',
        weekly: [[{ from: '09:00', to: '25:00' }], [], [], [], [], [], []],
      }),
  ],
  ['a zone that is none', () => addWorkingMinutes(new Date(0), 1, always('Mars/Olympus'))],
  ['30 February', () => isWorkingDay('2026-02-30', shanghai)],
])('%s is refused', (_, act) => expect(act).toThrow(RangeError))

const zones = fc.constantFrom(
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/St_Johns',
  'Pacific/Apia',
)
const hours = fc.constantFrom(
  office,
  allDay,
  [
    { from: '00:30', to: '02:30' },
    { from: '22:00', to: '24:00' },
  ],
  [],
)
const calendars = fc
  .record({ timeZone: zones, weekly: fc.array(hours, { minLength: 7, maxLength: 7 }) })
  .filter(({ weekly }) => weekly.some((day) => day.length > 0))
const moments = fc.date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
const stretches = fc
  .array(fc.record({ from: moments, hours: fc.integer({ min: 0, max: 200 }) }), { maxLength: 3 })
  .map((all) => all.map((one) => ({ from: one.from, to: new Date(one.from.getTime() + one.hours * 3_600_000) })))

describe('in any zone, week and pause', () => {
  test('the minutes added are the minutes between', () =>
    fc.assert(
      fc.property(calendars, moments, fc.nat(20_000), stretches, (calendar, start, minutes, pauses) => {
        const due = addWorkingMinutes(start, minutes, calendar, pauses)
        expect(workingMinutesBetween(start, due, calendar, pauses)).toBeCloseTo(minutes, 6)
      }),
    ))
  test('more minutes, or a later start, are never due sooner', () =>
    fc.assert(
      fc.property(
        calendars,
        moments,
        fc.nat(5000),
        fc.nat(5000),
        fc.nat(100_000),
        (calendar, start, minutes, more, later) => {
          const due = addWorkingMinutes(start, minutes, calendar).getTime()
          expect(addWorkingMinutes(start, minutes + more, calendar).getTime()).toBeGreaterThanOrEqual(due)
          expect(
            addWorkingMinutes(new Date(start.getTime() + later * 60_000), minutes, calendar).getTime(),
          ).toBeGreaterThanOrEqual(due)
        },
      ),
    ))
  test('parts add up to the whole', () =>
    fc.assert(
      fc.property(calendars, fc.tuple(moments, moments, moments), (calendar, three) => {
        const [a, b, c] = three.sort((x, y) => x.getTime() - y.getTime()) as [Date, Date, Date]
        const parts = workingMinutesBetween(a, b, calendar) + workingMinutesBetween(b, c, calendar)
        expect(parts).toBeCloseTo(workingMinutesBetween(a, c, calendar), 5)
      }),
      { numRuns: 40 },
    ))
})
