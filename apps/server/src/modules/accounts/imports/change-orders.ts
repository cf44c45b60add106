import { updateRows } from './bulk-rows.ts'
import type { Chunk } from './chunk.ts'
import type { Order } from './incoming-order.ts'

export async function changeOrders(chunk: Chunk, orders: readonly Order[]): Promise<void> {
  const rows = orders.map((order) => ({
    id: order.id,
    status: order.draft.status,
    reference: order.draft.reference,
    updated_at: chunk.now,
  }))
  await updateRows(chunk.tx, 'orders', ['status', 'reference', 'updated_at'], rows, ', version = t.version + 1')
  chunk.counts.ordersChanged += orders.length
  for (const { id, accountId, old, draft } of orders) {
    if (!old) continue
    const before = { status: old.status, reference: old.reference }
    chunk.changes.push({ subject: 'order', id, before, afterVersion: old.version + 1 })
    chunk.events.push({
      kind: 'order.changed',
      subjectType: 'order',
      subjectId: id,
      accountId,
      data: { status: draft.status, importId: chunk.batch.id },
    })
  }
}
