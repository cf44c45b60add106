import { type Database, type Tx, writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { Id } from '../../../platform/ids.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { issuesAsJson } from './issues-as-json.ts'
import { NoteInterchanges } from './note-interchanges.ts'
import { Outline } from './outline.ts'

/** So many messages are written down in one transaction. */
const messagesAtOnce = 500

/**
 * Reads a file from end to end and writes down its interchanges and messages as it meets them; each interchange is handed on as
 * soon as it is complete. Begun anew after a break, it finds its own rows and adds what is missing.
 */
export async function readEdiFile(
  { database, files, clock }: JobContext,
  fileId: Id,
  report: (bytes: number) => Promise<void>,
): Promise<void> {
  const file = await unread(database, fileId)
  if (!file) return
  const outline = new Outline()
  const notes = new NoteInterchanges({ id: fileId, sha256: file.sha256, receivedAt: file.received_at })
  const flush = async (least: number) => {
    notes.add(outline.take())
    if (notes.size >= least) await writeAsOwner(database, (tx) => notes.write(tx, clock()))
  }
  let done = 0
  for await (const chunk of files.read(file.sha256) as AsyncIterable<Buffer>) {
    outline.push(chunk)
    await flush(messagesAtOnce)
    done += chunk.length
    await report(done)
  }
  outline.end()
  await flush(1)
  await writeAsOwner(database, (tx) => end(tx, fileId, outline, notes.interchanges, clock()))
}

async function unread(database: Database, id: Id) {
  const { rows } = await database.owner.query<{ sha256: string; received_at: Date }>(
    `select sha256, received_at from edi_files where id = $1 and state = 'received'`,
    [id],
  )
  return rows[0]
}

async function end(tx: Tx, id: Id, { issues }: Outline, interchanges: number, now: Date): Promise<void> {
  const state = interchanges > 0 ? 'read' : 'unreadable'
  await tx
    .updateTable('edi_files')
    .set({ state, issues: issuesAsJson(issues, 0) })
    .where('id', '=', id)
    .execute()
  await recordEvent(tx, {
    kind: `edi.file${state === 'read' ? 'Read' : 'Unreadable'}`,
    subject: { type: 'ediFile', id },
    actorId: null,
    at: now,
    data: { interchanges },
  })
}
