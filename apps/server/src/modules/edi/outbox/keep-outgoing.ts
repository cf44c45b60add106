import { Readable } from 'node:stream'
import { connectionOf, type Tx } from '../../../platform/database.ts'
import { recordEvents } from '../../../platform/events.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { type JobContext, sendJobs } from '../../../platform/jobs/index.ts'
import { Outline } from '../inbox/outline.ts'
import type { Partner } from '../partners/find-partner.ts'
import { deliverJob } from './deliver.job.ts'
import type { Written } from './envelopes.ts'

export interface Outgoing {
  partner: Partner
  written: Written
  /** The interchange this acknowledges. */
  answersId?: Id
  /** What each message tells of, in their order. */
  about?: {
    accountId: Id | null
    orderId: Id | null
    shipmentId: Id | null
    eventId: Id
    reference: string
    data: object
  }[]
}

/** Far above what is written at once, receipts of very large groups included. */
const bytesAtMost = 256 * 1024 * 1024

/**
 * Keeps interchanges of ours, content first, and has them sent: what the partner gets lies here before he gets it. Of each, in the
 * order given: its id and those of its messages.
 */
export async function keepOutgoing(
  { files }: Pick<JobContext, 'files'>,
  tx: Tx,
  outgoing: readonly Outgoing[],
  now: Date,
): Promise<{ interchangeId: Id; messageIds: Id[] }[]> {
  if (outgoing.length === 0) return []
  const stored = await Promise.all(
    outgoing.map(({ written }) => files.put(Readable.from([Buffer.from(written.bytes)]), { limitBytes: bytesAtMost })),
  )
  const channels = await waysOut(tx, [...new Set(outgoing.map(({ partner }) => partner.id))])
  const kept = outgoing.map(
    (one, at): Kept => ({
      ...one,
      stored: stored[at],
      fileId: newId(),
      id: newId(),
      channel: channels.get(one.partner.id) ?? null,
    }),
  )
  await insertFiles(tx, kept, now)
  await tx
    .insertInto('edi_interchanges')
    .values(kept.map((one) => interchangeRow(one, now)))
    .execute()
  const messages = kept.map((one) => messageRows(one, now))
  if (messages.flat().length > 0) await tx.insertInto('edi_messages').values(messages.flat()).execute()
  await recordEvents(
    tx,
    kept.map(({ id, partner, written }) => ({
      kind: 'edi.interchangeWritten',
      subject: { type: 'ediInterchange', id },
      actorId: null,
      at: now,
      data: { partnerId: partner.id, types: [...new Set(written.messages.map(({ type }) => type))] },
    })),
  )
  // Without a way out it waits until there is one, or until the partner fetches it.
  const leaving = kept.filter(({ channel }) => channel !== null)
  await sendJobs(
    tx,
    deliverJob,
    leaving.map(({ id }) => ({ data: { interchangeId: id }, singleKey: id })),
  )
  return kept.map(({ id }, at) => ({ interchangeId: id, messageIds: (messages[at] ?? []).map((row) => row.id) }))
}

interface Kept extends Outgoing {
  id: Id
  fileId: Id
  stored: { sha256: string; bytes: number } | undefined
  channel: Id | null
}

async function insertFiles(tx: Tx, kept: readonly Kept[], now: Date): Promise<void> {
  const rows = kept.map(({ fileId, written, stored }) => ({
    id: fileId,
    direction: 'out',
    way: 'made',
    name: `${written.standard}-${written.control}.edi`,
    sha256: stored?.sha256 ?? '',
    bytes: stored?.bytes ?? 0,
    received_at: now,
    state: 'read',
  }))
  await tx.insertInto('edi_files').values(rows).execute()
}

const interchangeRow = ({ id, fileId, partner, written, answersId, channel }: Kept, now: Date) => ({
  id,
  direction: 'out',
  file_id: fileId,
  position: 1,
  partner_id: partner.id,
  standard: written.standard,
  control: written.control,
  sender_qualifier: written.from.qualifier,
  sender: written.from.id,
  receiver_qualifier: written.to.qualifier,
  receiver: written.to.id,
  release: partner.settings.release,
  test: partner.settings.test,
  delimiters: JSON.stringify(written.delimiters),
  state: 'waiting',
  answers_id: answersId ?? null,
  channel_id: channel,
  received_at: now,
})

/** Of each partner the way that takes what we send; of several the oldest. By HTTP without an address it is fetched from us. */
async function waysOut(tx: Tx, partnerIds: readonly Id[]): Promise<Map<Id, Id>> {
  const { rows } = await connectionOf(tx).query<{ id: Id; partner_id: Id }>({
    name: 'edi-ways-out',
    text: `
      select distinct on (partner_id) id, partner_id from edi_channels
      where  partner_id = any ($1) and active and (way = 'http' or settings ->> 'outFolder' is not null)
      order  by partner_id, way = 'http' and settings ->> 'address' is null, created_at`,
    values: [partnerIds],
  })
  return new Map(rows.map((row) => [row.partner_id, row.id]))
}

function messageRows({ id: interchangeId, partner, written, about }: Kept, now: Date) {
  const offsets = offsetsOf(written)
  return written.messages.map((message, at) => ({
    id: newId(),
    interchange_id: interchangeId,
    direction: 'out',
    position: at + 1,
    partner_id: partner.id,
    type: message.type,
    release: message.release,
    control: message.control,
    group_kind: message.groupKind,
    group_control: message.groupControl,
    at: offsets[at]?.at ?? 0,
    bytes: offsets[at]?.bytes ?? 0,
    status: 'waiting' as const,
    account_id: about?.[at]?.accountId ?? null,
    order_id: about?.[at]?.orderId ?? null,
    shipment_id: about?.[at]?.shipmentId ?? null,
    event_id: about?.[at]?.eventId ?? null,
    reference: about?.[at]?.reference ?? '',
    about: JSON.stringify(about?.[at]?.data ?? {}),
    received_at: now,
  }))
}

/** Where each message stands in what was written, found by reading it again. */
function offsetsOf({ bytes, messages }: Written): { at: number; bytes: number }[] {
  return messages.length === 0 ? [] : outlineOf(bytes)
}

function outlineOf(bytes: Uint8Array): { at: number; bytes: number }[] {
  const outline = new Outline()
  outline.push(bytes)
  outline.end()
  return outline
    .take()
    .flatMap((one) =>
      one.what === 'message' && one.message.type !== 'TA1' ? [{ at: one.message.at, bytes: one.message.bytes }] : [],
    )
}
