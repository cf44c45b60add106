import { type Result, valueIssue } from '../issue.ts'
import { serialToIso } from '../xlsx/serial-date.ts'
import { parseTime, type TimeOfDay } from './parse-time.ts'

export type DateOrder = 'dmy' | 'mdy' | 'ymd'

export type DateOptions = {
  /** Of dates in figures. Without it 03/04/2024 is refused as ambiguous; a year of four digits in front always reads ymd. */
  order?: DateOrder
  /** Two-digit years from this one on are 19xx. Default 70. */
  pivot?: number
  /** Take a bare five-digit number as an Excel day. Default true. */
  serials?: boolean
  date1904?: boolean
}

/** `time` is null where none was written, `offset` where none was (a wall clock): 'Z' or '+08:00'. */
export type ParsedDate = { date: string; time: string | null; offset: string | null }

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * @example parseDate('2-Jun-06') // { ok: true, value: { date: '2006-06-02', time: null, offset: null } }
 */
export function parseDate(text: string, options: DateOptions = {}): Result<ParsedDate> {
  const clean = text.normalize('NFKC').trim()
  if (/^\d{5}(\.\d+)?$/.test(clean) && options.serials !== false) return fromSerial(clean, options)
  const { day, time, rest } = splitTime(clean)
  if (rest) return valueIssue('notADate', text)
  const fields = dayFields(day, options)
  if (fields === null) return valueIssue('notADate', text)
  if (fields === 'ambiguous') return valueIssue('ambiguousDate', text)
  const [y, m, d] = fields
  if (!isDay(y, m, d)) return valueIssue('noSuchDay', text)
  return { ok: true, value: { date: isoDay(y, m, d), time: time?.time ?? null, offset: time?.offset ?? null } }
}

function fromSerial(text: string, options: DateOptions): Result<ParsedDate> {
  const iso = serialToIso(Number(text), 'dateTime', options.date1904)
  if (iso === null) return valueIssue('notADate', text)
  const [date = '', time = null] = iso.split('T')
  return { ok: true, value: { date, time, offset: null } }
}

function splitTime(text: string): { day: string; time: TimeOfDay | null; rest: boolean } {
  const at = text.search(/(?:[T\s,]+|(?<=日))(?:(?:上午|下午|am|pm)\s*)?\d{1,2}(?:[:时]\d|\d{4}Z?$)/i)
  if (at < 0) return { day: text, time: null, rest: false }
  const time = parseTime(text.slice(at).replace(/^[T\s,]+/, ''))
  return { day: text.slice(0, at), time, rest: time === null }
}

type Fields = [year: number, month: number, day: number]

function dayFields(text: string, options: DateOptions): Fields | 'ambiguous' | null {
  const yearFirst =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (yearFirst) return [Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3])]
  const named = namedMonth(text, options)
  if (named) return named
  const figures = /^(\d{1,2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{4}|\d{1,2})日?$/.exec(text)
  if (!figures) return null
  const [a, b] = [Number(figures[1]), Number(figures[2])]
  const c = figures[3] ?? ''
  const order = text.includes('年') ? 'ymd' : options.order === 'ymd' && c.length === 4 ? undefined : options.order
  return inOrder(a, b, c, order ?? evident(a, b, c), options)
}

/** 25/12/2024 can only be dmy; 03/03/2024 is the same day either way. */
function evident(a: number, b: number, c: string): DateOrder | null {
  if (c.length < 3) return null
  if (a > 12 && b <= 12) return 'dmy'
  if (b > 12 && a <= 12) return 'mdy'
  return a === b ? 'dmy' : null
}

function inOrder(a: number, b: number, c: string, order: DateOrder | null, options: DateOptions): Fields | 'ambiguous' {
  if (order === null) return 'ambiguous'
  if (order === 'ymd') return [fullYear(String(a).padStart(2, '0'), options), b, Number(c)]
  const year = fullYear(c, options)
  return order === 'dmy' ? [year, b, a] : [year, a, b]
}

/** 2-Jun-06, 2 June 2006, June 2, 2006, 2006-Jun-02; a weekday in front is passed over. */
function namedMonth(text: string, options: DateOptions): Fields | null {
  const bare = text.replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i, '')
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[-\s/.]*([a-z]{3,9})\.?[-\s/.,]*(\d{4}|\d{2})$/i.exec(bare)
  if (dayFirst) return withMonth(dayFirst[3], dayFirst[2], dayFirst[1], options)
  const monthFirst = /^([a-z]{3,9})\.?[-\s/]*(\d{1,2})(?:st|nd|rd|th)?[-\s/,]+(\d{4}|\d{2})$/i.exec(bare)
  if (monthFirst) return withMonth(monthFirst[3], monthFirst[1], monthFirst[2], options)
  const yearFirst = /^(\d{4})[-\s/.]*([a-z]{3,9})\.?[-\s/.]*(\d{1,2})$/i.exec(bare)
  return yearFirst ? withMonth(yearFirst[1], yearFirst[2], yearFirst[3], options) : null
}

const fullMonths = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

function withMonth(year = '', name = '', day = '', options: DateOptions): Fields | null {
  const word = name.toLowerCase()
  const month = months.indexOf(word.slice(0, 3)) + 1
  const whole = fullMonths[month - 1]
  return month > 0 && whole?.startsWith(word.replace('sept', 'sep'))
    ? [fullYear(year, options), month, Number(day)]
    : null
}

function fullYear(text: string, { pivot = 70 }: DateOptions): number {
  const year = Number(text)
  if (text.length > 2) return year
  return year >= pivot ? 1900 + year : 2000 + year
}

function isDay(y: number, m: number, d: number): boolean {
  return y >= 1 && m >= 1 && m <= 12 && d >= 1 && d <= daysIn(y, m)
}

/** 1900 was no leap year, whatever Excel counts. */
function daysIn(y: number, m: number): number {
  if (m === 2) return (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0 ? 29 : 28
  return m === 4 || m === 6 || m === 9 || m === 11 ? 30 : 31
}

function isoDay(y: number, m: number, d: number): string {
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
}
