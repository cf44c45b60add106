import { sql } from 'kysely'
import { type Database, readAs, throughKey } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import type { Endpoint } from './lease.ts'

/** Where a subject is read; the row policies decide. */
const tables: Readonly<Record<string, string>> = {
  account: 'accounts',
  order: 'orders',
  shipment: 'shipments',
  invoice: 'invoices',
}

export type Knowledge = 'yes' | 'no' | 'rightLost'

/** Asked before every attempt, in the owner's name and through the key the endpoint was made with: rights change. */
export function mayKnow(
  database: Database,
  { owner_id, api_key_id }: Endpoint,
  { subject_type, subject_id }: { subject_type: string; subject_id: Id },
): Promise<Knowledge> {
  return readAs(throughKey(database, api_key_id), owner_id, async (db) => {
    const { rows } = await sql<{ may: boolean }>`
      select actor_active() and actor_scope('webhooks', 'read') <> 'none' as may`.execute(db)
    if (!rows[0]?.may) return 'rightLost'
    // A test is about the endpoint itself.
    if (subject_type === 'webhook') return 'yes'
    const table = tables[subject_type]
    if (!table) return 'no'
    const found = await sql`select from ${sql.table(table)} where id = ${subject_id}`.execute(db)
    return found.rows.length > 0 ? 'yes' : 'no'
  })
}
