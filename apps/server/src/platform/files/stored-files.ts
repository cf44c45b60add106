import { sql } from 'kysely'
import type { Database, Db, Tx } from '../database.ts'
import { writeAsOwner } from '../database.ts'
import { type Id, newId } from '../ids.ts'
import { notFound } from '../refusal.ts'
import type { FileStore, StoredContent } from './file-store.ts'

export interface StoredFile extends StoredContent {
  id: Id
  name: string
}

/** Writes down that a person owns this content under this name, until it expires. */
export async function keepFile(
  tx: Tx,
  content: StoredContent,
  { name, actorId, now, expiresAt }: { name: string; actorId: Id; now: Date; expiresAt?: Date },
): Promise<Id> {
  const id = newId()
  await tx
    .insertInto('stored_files')
    .values({
      id,
      actor_id: actorId,
      name: name.slice(0, 255) || 'file',
      media_type: content.mediaType,
      bytes: content.bytes,
      sha256: content.sha256,
      created_at: now,
      expires_at: expiresAt,
    })
    .execute()
  return id
}

/** @throws Refusal 404 when there is none, or it is somebody else's */
export async function findFile(db: Db, id: Id): Promise<StoredFile> {
  const row = await db
    .selectFrom('stored_files')
    .select(['id', 'name', 'media_type', 'bytes', 'sha256'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('file')
  return { id: row.id, name: row.name, mediaType: row.media_type, bytes: row.bytes, sha256: row.sha256 }
}

/**
 * Forgets expired files, and removes their content unless something else has the same. `references` names the other
 * tables with a column `sha256` of content in this store.
 */
export async function sweepFiles(
  database: Database,
  files: FileStore,
  { now, references }: { now: Date; references: readonly string[] },
): Promise<number> {
  const orphans = await writeAsOwner(database, async (tx) => {
    const gone = await tx.deleteFrom('stored_files').where('expires_at', '<', now).returning('sha256').execute()
    const hashes = [...new Set(gone.map((row) => row.sha256))]
    const used = new Set<string>()
    for (const table of ['stored_files', ...references]) {
      const { rows } = await sql<{ sha256: string }>`
        select distinct sha256 from ${sql.table(table)} where sha256 = any(${hashes})`.execute(tx)
      for (const row of rows) used.add(row.sha256)
    }
    return hashes.filter((hash) => !used.has(hash))
  })
  for (const hash of orphans) await files.remove(hash)
  return orphans.length
}
