import { connectionOf, type Tx } from '../../../platform/database.ts'
import { recordEvents } from '../../../platform/events.ts'
import type { Id } from '../../../platform/ids.ts'
import { reasons } from '../reasons.ts'
import type { Answered } from '../take/understand/understood.ts'

export interface Reconciling {
  partnerId: Id
  answer: Answered
  /** The acknowledgement. */
  byMessage: Id
  actorId: Id
  now: Date
}

/**
 * Enters what a partner says of something we sent. A rejection said before of one message stands against the word about its whole
 * group. Returns how many of ours it speaks of.
 */
export async function reconcile(tx: Tx, { partnerId, answer, byMessage, actorId, now }: Reconciling): Promise<number> {
  const status = answer.accepted ? 'acknowledged' : 'rejected'
  const why = answer.accepted ? [] : [refusedFor(answer)]
  const { rows } = await connectionOf(tx).query<{
    id: Id
    interchange_id: Id
    account_id: Id | null
    changed: boolean
  }>(
    `with spoken as (
       select m.id, m.interchange_id, m.account_id, m.status
       from   edi_messages m join edi_interchanges i on i.id = m.interchange_id
       where  m.direction = 'out' and m.partner_id = $1 and m.status <> 'waiting'
       and    ($2 = '' or same_number(i.control, $2)) and ($3 = '' or same_number(m.group_control, $3))
       and    ($4 = '' or same_number(m.control, $4)) and ($2 <> '' or $3 <> '')
       for update of m),
     changed as (
       update edi_messages m set status = $5, reasons = $6, acknowledged_at = $7, due_at = null, about = m.about || $8, version = version + 1
       from   spoken where spoken.id = m.id and (spoken.status in ('sent', 'overdue') or ($9 and spoken.status = 'acknowledged' and $5 = 'rejected'))
       returning m.id)
     select spoken.id, spoken.interchange_id, spoken.account_id, exists (select from changed c where c.id = spoken.id) as changed from spoken`,
    [
      partnerId,
      answer.interchange,
      answer.group,
      answer.message,
      status,
      JSON.stringify(why),
      now,
      JSON.stringify({ answeredBy: byMessage }),
      answer.level === 'message',
    ],
  )
  const changed = rows.filter((row) => row.changed)
  for (const interchange of new Set(changed.map((row) => row.interchange_id))) await settleSent(tx, interchange)
  await recordEvents(
    tx,
    changed.map((row) => ({
      kind: answer.accepted ? 'edi.messageAcknowledged' : 'edi.messageRejected',
      subject: { type: 'ediMessage', id: row.id },
      accountId: row.account_id,
      actorId,
      at: now,
      data: { codes: answer.codes },
    })),
  )
  return rows.length
}

const faultsTold = 3

function refusedFor({ faults }: Answered) {
  const first = faults.slice(0, faultsTold)
  const more = faults.length > faultsTold ? ' …' : ''
  return reasons.refusedByPartner({
    fault: first.map(({ zh }) => zh).join('；') + more,
    faultEn: first.map(({ en }) => en).join('; ') + more,
  })
}

/** The interchange is what its messages are: rejected where one is, acknowledged once all are. */
async function settleSent(tx: Tx, id: Id): Promise<void> {
  await connectionOf(tx).query(
    `update edi_interchanges i set due_at = null, state = case
              when exists (select from edi_messages m where m.interchange_id = i.id and m.status = 'rejected') then 'rejected'
              when not exists (select from edi_messages m where m.interchange_id = i.id and m.status <> 'acknowledged') then 'acknowledged'
              else i.state end
     where  i.id = $1 and i.state in ('sent', 'overdue', 'acknowledged')`,
    [id],
  )
}
