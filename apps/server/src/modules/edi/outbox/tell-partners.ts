import type { EdiWritten } from '@quayside/contract'
import type { EventConsumer } from '../../../platform/consume-events.ts'
import { connectionOf, type Tx } from '../../../platform/database.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { sendJob } from '../../../platform/jobs/index.ts'
import type { SpineEvent } from '../../../platform/read-events.ts'
import { tellJob } from './tell.job.ts'

/** `once`: of its subject, whichever event of it comes first. */
interface Way {
  writes: EdiWritten
  answers?: readonly string[]
  once?: boolean
}

/** Which messages tell of an event, and to answer which messages; without these: to whoever places orders for the customer. */
export const telling: Readonly<Record<string, readonly Way[]>> = {
  'order.confirmed': [
    { writes: '990', answers: ['204'] },
    { writes: '855', answers: ['850'] },
    { writes: 'ORDRSP', answers: ['ORDERS'] },
    { writes: 'IFTMBC', answers: ['IFTMBF', 'IFTMIN'] },
  ],
  'order.cancelled': [
    { writes: '990', answers: ['204'] },
    { writes: '855', answers: ['850'] },
    { writes: 'ORDRSP', answers: ['ORDERS'] },
  ],
  'edi.messageLaidAside': [{ writes: '990', answers: ['204'] }],
  'shipment.milestone': [{ writes: '214' }, { writes: 'IFTSTA' }],
  // It left when it was picked up, or departed, or both: a second advice would be a second delivery to whoever reads it.
  'shipment.departed': [
    { writes: '856', once: true },
    { writes: 'DESADV', once: true },
    { writes: '945', answers: ['940'], once: true },
  ],
  'invoice.issued': [{ writes: '210' }, { writes: '810' }, { writes: 'INVOIC' }],
}

/** What happens is noted for every partner who wants to be told of it, in the transaction that moves the reader on: once each. */
export const tellPartners: EventConsumer = {
  name: 'edi',
  handle: async (tx, events) => {
    const toTell = events.map((event) => ({ event, ways: waysOf(event) })).filter(({ ways }) => ways.length > 0)
    if (toTell.length === 0) return
    const wanted = await wantedByPartners(tx)
    for (const { event, ways } of toTell) {
      const some = ways.filter(({ writes }) => wanted.has(writes))
      if (some.length > 0) await note(tx, event, some)
    }
  },
}

/** Messages that any partner wants at all: of most events there is nothing to look up. */
async function wantedByPartners(tx: Tx): Promise<ReadonlySet<string>> {
  const { rows } = await connectionOf(tx).query<{ writes: string }>(
    `select distinct jsonb_array_elements_text(settings -> 'writes') as writes from edi_partners where active`,
  )
  return new Set(rows.map(({ writes }) => writes))
}

function waysOf({ kind, data: { kind: told, code } }: SpineEvent) {
  if (kind !== 'shipment.milestone') return telling[kind] ?? []
  // What is expected changes often; partners are told of what happened.
  if (told !== 'actual') return []
  const left = code === 'departed' || code === 'pickedUp'
  return [...(telling['shipment.milestone'] ?? []), ...(left ? (telling['shipment.departed'] ?? []) : [])]
}

/** What is told happened after the partner was added. */
async function note(tx: Tx, event: SpineEvent, ways: readonly Way[]) {
  for (const { writes, answers, once } of ways) {
    const { rows } = await connectionOf(tx).query<{ partner_id: Id; order_id: Id | null }>(
      `with meant as (
         select case $1 when 'order' then $2::uuid when 'shipment' then (select order_id from shipments where id = $2)
                when 'invoice' then (select order_id from invoice_lines where invoice_id = $2 and order_id is not null limit 1)
                when 'ediMessage' then null end as order_id)
       select distinct p.id as partner_id, coalesce(m.order_id, meant.order_id) as order_id
       from   meant, edi_partners p left join edi_messages m on m.partner_id = p.id and m.direction = 'in'
              and (m.order_id = (select order_id from meant) or m.id = $2) and m.type = any ($5::text[])
       where  p.active and p.created_at <= $6 and p.settings -> 'writes' ? $4
       and    case when $5::text[] is null then p.account_id = $3 else m.id is not null end`,
      [event.subject.type, event.subject.id, event.accountId, writes, answers ?? null, event.at],
    )
    for (const { partner_id, order_id } of rows) {
      const id = newId()
      const about = {
        kind: event.kind,
        subjectId: event.subject.id,
        orderId: order_id,
        accountId: event.accountId,
        data: event.data,
        at: event.at,
      }
      // What is told once is kept under its subject, so that a second event finds it there.
      const { rowCount } = await connectionOf(tx).query(
        `insert into edi_tellings (id, partner_id, event_id, type, about, made_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
        [id, partner_id, once ? event.subject.id : event.id, writes, JSON.stringify(about), event.at],
      )
      if (rowCount === 1) await sendJob(tx, tellJob, { tellingId: id }, { now: event.at, singleKey: id })
    }
  }
}
