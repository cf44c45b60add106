import chineseDays from 'chinese-days'
import type { Day } from './business-calendar.ts'
import { dayAfter, dayOfUtc, dayStartUtc } from './business-calendar.ts'

// The package is CommonJS to Node: its functions come by the default export.
const { getDayDetail, getSolarDateFromLunar, getSolarTermDate } = chineseDays

export type ChineseHoliday = {
  readonly date: Day
  readonly name: { readonly zh: string; readonly en: string }
  /** A day off, or a weekend day worked in its place 调休上班. */
  readonly kind: 'holiday' | 'makeUpWorkday'
  /** True when the State Council's arrangement for the year is not known: statutory days alone, without bridging and make-up days. */
  readonly provisional: boolean
}

/** Years whose arrangement by the State Council (国务院办公厅节假日安排) the package chinese-days carries. */
export const ARRANGED_YEARS = { first: 2004, last: 2026 } as const

const byYear = new Map<number, readonly ChineseHoliday[]>()

/**
 * Public holidays and make-up working days of mainland China, in order of date. Years after the last arrangement give the
 * 13 statutory days of the regulation of 2024-11-10 (全国年节及纪念日放假办法, State Council decree 795), marked provisional.
 * @throws {RangeError} for a year outside 2004–2100, beyond which no arrangement and no lunar table is known
 */
export function chineseHolidays(year: number): readonly ChineseHoliday[] {
  if (!Number.isInteger(year) || year < ARRANGED_YEARS.first || year > 2100) {
    throw new RangeError(`Chinese holidays are known for 2004 to 2100, not for ${year}.`)
  }
  let days = byYear.get(year)
  if (!days) {
    days = year <= ARRANGED_YEARS.last ? arrangedDays(year) : statutoryDays(year)
    byYear.set(year, days)
  }
  return days
}

/** The days as a business calendar takes them, for a range of years. */
export function chineseHolidayCalendar(from: number, to: number): { holidays: Day[]; makeUpDays: Day[] } {
  const days = Array.from({ length: to - from + 1 }, (_, at) => chineseHolidays(from + at)).flat()
  const datesOf = (kind: ChineseHoliday['kind']) => days.filter((day) => day.kind === kind).map((day) => day.date)
  return { holidays: datesOf('holiday'), makeUpDays: datesOf('makeUpWorkday') }
}

function arrangedDays(year: number): ChineseHoliday[] {
  const days: ChineseHoliday[] = []
  for (let date = `${year}-01-01`; date.startsWith(`${year}`); date = dayAfter(date)) {
    const { work, name } = getDayDetail(date)
    // Ordinary days carry the name of their weekday alone, special ones "National Day,国庆节,3".
    const [en = '', zh] = name.split(',')
    if (zh)
      days.push({
        date,
        name: { zh: FULL_NAMES[zh] ?? zh, en },
        kind: work ? 'makeUpWorkday' : 'holiday',
        provisional: false,
      })
  }
  return days
}

const FULL_NAMES: Readonly<Record<string, string>> = { 清明: '清明节', 端午: '端午节', 中秋: '中秋节' }

function statutoryDays(year: number): ChineseHoliday[] {
  const newYear = getSolarDateFromLunar(`${year}-01-01`).date
  const from = (day: Day, offset: number, count: number) =>
    Array.from({ length: count }, (_, at) => dayOfUtc(dayStartUtc(day) + (offset + at) * 86_400_000))
  const festivals: [string, string, Day[]][] = [
    ['元旦', "New Year's Day", [`${year}-01-01`]],
    ['春节', 'Spring Festival', from(newYear, -1, 4)],
    ['清明节', 'Tomb-sweeping Day', [getSolarTermDate(year, 4, 'pure_brightness')]],
    ['劳动节', 'Labour Day', [`${year}-05-01`, `${year}-05-02`]],
    ['端午节', 'Dragon Boat Festival', [getSolarDateFromLunar(`${year}-05-05`).date]],
    ['中秋节', 'Mid-autumn Festival', [getSolarDateFromLunar(`${year}-08-15`).date]],
    ['国庆节', 'National Day', from(`${year}-10-01`, 0, 3)],
  ]
  const named = festivals.flatMap(([zh, en, dates]) =>
    dates.map((date): ChineseHoliday => ({ date, name: { zh, en }, kind: 'holiday', provisional: true })),
  )
  // Mid-autumn may fall on National Day: one day off then carries both names apart.
  return named.sort((a, b) => a.date.localeCompare(b.date))
}
