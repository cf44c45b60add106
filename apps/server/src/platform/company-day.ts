import type { Db } from './database.ts'

/** The calendar day it is now where the company is. */
export async function companyDay(db: Db, now: Date): Promise<string> {
  const { time_zone } = await db.selectFrom('company').select('time_zone').executeTakeFirstOrThrow()
  return new Intl.DateTimeFormat('en-CA', { timeZone: time_zone }).format(now)
}
