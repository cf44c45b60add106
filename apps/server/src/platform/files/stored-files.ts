import { sql } from 'kysely'
import type { Database, Db, Tx } from '../database.ts'
import { readAsOwner, writeAsOwner } from '../database.ts'
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

/** Rows of a table with a column `sha256` of content in the store. */
export interface FileReference {
  table: string
  /** Which of its rows still need their content; absent: all. */
  column?: { isNull: string }
}

/** Content is stored before the row that refers to it is committed: nothing younger is taken for an orphan. */
const graceHours = 2

/** Forgets expired files, then removes from the store whatever no row refers to. */
export async function sweepFiles(
  database: Database,
  files: FileStore,
  { now, references }: { now: Date; references: readonly FileReference[] },
): Promise<number> {
  await writeAsOwner(database, (tx) => tx.deleteFrom('stored_files').where('expires_at', '<', now).execute())
  const before = new Date(now.getTime() - graceHours * 3_600_000)
  const all: readonly FileReference[] = [{ table: 'stored_files' }, ...references]
  return files.sweep(before, (hashes) => usedOf(database, all, hashes))
}

async function usedOf(
  database: Database,
  references: readonly FileReference[],
  hashes: readonly string[],
): Promise<ReadonlySet<string>> {
  return readAsOwner(database, async (db) => {
    const used = new Set<string>()
    for (const { table, column } of references) {
      const needed = column ? sql`and ${sql.ref(column.isNull)} is null` : sql``
      const { rows } = await sql<{ sha256: string }>`
        select distinct sha256 from ${sql.table(table)} where sha256 = any(${hashes}) ${needed}`.execute(db)
      for (const row of rows) used.add(row.sha256)
    }
    return used
  })
}
