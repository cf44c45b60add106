import { Readable } from 'node:stream'
import { ARRANGED_YEARS, type ChineseHoliday, chineseHolidays, lunarDay } from '@quayside/worktime'
import { nothing, type Rows } from './staging.ts'

export const firstYear = 2000
export const lastYear = 2040

const dayMs = 86_400_000

export const calendarColumns: Readonly<Record<string, string>> = {
  day: 'date',
  year: 'smallint',
  quarter: 'smallint',
  month: 'smallint',
  day_of_month: 'smallint',
  day_of_year: 'smallint',
  iso_year: 'smallint',
  iso_week: 'smallint',
  weekday: 'smallint',
  is_workday: 'boolean',
  is_holiday: 'boolean',
  is_make_up_workday: 'boolean',
  is_arranged: 'boolean',
  holiday_zh: 'varchar',
  holiday_en: 'varchar',
  lunar_month: 'smallint',
  lunar_day: 'smallint',
  is_leap_month: 'boolean',
  spring_festival_offset: 'smallint',
}

let text: string | undefined

/** Every day from 2000 to 2040 as rows of dim_date. */
export function calendarRows(): Rows {
  text ??= calendarText()
  return {
    stream: Readable.from([Buffer.from(text)]),
    count: () => (text?.split('\n').length ?? 1) - 1,
    hasEscapes: () => false,
  }
}

/** A lunar month and the time of its first day. */
interface LunarMonth {
  month: number
  isLeap: boolean
  begins: number
}

/** Months of 29 or 30 days from the year before the first to the one after the last. */
function lunarMonths(): LunarMonth[] {
  const months: LunarMonth[] = []
  let begins = Date.UTC(firstYear - 1, 0, 1)
  begins -= (lunarDay(isoDay(begins)).day - 1) * dayMs
  while (begins < Date.UTC(lastYear + 2, 0, 1)) {
    const { month, isLeap } = lunarDay(isoDay(begins))
    months.push({ month, isLeap, begins })
    begins += (lunarDay(isoDay(begins + 29 * dayMs)).day === 1 ? 29 : 30) * dayMs
  }
  return months
}

function calendarText(): string {
  const holidays = holidaysByDay()
  const months = lunarMonths()
  const festivals = months.filter(({ month, isLeap }) => month === 1 && !isLeap).map(({ begins }) => begins)
  let rows = ''
  let at = 0
  for (let time = Date.UTC(firstYear, 0, 1); time < Date.UTC(lastYear + 1, 0, 1); time += dayMs) {
    while ((months[at + 1]?.begins ?? Number.POSITIVE_INFINITY) <= time) at++
    const { month, isLeap, begins } = months[at] as LunarMonth
    const day = (time - begins) / dayMs + 1
    const cells = [...gregorian(time), ...worked(time, holidays), month, day, isLeap, daysFromNearest(time, festivals)]
    rows += `${cells.join('\t')}\n`
  }
  return rows
}

const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10)
/** Monday is 1. */
const weekdayOf = (time: number) => new Date(time).getUTCDay() || 7

function gregorian(time: number): (string | number)[] {
  const date = new Date(time)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  const weekday = weekdayOf(time)
  // A week belongs to the year of its Thursday (ISO 8601).
  const thursday = time + (4 - weekday) * dayMs
  const isoYear = new Date(thursday).getUTCFullYear()
  return [
    isoDay(time),
    year,
    Math.floor(month / 3) + 1,
    month + 1,
    date.getUTCDate(),
    (time - Date.UTC(year, 0, 1)) / dayMs + 1,
    isoYear,
    Math.floor((thursday - Date.UTC(isoYear, 0, 1)) / dayMs / 7) + 1,
    weekday,
  ]
}

/** Before 2004 no arrangement is known: then weekdays are worked, and holidays are not told. */
function holidaysByDay(): Map<string, ChineseHoliday> {
  const years = Array.from({ length: lastYear - ARRANGED_YEARS.first + 1 }, (_, at) => ARRANGED_YEARS.first + at)
  return new Map(years.flatMap((year) => chineseHolidays(year)).map((holiday) => [holiday.date, holiday]))
}

function worked(time: number, holidays: ReadonlyMap<string, ChineseHoliday>): (string | boolean)[] {
  const holiday = holidays.get(isoDay(time))
  const year = new Date(time).getUTCFullYear()
  const isHoliday = holiday?.kind === 'holiday'
  const isMadeUp = holiday?.kind === 'makeUpWorkday'
  return [
    isMadeUp || (!isHoliday && weekdayOf(time) < 6),
    isHoliday,
    isMadeUp,
    year >= ARRANGED_YEARS.first && year <= ARRANGED_YEARS.last,
    holiday?.name.zh ?? nothing,
    holiday?.name.en ?? nothing,
  ]
}

/** Before a Spring Festival negative, after it positive. */
function daysFromNearest(time: number, festivals: readonly number[]): number {
  const offsets = festivals.map((festival) => (time - festival) / dayMs)
  return offsets.reduce((best, offset) => (Math.abs(offset) < Math.abs(best) ? offset : best))
}
