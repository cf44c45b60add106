import { z } from 'zod'
import { route } from '../route.ts'
import { Day } from '../shapes.ts'
import { mayChange, tag } from './doors.ts'

/** Minute of the day, `24:00` allowed as an end. */
const ClockTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
/** From, until; the end is exclusive and later than the start. */
export const HourSpan = z
  .tuple([ClockTime, ClockTime])
  .refine(([from, until]) => from < until, 'The end must be later than the start.')
const DaySpans = z
  .array(HourSpan)
  .max(6)
  .refine(
    (spans) => spans.every((span, i) => i === 0 || (spans[i - 1]?.[1] ?? '') <= span[0]),
    'Spans must not overlap.',
  )
/** ISO weekday: 1 Monday … 7 Sunday. A day left out, or with no spans, is closed. */
export const WeekHours = z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), DaySpans)

export const Calendar = z.strictObject({
  week: WeekHours,
  /** Holidays of this country are closed, and its make-up working days 调休 are open; null: none. */
  holidayCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  /** Closed besides the holidays. */
  closed: z.array(z.strictObject({ day: Day, name: z.string().max(60).default('') })).max(1000),
  /** Open although a weekend or holiday; without `hours`, those of the first open weekday hold. */
  open: z
    .array(z.strictObject({ day: Day, name: z.string().max(60).default(''), hours: DaySpans.optional() }))
    .max(1000),
})
export type Calendar = z.infer<typeof Calendar>

export const readCalendar = route('readCalendar', 'GET', '/calendar', {
  summary: 'Working hours, closed days and open make-up days',
  tag,
  door: 'signedIn',
  keys: [],
  reply: z.strictObject({ calendar: Calendar, version: z.int(), can: z.strictObject({ change: z.boolean() }) }),
})
/** The version is the company’s. */
export const changeCalendar = route('changeCalendar', 'PUT', '/calendar', {
  summary: 'Replace the business calendar',
  tag,
  door: mayChange,
  body: Calendar,
  reply: z.strictObject({ calendar: Calendar, version: z.int(), can: z.strictObject({ change: z.boolean() }) }),
  versioned: true,
})
export const HolidayDay = z.strictObject({
  day: Day,
  nameZh: z.string(),
  nameEn: z.string(),
  kind: z.enum(['holiday', 'makeUpWorkday']),
})
export type HolidayDay = z.infer<typeof HolidayDay>
export const listHolidays = route('listHolidays', 'GET', '/holidays', {
  summary: 'Holidays and make-up working days of a year, as the calendar would take them',
  tag,
  door: 'signedIn',
  keys: [],
  query: z.strictObject({ year: z.coerce.number().int().min(2000).max(2100), country: z.string().regex(/^[A-Z]{2}$/) }),
  reply: z.strictObject({
    days: z.array(HolidayDay),
    /** False when the government has not announced the year yet and only the fixed days are known. */
    announced: z.boolean(),
  }),
})
