import { connectionOf, type Db } from '../../../../platform/database.ts'
import type { Id } from '../../../../platform/ids.ts'
import type { Partner } from '../../partners/find-partner.ts'

export interface FoundOrder {
  id: Id
  number: string
  accountId: Id
  status: string
}

/**
 * The order a partner means: by what he called it himself, by our number, or by the customer's reference where he places orders
 * for that customer. The newest, where several bear the same.
 */
export async function findOrder(db: Db, partner: Partner, reference: string): Promise<FoundOrder | undefined> {
  if (reference === '') return undefined
  const { rows } = await connectionOf(db).query<FoundOrder & Record<string, unknown>>({
    name: 'edi-find-order',
    text: `
      select o.id, o.number, o.account_id as "accountId", o.status
      from  (select m.order_id as id, 1 as rank from edi_messages m
             where  m.reference = $1 and m.partner_id = $2 and m.order_id is not null and m.direction = 'in'
             union all select o.id, 2 from orders o where o.number = $1
             union all select o.id, 3 from orders o where o.account_id = $3 and o.reference = $1) found
      join   orders o using (id)
      order  by found.rank, o.created_at desc limit 1`,
    values: [reference, partner.id, partner.accountId],
  })
  return rows[0]
}
