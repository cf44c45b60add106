import { companyDay } from '../../../platform/company-day.ts'
import type { Asked } from '../frame/serve-analysis.ts'

/** Last day that counts: the end asked for, but today at most where the company is. What is dated later has not happened yet. */
export async function asOfDay({
  query,
  now,
  read,
}: Pick<Asked<{ to?: string | undefined }>, 'query' | 'now' | 'read'>) {
  const today = await read((db) => companyDay(db, now))
  return query.to && query.to < today ? query.to : today
}

const dayMs = 86_400_000
/** Days since 1970-01-01, as analytics count them. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs
export const dayText = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10)
/** A column of the warehouse as such a number. */
export const dayNumberOf = (column: string): string => `(${column} - date '1970-01-01')::integer`
/** A column's month counted through the years, which is cheaper to tell of millions of rows than its first day. */
export const monthOf = (column: string): string =>
  `(extract(year from ${column}) * 12 + extract(month from ${column}) - 1)::integer`
/** The first day of such a month. */
export const monthText = (month: number): string =>
  `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
