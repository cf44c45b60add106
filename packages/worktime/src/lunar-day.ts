import chineseDays from 'chinese-days'
import type { Day } from './business-calendar.ts'

export type LunarDay = {
  readonly month: number
  readonly day: number
  /** The second month of its number in the year 闰月. */
  readonly isLeap: boolean
}

/**
 * The day in the Chinese calendar 农历, from the tables of the package chinese-days; not from ICU, whose new moons are a day late
 * where they fall shortly before midnight at UTC+8 (2012-08-17, 2027-02-06).
 * @throws {RangeError} for a day outside 1901–2100, for which there is no table
 * @example lunarDay('2027-02-06') // { month: 1, day: 1, isLeap: false }: Spring Festival
 */
export function lunarDay(day: Day): LunarDay {
  const year = Number(day.slice(0, 4))
  if (!(year >= 1901 && year <= 2100))
    throw new RangeError(`The lunar calendar is known for 1901 to 2100, not for ${day}.`)
  const { lunarMon, lunarDay: dayOfMonth, isLeap } = chineseDays.getLunarDate(day)
  return { month: lunarMon, day: dayOfMonth, isLeap }
}
