import { createRequire } from 'node:module'
import type { Calendar, HolidayDay } from '@quayside/contract'
import { ARRANGED_YEARS, type BusinessCalendar, chineseHolidays } from '@quayside/worktime'
import type Holidays from 'date-holidays'
import { Refusal } from '../../../platform/refusal.ts'

/** Of all countries, eight megabytes: loaded when a calendar is first asked for. */
const load = (): typeof Holidays => createRequire(import.meta.url)('date-holidays')

let known: ReadonlySet<string> | undefined
const countries = () => {
  known ??= new Set(Object.keys(new (load())().getCountries()))
  return known
}

export function refuseUnknownCountry(country: string | null): void {
  if (country !== null && !countries().has(country))
    throw new Refusal('unknownCountry', 422, `No holidays are known for ${country}. Enter closed days by hand.`, {
      errors: [{ path: '/holidayCountry', code: 'unknownCountry', message: `No holidays are known for ${country}.` }],
    })
}

/** Holidays and make-up working days of a year in order. Elsewhere than in China public holidays alone, no make-up days. */
export function holidaysOf(year: number, country: string): { days: HolidayDay[]; announced: boolean } {
  refuseUnknownCountry(country)
  if (country !== 'CN') return { days: publicHolidays(year, country), announced: true }
  if (year < ARRANGED_YEARS.first) return { days: [], announced: false }
  const days = chineseHolidays(year).map(({ date, name, kind }) => ({
    day: date,
    nameZh: name.zh,
    nameEn: name.en,
    kind,
  }))
  return { days, announced: year <= ARRANGED_YEARS.last }
}

function publicHolidays(year: number, country: string): HolidayDay[] {
  const named = (language: string) =>
    new (load())(country, { languages: [language] }).getHolidays(year).filter((holiday) => holiday.type === 'public')
  const chinese = new Map(named('zh').map((holiday) => [holiday.date, holiday.name]))
  return named('en').map(({ date, name }) => ({
    day: date.slice(0, 10),
    nameZh: chinese.get(date) ?? name,
    nameEn: name,
    kind: 'holiday' as const,
  }))
}

/** The company's calendar as `packages/worktime` reckons with it, holidays of the years `from` to `to` filled in. */
export function asBusinessCalendar(
  calendar: Calendar,
  timeZone: string,
  years: { from: number; to: number },
): BusinessCalendar {
  const spans = (of: readonly (readonly [string, string])[] = []) => of.map(([from, to]) => ({ from, to }))
  const country = calendar.holidayCountry
  const known = country
    ? Array.from({ length: years.to - years.from + 1 }, (_, at) => holidaysOf(years.from + at, country).days).flat()
    : []
  const open = new Set([
    ...known.filter((day) => day.kind === 'makeUpWorkday').map((day) => day.day),
    ...calendar.open.map((day) => day.day),
  ])
  for (const { day } of calendar.closed) open.delete(day)
  return {
    timeZone,
    weekly: (['1', '2', '3', '4', '5', '6', '7'] as const).map((weekday) => spans(calendar.week[weekday])),
    holidays: [
      ...known.filter((day) => day.kind === 'holiday').map((day) => day.day),
      ...calendar.closed.map((day) => day.day),
    ].filter((day) => !open.has(day)),
    makeUpDays: [...open],
    makeUpHours: spans(Object.values(calendar.week).find((hours) => hours.length > 0)),
  }
}
