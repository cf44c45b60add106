import { isDate, isTime } from './check-element.ts'

/** A point in time as the partner wrote it, without a zone: `2026-11-22`, `2026-11-22T10:09`, `10:09:30`; undefined where it is none. */
export type Iso = string | undefined

/** X12 date (YYMMDD, CCYYMMDD) and time (HHMM, HHMMSS…); without a date only the time. */
export function isoOf(date: string | undefined, time?: string): Iso {
  const day = date !== undefined && isDate(date) ? isoDay(date) : undefined
  const clock = time !== undefined && isTime(time) ? isoTime(time) : undefined
  if (day === undefined) return clock
  return clock === undefined ? day : `${day}T${clock}`
}

/** Years of two digits are of the hundred years that end twenty years after 2030, as partners mean them. */
function isoDay(date: string): string {
  const short = date.length === 6
  const year = short ? (Number(date.slice(0, 2)) > 50 ? '19' : '20') + date.slice(0, 2) : date.slice(0, 4)
  return `${year}-${date.slice(-4, -2)}-${date.slice(-2)}`
}

const isoTime = (time: string) => [time.slice(0, 2), time.slice(2, 4), time.slice(4, 6)].filter(Boolean).join(':')

/** Lengths of date and time by EDIFACT format 2379; ranges are two of them. */
const formats: Readonly<Record<string, readonly [date: number, time: number]>> = {
  101: [6, 0],
  102: [8, 0],
  201: [6, 4],
  202: [6, 6],
  203: [8, 4],
  204: [8, 6],
  303: [8, 4],
  304: [8, 6],
  401: [0, 4],
  402: [0, 6],
}
const ranges: Readonly<Record<string, string>> = { 713: '201', 717: '101', 718: '102', 719: '203' }

/** EDIFACT date by its format (C507): one point in time, or two for a range; empty where it is none. */
export function isoOfDtm(value: string, format: string | undefined): string[] {
  const single = ranges[format ?? '']
  if (single !== undefined) {
    const half = value.includes('-')
      ? value.split('-')
      : [value.slice(0, value.length / 2), value.slice(value.length / 2)]
    return half.flatMap((one) => isoOfDtm(one, single))
  }
  const [date, time] = formats[format ?? ''] ?? guessed(value)
  const iso = isoOf(date > 0 ? value.slice(0, date) : undefined, time > 0 ? value.slice(date, date + time) : undefined)
  return iso === undefined ? [] : [iso]
}

/** Partners leave the format out; eight digits and twelve are clear enough. */
const guessed = (value: string): readonly [number, number] =>
  value.length === 8 ? [8, 0] : value.length === 12 ? [8, 4] : [0, 0]
