import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'

/** The calendar day it is now where the company is. */
export async function companyDay(db: Db, now: Date): Promise<string> {
  const found = await sql<{ today: string }>`
    select (${now}::timestamptz at time zone time_zone)::date::text as today from company`.execute(db)
  return found.rows[0]?.today ?? now.toISOString().slice(0, 10)
}
