import type { Sentence } from '@quayside/contract'
import { type Database, prepared, type Tx, writeAsOwner } from '../../../platform/database.ts'
import { recordEvent, recordEvents } from '../../../platform/events.ts'
import type { Id } from '../../../platform/ids.ts'

/** What became of a message. */
export interface Settled {
  status: 'taken' | 'quarantined'
  outcome?: string
  reasons?: readonly Sentence[]
  reference?: string
  accountId?: Id | null
  orderId?: Id | null
  shipmentId?: Id | null
  billId?: Id | null
  about?: Record<string, unknown>
}

/** Takes the message in hand, so that of two who would, one finds it done. */
export async function claimMessage(tx: Tx, id: Id): Promise<boolean> {
  const rows = await prepared(
    tx,
    'edi-claim',
    `select id from edi_messages where id = $1 and status = 'received' for update`,
    [id],
  )
  return rows.length === 1
}

export async function settleMessage(tx: Tx, id: Id, settled: Settled, now: Date, actorId: Id | null): Promise<void> {
  const {
    status,
    outcome = '',
    reasons = [],
    reference = '',
    accountId = null,
    orderId = null,
    shipmentId = null,
  } = settled
  await prepared(
    tx,
    'edi-settle',
    `update edi_messages set status = $2, outcome = $3, reasons = $4, reference = case when $5 = '' then reference else left($5, 200) end,
            account_id = coalesce($6, account_id), order_id = coalesce($7, order_id), shipment_id = coalesce($8, shipment_id),
            bill_id = coalesce($9, bill_id), about = about || $10, settled_at = $11, version = version + 1
     where  id = $1`,
    [
      id,
      status,
      outcome,
      JSON.stringify(reasons),
      reference.toWellFormed().replaceAll('\0', ''),
      accountId,
      orderId,
      shipmentId,
      settled.billId ?? null,
      JSON.stringify(settled.about ?? {}),
      now,
    ],
  )
  await recordEvent(tx, {
    kind: status === 'taken' ? 'edi.messageTaken' : 'edi.messageQuarantined',
    subject: { type: 'ediMessage', id },
    accountId,
    actorId,
    at: now,
    data: { outcome, reasons: reasons.map(({ code }) => code), ...(orderId ? { orderId } : {}) },
  })
}

/** One of many messages that were taken, with what reading it found. */
export interface Taken extends Settled {
  id: Id
  partnerId: Id
  verdict: string
  issues: unknown
}

export async function claimMessages(tx: Tx, ids: readonly Id[]): Promise<ReadonlySet<Id>> {
  const text = `select id from edi_messages where id = any ($1) and status = 'received' order by id for update`
  return new Set((await prepared<{ id: Id }>(tx, 'edi-claim-many', text, [ids])).map(({ id }) => id))
}

/** As settleMessage for messages that are taken, in two round trips however many they are. */
export async function settleTaken(tx: Tx, taken: readonly Taken[], now: Date, actorId: Id): Promise<void> {
  const rows = taken.map(
    ({ id, partnerId, verdict, issues, about, outcome, reasons, reference, accountId, orderId }) => ({
      ...{ id, partner_id: partnerId, verdict, issues, about: about ?? {}, outcome, reasons: reasons ?? [] },
      ...{ reference: reference?.toWellFormed().replaceAll('\0', ''), account_id: accountId, order_id: orderId },
    }),
  )
  await prepared(
    tx,
    'edi-settle-many',
    `update edi_messages m set status = 'taken', partner_id = t.partner_id, verdict = t.verdict, issues = t.issues, about = t.about,
            outcome = t.outcome, reasons = t.reasons, reference = left(t.reference, 200), account_id = t.account_id, order_id = t.order_id,
            settled_at = $2, version = m.version + 1
     from   jsonb_to_recordset($1::jsonb) as t (id uuid, partner_id uuid, verdict text, issues jsonb, about jsonb, outcome text,
            reasons jsonb, reference text, account_id uuid, order_id uuid)
     where  m.id = t.id and m.id = any ($3)`,
    // Named once more, so that they are looked up and the row policies asked of no other.
    [JSON.stringify(rows), now, taken.map(({ id }) => id)],
  )
  await recordEvents(
    tx,
    taken.map(({ id, accountId, orderId, outcome, reasons = [] }) => ({
      kind: 'edi.messageTaken',
      subject: { type: 'ediMessage', id },
      accountId: accountId ?? null,
      actorId,
      at: now,
      data: { outcome, reasons: reasons.map(({ code }) => code), ...(orderId ? { orderId } : {}) },
    })),
  )
}

export interface Doubt extends Omit<Settled, 'status' | 'reasons'> {
  now: Date
}

/** Lays a message before a person, with why. Past the row policies: nobody in whose name it came need be known. */
export async function layInQuarantine(
  database: Database,
  { id }: { id: Id },
  reasons: readonly Sentence[],
  { now, ...about }: Doubt,
): Promise<void> {
  await writeAsOwner(database, async (tx) => {
    if (await claimMessage(tx, id)) await settleMessage(tx, id, { ...about, status: 'quarantined', reasons }, now, null)
  })
}
