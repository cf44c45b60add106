import { newId } from '../../../platform/ids.ts'
import { type Chunk, type PlacedRow, refuseRow, type Target } from './chunk.ts'
import type { Order, Orders } from './incoming-order.ts'

/** The order a row means or makes; null where it is refused or skipped. */
export function locateOrder(chunk: Chunk, placed: PlacedRow, target: Target, orders: Orders): Order | null {
  const { row } = placed
  const { options, batch } = chunk
  if (!row.order) return null
  const { key } = row.order
  const known = orders.get(key)
  if (known === undefined) {
    const order: Order = {
      id: newId(),
      accountId: target.id,
      orderedOn: row.order.orderedOn,
      currency: row.order.currency,
      isNew: true,
      old: null,
      draft: row.order,
      lines: [],
      changed: false,
    }
    orders.set(key, order)
    return order
  }
  const own = known !== 'hidden' && (known.isNew || known.old?.import_batch_id === batch.id)
  if (known === 'hidden' || !(own || belongs(known, target))) {
    refuseRow(chunk, row, null, 'orderHidden', { text: key })
    return null
  }
  if (own) return known
  if (options.existing === 'refuse') {
    refuseRow(chunk, row, null, 'keyExists', { text: key, number: key })
    return null
  }
  if (options.existing === 'skip') {
    chunk.counts.skipped++
    return null
  }
  if (
    placed.orderSeen === 1 &&
    (known.draft.status !== row.order.status ||
      (row.order.reference !== null && known.draft.reference !== row.order.reference))
  ) {
    known.draft = { ...known.draft, status: row.order.status, reference: row.order.reference ?? known.draft.reference }
    known.changed = true
  }
  return known
}

/** A file may give one order number to two customers: the order is the first one's, each line its own customer's. */
const belongs = (order: Order, target: Target): boolean =>
  order.accountId === target.id || order.lines.some((line) => line.account_id === target.id)
