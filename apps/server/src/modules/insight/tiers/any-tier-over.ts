import { sql } from 'kysely'
import { companyDay } from '../../../platform/company-day.ts'
import { type Database, readAsOwner } from '../../../platform/database.ts'

/** Whether a tier set by hand has come to its end and waits for the ranking to be applied. */
export async function anyTierOver(database: Database, now: Date): Promise<boolean> {
  return readAsOwner(database, async (db) => {
    const today = await companyDay(db, now)
    const found =
      await sql`select from account_figures where hand_tier is not null and hand_until < ${today} limit 1`.execute(db)
    return found.rows.length > 0
  })
}
