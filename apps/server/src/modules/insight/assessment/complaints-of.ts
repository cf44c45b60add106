import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'

const halfYear = '180 days'

/** Complaints of the last half year by account; who has none is not among them. */
export async function complaintsOf(db: Db, now: Date): Promise<Map<string, number>> {
  const found = await sql<{ account_id: string; complaints: number }>`
    select account_id, count(*)::int as complaints from interactions
    where  kind = 'complaint' and deleted_at is null and at > ${now}::timestamptz - ${halfYear}::interval group by account_id`.execute(
    db,
  )
  return new Map(found.rows.map((row) => [row.account_id, row.complaints]))
}
