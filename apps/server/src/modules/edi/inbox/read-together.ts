import { connectionOf, type Tx, writeAsOwner } from '../../../platform/database.ts'
import { recordEvents } from '../../../platform/events.ts'
import type { Id } from '../../../platform/ids.ts'
import { type JobContext, JobInterrupted, sendJobs } from '../../../platform/jobs/index.ts'
import { recogniser } from '../partners/find-partner.ts'
import { takeInterchangeJob } from '../take/take-interchange.job.ts'
import { insertInterchanges, type PlainFile } from './insert-interchanges.ts'
import { insertMessages, messageRow } from './insert-messages.ts'
import { issuesAsJson } from './issues-as-json.ts'
import { Outline } from './outline.ts'
import { readEdiFile } from './read-file.ts'
import { findRepeatedOf, speakerOf } from './repeated.ts'

/** What is read in one piece; larger files are followed chunk by chunk, each by itself. */
const bytesAtMost = 256 * 1024
const messagesAtMost = 500

interface Waiting {
  id: Id
  sha256: string
  bytes: string
  received_at: Date
}

/**
 * Reads files that came close together: those with one interchange each are written down in one transaction, whatever is larger, or
 * has been begun before, by itself.
 */
export async function readEdiFiles(context: JobContext, fileIds: readonly Id[], signal: AbortSignal): Promise<void> {
  const { database, clock } = context
  const { rows } = await database.owner.query<Waiting>(
    `select id, sha256, bytes, received_at from edi_files where id = any ($1) and state = 'received' order by received_at, id`,
    [fileIds],
  )
  const plain: PlainFile[] = []
  const others: Id[] = []
  const speakers = new Set<string>()
  for (const file of await Promise.all(rows.map((row) => plainFile(context, row)))) {
    const speaker = 'sha256' in file ? speakerOf(file.interchange) : undefined
    // Two of one number, one of which may be a copy: the second is looked at when the first is there.
    if ('sha256' in file && !(speaker !== undefined && speakers.has(speaker))) plain.push(file)
    else others.push(file.id)
    if (speaker !== undefined) speakers.add(speaker)
  }
  const begun = plain.length === 0 ? [] : await writeAsOwner(database, (tx) => writeDown(tx, plain, clock()))
  for (const id of [...others, ...begun]) {
    if (signal.aborted) throw new JobInterrupted('This node is stopping.')
    await readEdiFile(context, id, async () => undefined)
  }
}

async function plainFile(
  { files }: JobContext,
  { id, sha256, bytes, received_at }: Waiting,
): Promise<PlainFile | { id: Id }> {
  if (Number(bytes) > bytesAtMost) return { id }
  const outline = new Outline()
  for await (const chunk of files.read(sha256) as AsyncIterable<Buffer>) outline.push(chunk)
  outline.end()
  const [first, ...others] = outline.take()
  const last = others.pop()
  const messages = others.flatMap((one) => (one.what === 'message' ? [one.message] : []))
  if (first?.what !== 'interchange' || last?.what !== 'end') return { id }
  if (messages.length !== others.length || messages.length > messagesAtMost) return { id }
  const { issues } = outline
  return { id, sha256, receivedAt: received_at, interchange: first, messages, end: last, issues }
}

/** Returns the files that were begun before and are to be gone on with by themselves. */
async function writeDown(tx: Tx, files: readonly PlainFile[], now: Date): Promise<Id[]> {
  const recognise = recogniser(tx)
  const repeated = await findRepeatedOf(tx, files)
  const partners = new Map<Id, { ofAll: Id | null; ofMessages: (Id | null)[] }>()
  for (const { id, interchange, messages } of files) {
    const { sender } = interchange.interchange
    let ofAll = (await recognise({ sender: sender.id, senderQualifier: sender.qualifier }))?.id ?? null
    const ofMessages: (Id | null)[] = []
    for (const { group } of messages) {
      const group02 = group?.sender ?? ''
      const speaks = group02 === '' ? undefined : await recognise({ sender: '', senderQualifier: '', group: group02 })
      ofMessages.push(speaks?.id ?? ofAll)
      ofAll ??= ofMessages.at(-1) ?? null
    }
    partners.set(id, { ofAll, ofMessages })
  }
  const inserted = await insertInterchanges(tx, files, (id) => partners.get(id)?.ofAll ?? null, repeated)
  const fresh = files.filter(({ id }) => inserted.has(id) && !repeated.get(id)?.same)
  const rows = fresh.flatMap(({ id, messages, receivedAt }) =>
    messages.map((message, at) => {
      const of = { id: inserted.get(id) ?? '', partnerId: partners.get(id)?.ofMessages[at] ?? null }
      return messageRow(message, of, receivedAt)
    }),
  )
  await insertMessages(tx, rows)
  const toTake = fresh.map(({ id }) => inserted.get(id) ?? '')
  await sendJobs(
    tx,
    takeInterchangeJob,
    toTake.map((interchangeId) => ({ data: { interchangeId }, singleKey: interchangeId })),
  )
  await end(
    tx,
    files.filter(({ id }) => inserted.has(id)),
    now,
  )
  return files.flatMap(({ id }) => (inserted.has(id) ? [] : [id]))
}

async function end(tx: Tx, files: readonly PlainFile[], now: Date): Promise<void> {
  await connectionOf(tx).query(
    `update edi_files f set state = 'read', issues = d.issues from jsonb_to_recordset($1::jsonb) as d (id uuid, issues jsonb) where f.id = d.id`,
    [JSON.stringify(files.map(({ id, issues }) => ({ id, issues: JSON.parse(issuesAsJson(issues, 0)) })))],
  )
  await recordEvents(
    tx,
    files.map(({ id }) => ({
      kind: 'edi.fileRead',
      subject: { type: 'ediFile', id },
      actorId: null,
      at: now,
      data: { interchanges: 1 },
    })),
  )
}
