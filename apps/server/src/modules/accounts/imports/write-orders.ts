import { connectionOf } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { insertRows, updateRows } from './bulk-rows.ts'
import { changeOrders } from './change-orders.ts'
import type { Chunk, PlacedRow, Target } from './chunk.ts'
import { findOrders } from './find-orders.ts'
import { lineColumns, type Order } from './incoming-order.ts'
import { insertOrders } from './insert-orders.ts'
import { locateOrder } from './locate-order.ts'
import { isOwn, type PlacedLines, placeLine } from './place-line.ts'

/** Writes orders and lines of rows whose account is known. An order is known by its key, a line by its own or its place in the order. */
export async function writeOrders(
  chunk: Chunk,
  rows: readonly PlacedRow[],
  targets: ReadonlyMap<PlacedRow, Target>,
): Promise<void> {
  const orders = await findOrders(chunk, rows)
  const fitting: [PlacedRow, Order][] = []
  for (const placed of rows) {
    const target = targets.get(placed)
    const order = target && locateOrder(chunk, placed, target, orders)
    if (order) fitting.push([placed, order])
  }
  const numbered = [...orders.values()].filter((one): one is Order => one !== 'hidden' && one.isNew)
  await insertOrders(chunk, numbered)
  const lines: PlacedLines = { fresh: [], changed: [], displaced: await displacedLines(chunk, fitting) }
  for (const [placed, order] of fitting)
    placeLine(chunk, placed, order, targets.get(placed)?.id ?? order.accountId, lines)
  await insertRows(
    chunk.tx,
    'order_lines',
    ['id', 'order_id', 'account_id', 'ordered_on', 'currency', 'line_no', ...lineColumns],
    lines.fresh,
  )
  await updateRows(chunk.tx, 'order_lines', [...lineColumns], lines.changed)
  await changeOrders(
    chunk,
    [...orders.values()].filter((one): one is Order => one !== 'hidden' && !one.isNew && one.changed),
  )
  chunk.counts.linesCreated += lines.fresh.length
}

/** Of the lines standing where rows of this chunk belong, in orders this batch made, those the batch itself put there. */
async function displacedLines(chunk: Chunk, fitting: readonly (readonly [PlacedRow, Order])[]): Promise<Set<Id>> {
  const standing = fitting.flatMap(([{ orderSeen }, order]) =>
    isOwn(chunk, order) ? order.lines.filter((line) => line.line_no === orderSeen) : [],
  )
  // Only where two imports met in one order.
  if (standing.length === 0) return new Set()
  const found = await connectionOf(chunk.tx).query<{ subject_id: Id }>(
    `select subject_id from import_changes
     where  import_id = $1 and subject = 'line' and before is null and subject_id = any($2)`,
    [chunk.batch.id, standing.map((line) => line.id)],
  )
  return new Set(found.rows.map((row) => row.subject_id))
}
