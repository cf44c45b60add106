import { connectionOf, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { sendJob } from '../../../platform/jobs/index.ts'
import { notFound, Refusal } from '../../../platform/refusal.ts'
import { takeInterchangeJob } from '../take/take-interchange.job.ts'

export interface Mended {
  id: Id
  interchangeId: Id
  partnerId: Id | null
  standard: 'x12' | 'edifact'
  about: { customer?: { codes: string[]; name: string } }
}

/** Locks a message that a person may mend: one that came in and was not taken. */
export async function lockToMend(tx: Tx, id: Id): Promise<Mended> {
  const { rows } = await connectionOf(tx).query<Mended & { status: string; direction: string }>(
    `select m.id, m.interchange_id as "interchangeId", m.partner_id as "partnerId", m.status, m.direction, m.about,
            (select standard from edi_interchanges i where i.id = m.interchange_id) as standard
     from   edi_messages m where m.id = $1 for update`,
    [id],
  )
  const [message] = rows
  if (!message) throw notFound('message')
  if (message.direction !== 'in' || !['quarantined', 'rejected'].includes(message.status))
    throw new Refusal('ediNotWaiting', 409, 'This message does not wait for a person.')
  return message
}

/** Has a message taken anew, from the latest copy that a person put right. `user`: null where nobody asked for it. */
export async function replay(
  tx: Tx,
  user: User | null,
  message: Pick<Mended, 'id' | 'interchangeId'>,
  now: Date,
  how: string,
): Promise<void> {
  await connectionOf(tx).query(
    `update edi_messages set status = 'received', attempts = attempts + 1, reasons = '[]', settled_at = null, version = version + 1 where id = $1`,
    [message.id],
  )
  await recordEvent(tx, {
    kind: 'edi.messageReplayed',
    subject: { type: 'ediMessage', id: message.id },
    actorId: user?.id ?? null,
    at: now,
    data: { how },
  })
  await sendJob(
    tx,
    takeInterchangeJob,
    { interchangeId: message.interchangeId },
    { now, singleKey: message.interchangeId },
  )
}

/**
 * Whatever of a partner lies in quarantine; also what came before he was known. What another's way brought in his name is left for a
 * person to look at by itself.
 */
export async function replayAll(tx: Tx, user: User, partnerId: Id, now: Date): Promise<number> {
  const { rows } = await connectionOf(tx).query<Mended>(
    `select m.id, m.interchange_id as "interchangeId", m.partner_id as "partnerId", i.standard, m.about
     from   edi_messages m join edi_interchanges i on i.id = m.interchange_id
     where  m.direction = 'in' and m.status = 'quarantined' and not m.reasons @> '[{"code": "broughtByAnother"}]'
     and   (m.partner_id = $1 or m.partner_id is null and exists (
              select from edi_identities d where d.partner_id = $1 and d.level = 'interchange' and d.identifier = i.sender
              and d.qualifier in (i.sender_qualifier, '')))
     order  by m.received_at, m.position limit 5000 for update of m`,
    [partnerId],
  )
  for (const message of rows) await replay(tx, user, message, now, 'all')
  return rows.length
}
