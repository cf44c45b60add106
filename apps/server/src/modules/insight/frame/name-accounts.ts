import type { AccountRef } from '@quayside/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../../../platform/database.ts'

/** Names by id through the row policies: who is out of the reader's sight is not in the answer. */
export async function nameAccounts(db: Db, ids: readonly string[]): Promise<Map<string, z.infer<typeof AccountRef>>> {
  if (ids.length === 0) return new Map()
  // One parameter, however many there are.
  const found = await sql<z.infer<typeof AccountRef>>`
    select id, number, name from accounts where id = any (${ids}::uuid[])`.execute(db)
  return new Map(found.rows.map((row) => [row.id, row]))
}
