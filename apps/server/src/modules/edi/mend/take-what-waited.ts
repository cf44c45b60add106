import { connectionOf, type Tx } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { replay } from './replay.ts'

const atOnce = 500

/**
 * Has taken anew what waited for a shipment or an order that was not here, and is by now: a milestone that came before its shipment, a
 * change before its order. Only what was opened or changed since the message was laid aside counts, so that nothing goes round.
 */
export async function takeWhatWaited(tx: Tx, now: Date): Promise<number> {
  const { rows } = await connectionOf(tx).query<{ id: Id; interchangeId: Id }>(
    `select m.id, m.interchange_id as "interchangeId"
     from   edi_messages m join edi_partners p on p.id = m.partner_id
     where  m.direction = 'in' and m.status = 'quarantined' and p.active
     and   (m.reasons @> '[{"code": "shipmentUnknown"}]' and exists (
              select from (select r.shipment_id as id from jsonb_array_elements_text(m.about -> 'waitsFor') as w (key)
                           join shipment_references r on r.key = w.key
                           union select s.id from shipments s where s.number = m.reference) f
              join  shipments s on s.id = f.id
              where s.updated_at > m.settled_at - interval '1 minute'
              and  (p.kind <> 'customer' or p.account_id is null or s.account_id = p.account_id))
         or m.reasons @> '[{"code": "orderUnknown"}]' and exists (
              select from (select k.order_id as id from edi_messages k
                           where k.reference = m.reference and k.partner_id = m.partner_id and k.direction = 'in' and k.order_id is not null
                           union select o.id from orders o where o.number = m.reference
                           union select o.id from orders o where o.account_id = p.account_id and o.reference = m.reference) f
              join  orders o on o.id = f.id
              where o.updated_at > m.settled_at - interval '1 minute'))
     order  by m.received_at, m.position limit ${atOnce} for update of m skip locked`,
  )
  for (const message of rows) await replay(tx, null, message, now, 'arrived')
  return rows.length
}
