import type { AccountRef } from '@quayside/contract'
import type { z } from 'zod'
import type { Db } from '../../../platform/database.ts'

/** Names by id through the row policies: who is out of the reader's sight is not in the answer. */
export async function nameAccounts(db: Db, ids: readonly string[]): Promise<Map<string, z.infer<typeof AccountRef>>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('accounts').select(['id', 'number', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}
