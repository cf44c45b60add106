import { type Database, type Tx, writeAs, writeAsOwner } from '../../../platform/database.ts'
import type { StoredContent } from '../../../platform/files/index.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { sendJob } from '../../../platform/jobs/index.ts'
import { readFileJob } from './read-file.job.ts'

export interface Arrived {
  way: 'http' | 'folder' | 'sftp' | 'screen'
  name: string
  channelId?: Id
  /** Of a file that is picked up: found again, it is the same. */
  seenAs?: string
  byId?: Id
}

/**
 * Writes down that a file is here and has it read. Its content lies on the disk already: once this commits nothing of it is
 * lost, and only then may whoever brought it be told. Null: it was picked up before.
 */
export async function keepEdiFile(
  database: Database,
  { sha256, bytes }: StoredContent,
  arrived: Arrived,
  now: Date,
): Promise<Id | null> {
  const work = (tx: Tx) => insertFile(tx, { sha256, bytes }, arrived, now)
  return arrived.byId ? writeAs(database, arrived.byId, work) : writeAsOwner(database, work)
}

async function insertFile(
  tx: Tx,
  content: Pick<StoredContent, 'sha256' | 'bytes'>,
  { way, name, channelId, seenAs, byId }: Arrived,
  now: Date,
): Promise<Id | null> {
  const id = newId()
  const row = await tx
    .insertInto('edi_files')
    .values({
      id,
      direction: 'in',
      way,
      channel_id: channelId ?? null,
      name:
        name
          .toWellFormed()
          .replaceAll(/\p{Cc}/gu, '_')
          .slice(0, 255) || 'file',
      ...content,
      seen_as: seenAs ?? null,
      by_id: byId ?? null,
      received_at: now,
    })
    .onConflict((conflict) => conflict.column('seen_as').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) return null
  await sendJob(tx, readFileJob, { fileId: id }, { now, singleKey: id })
  return id
}
