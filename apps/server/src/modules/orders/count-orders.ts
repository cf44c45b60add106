import type { OrderStatus } from '@quayside/contract'
import { connectionOf, type Db } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { conditionOf, type Narrowing } from './list-orders.ts'

/** The heads of a list: how many stand in each status, and how many wait at the door. */
export async function countOrders(db: Db, user: User, wanted: Narrowing) {
  const { text: where, values } = conditionOf(user, wanted)
  const client = connectionOf(db)
  const statuses = await client.query<{ status: OrderStatus; orders: number }>(
    `select o.status, count(*)::int as orders from orders o where ${where} group by o.status`,
    [...values],
  )
  const waiting = await client.query<{ drafts: number; quarantined: number }>(
    `select count(*) filter (where state = 'draft' and created_by = $1)::int as drafts, count(*) filter (where state = 'quarantined')::int as quarantined
     from   order_drafts where state in ('draft', 'quarantined') and ($2::uuid is null or account_id = $2)`,
    [user.id, wanted.accountId ?? null],
  )
  return {
    statuses: statuses.rows,
    drafts: waiting.rows[0]?.drafts ?? 0,
    quarantined: waiting.rows[0]?.quarantined ?? 0,
  }
}
