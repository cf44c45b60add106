import { type Database, prepared, readAs, throughKey } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import type { Endpoint } from './attempt.ts'

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
  const table = tables[subject_type]
  // A test is about the endpoint itself.
  const aboutItself = subject_type === 'webhook'
  return readAs(throughKey(database, api_key_id), owner_id, async (db) => {
    const knows = table && !aboutItself ? `exists (select from ${table} where id = $1)` : '$1::uuid is null'
    const [row] = await prepared<{ may: boolean; knows: boolean }>(
      db,
      `webhook-may-know-${table ?? 'none'}`,
      `select actor_active() and actor_scope('webhooks', 'read') <> 'none' as may, ${knows} as knows`,
      [subject_id],
    )
    if (!row?.may) return 'rightLost'
    return aboutItself || row.knows ? 'yes' : 'no'
  })
}
