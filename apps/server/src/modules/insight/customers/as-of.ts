import { sql } from 'kysely'
import type { Asked } from '../frame/serve-analysis.ts'

/** Last day that counts: the end asked for, but today at most where the company is. What is dated later has not happened yet. */
export async function asOfDay({
  query,
  now,
  read,
}: Pick<Asked<{ to?: string | undefined }>, 'query' | 'now' | 'read'>) {
  const found = await read((db) =>
    sql<{
      today: string
    }>`select (${now}::timestamptz at time zone time_zone)::date::text as today from company`.execute(db),
  )
  const today = found.rows[0]?.today ?? now.toISOString().slice(0, 10)
  return query.to && query.to < today ? query.to : today
}

const dayMs = 86_400_000
/** Days since 1970-01-01, as analytics count them. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs
export const dayText = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10)
/** A column of the warehouse as such a number. */
export const dayNumberOf = (column: string): string => `(${column} - date '1970-01-01')::integer`
