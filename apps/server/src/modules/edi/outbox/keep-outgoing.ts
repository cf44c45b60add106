import { Readable } from 'node:stream'
import { connectionOf, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { type JobContext, sendJob } from '../../../platform/jobs/index.ts'
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

/** Keeps an interchange of ours, content first, and has it sent: what the partner gets lies here before he gets it. */
export async function keepOutgoing(
  { files }: Pick<JobContext, 'files'>,
  tx: Tx,
  { partner, written, answersId, about }: Outgoing,
  now: Date,
): Promise<{ interchangeId: Id; messageIds: Id[] }> {
  const { sha256, bytes } = await files.put(Readable.from([Buffer.from(written.bytes)]), { limitBytes: bytesAtMost })
  const [fileId, interchangeId] = [newId(), newId()]
  const name = `${written.standard}-${written.control}.edi`
  await connectionOf(tx).query(
    `insert into edi_files (id, direction, way, name, sha256, bytes, received_at, state) values ($1, 'out', 'made', $2, $3, $4, $5, 'read')`,
    [fileId, name, sha256, bytes, now],
  )
  const channel = await wayOut(tx, partner.id)
  await connectionOf(tx).query(
    `insert into edi_interchanges (id, direction, file_id, position, partner_id, standard, control, sender_qualifier, sender,
            receiver_qualifier, receiver, release, test, delimiters, state, answers_id, channel_id, received_at)
     values ($1, 'out', $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'waiting', $13, $14, $15)`,
    [
      interchangeId,
      fileId,
      partner.id,
      written.standard,
      written.control,
      written.from.qualifier,
      written.from.id,
      written.to.qualifier,
      written.to.id,
      partner.settings.release,
      partner.settings.test,
      JSON.stringify(written.delimiters),
      answersId ?? null,
      channel,
      now,
    ],
  )
  const messageIds = await insertOutgoing(tx, interchangeId, { partner, written, ...(about ? { about } : {}) }, now)
  await recordEvent(tx, {
    kind: 'edi.interchangeWritten',
    subject: { type: 'ediInterchange', id: interchangeId },
    actorId: null,
    at: now,
    data: { partnerId: partner.id, types: [...new Set(written.messages.map(({ type }) => type))] },
  })
  await sendJob(tx, deliverJob, { interchangeId }, { now, singleKey: interchangeId })
  return { interchangeId, messageIds }
}

/** The way that takes what we send; of several the oldest. By HTTP without an address it is fetched from us. */
async function wayOut(tx: Tx, partnerId: Id): Promise<Id | null> {
  const { rows } = await connectionOf(tx).query<{ id: Id }>(
    `select id from edi_channels where partner_id = $1 and active and (way = 'http' or settings ->> 'outFolder' is not null)
     order by way = 'http' and settings ->> 'address' is null, created_at limit 1`,
    [partnerId],
  )
  return rows[0]?.id ?? null
}

async function insertOutgoing(
  tx: Tx,
  interchangeId: Id,
  { partner, written, about }: Omit<Outgoing, 'answersId'>,
  now: Date,
): Promise<Id[]> {
  const offsets = offsetsOf(written)
  const rows = written.messages.map((message, at) => ({
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
  if (rows.length > 0) await tx.insertInto('edi_messages').values(rows).execute()
  return rows.map(({ id }) => id)
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
