import { prepared } from '../../../platform/database.ts'
import { insertRows } from './bulk-rows.ts'
import { type Chunk, MetAnother } from './chunk.ts'
import type { Order } from './incoming-order.ts'

const orderNumber = (number: number) => `OI-${String(number).padStart(7, '0')}`

export async function insertOrders(chunk: Chunk, orders: Order[]): Promise<void> {
  if (orders.length === 0) return
  const { tx, batch, now } = chunk
  orders.sort((a, b) => (a.draft.key < b.draft.key ? -1 : 1))
  const numbers = await prepared<{ number: number }>(
    tx,
    'imported-order-numbers',
    `select nextval('imported_order_numbers') as number from generate_series(1, $1::int)`,
    [orders.length],
  )
  const rows = orders.map((order, at) => ({
    id: order.id,
    number: orderNumber(numbers[at]?.number ?? 0),
    account_id: order.accountId,
    external_key: order.draft.key,
    ordered_on: order.draft.orderedOn,
    currency: order.draft.currency,
    channel: 'import',
    status: order.draft.status,
    reference: order.draft.reference,
    attributes: {},
    import_batch_id: batch.id,
    created_at: now,
    updated_at: now,
  }))
  const columns = Object.keys(rows[0] ?? {})
  const made = await insertRows(tx, 'orders', columns, rows, 'on conflict (external_key) do nothing')
  if (made < rows.length) throw new MetAnother()
  chunk.counts.ordersCreated += rows.length
  for (const row of rows)
    chunk.events.push({
      kind: 'order.created',
      subjectType: 'order',
      subjectId: row.id,
      accountId: row.account_id,
      data: { number: row.number, importId: batch.id },
    })
}
