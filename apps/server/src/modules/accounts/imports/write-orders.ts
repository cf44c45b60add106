import { insertRows, updateRows } from './bulk-rows.ts'
import { changeOrders } from './change-orders.ts'
import type { Chunk, PlacedRow, Target } from './chunk.ts'
import { findOrders } from './find-orders.ts'
import { lineColumns, type Order } from './incoming-order.ts'
import { insertOrders } from './insert-orders.ts'
import { locateOrder } from './locate-order.ts'
import { placeLine } from './place-line.ts'

/** Writes orders and lines of rows whose account is known. An order is known by its key, a line by its own or its place in the order. */
export async function writeOrders(
  chunk: Chunk,
  rows: readonly PlacedRow[],
  targets: ReadonlyMap<PlacedRow, Target>,
): Promise<void> {
  const orders = await findOrders(chunk, rows)
  const fresh: Record<string, unknown>[] = []
  const changed: Record<string, unknown>[] = []
  const fitting: [PlacedRow, Order][] = []
  for (const placed of rows) {
    const target = targets.get(placed)
    const order = target && locateOrder(chunk, placed, target, orders)
    if (order) fitting.push([placed, order])
  }
  const numbered = [...orders.values()].filter((one): one is Order => one !== 'hidden' && one.isNew)
  await insertOrders(chunk, numbered)
  for (const [placed, order] of fitting)
    placeLine(chunk, placed, order, targets.get(placed)?.id ?? order.accountId, fresh, changed)
  await insertRows(
    chunk.tx,
    'order_lines',
    ['id', 'order_id', 'account_id', 'ordered_on', 'currency', 'line_no', ...lineColumns],
    fresh,
  )
  await updateRows(chunk.tx, 'order_lines', [...lineColumns], changed)
  await changeOrders(
    chunk,
    [...orders.values()].filter((one): one is Order => one !== 'hidden' && !one.isNew && one.changed),
  )
  chunk.counts.linesCreated += fresh.length
}
