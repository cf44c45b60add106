import { connectionOf, prepared } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import type { Chunk, PlacedRow } from './chunk.ts'
import { lineColumns, type OldLine, type OldOrder, type Order, type Orders } from './incoming-order.ts'

export async function findOrders({ tx }: Chunk, rows: readonly PlacedRow[]): Promise<Orders> {
  const keys = [...new Set(rows.flatMap(({ row }) => (row.order ? [row.order.key] : [])))].sort()
  const holders = await prepared<{ id: Id; external_key: string }>(
    tx,
    'orders-holding-any',
    'select id, external_key from orders_holding_any($1)',
    [keys],
  )
  const orders: Orders = new Map(holders.map((holder) => [holder.external_key, 'hidden']))
  if (holders.length === 0) return orders
  const ids = holders.map((holder) => holder.id)
  await connectionOf(tx).query('select id from orders where id = any($1) order by id for no key update', [ids])
  const found = await connectionOf(tx).query<OldOrder & { currency: string }>(
    'select id, account_id, external_key, ordered_on, currency, status, reference, import_batch_id, version from orders where id = any($1)',
    [ids],
  )
  const byId = new Map<Id, Order>()
  for (const old of found.rows) {
    const draft = {
      key: old.external_key,
      orderedOn: old.ordered_on,
      status: old.status,
      reference: old.reference,
      currency: old.currency,
    }
    const order: Order = {
      id: old.id,
      accountId: old.account_id,
      orderedOn: old.ordered_on,
      currency: old.currency,
      isNew: false,
      old,
      draft,
      lines: [],
      changed: false,
    }
    orders.set(old.external_key, order)
    byId.set(old.id, order)
  }
  const lines = await connectionOf(tx).query<OldLine>(
    `select id, account_id, order_id, line_no, ${lineColumns.join(', ')} from order_lines where order_id = any($1) order by order_id, line_no`,
    [ids],
  )
  for (const line of lines.rows) byId.get(line.order_id)?.lines.push(line)
  return orders
}
