import { connectionOf, prepared, type Tx } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { UndoStep } from '../accounts/index.ts'
import { cancelOrder } from './move-order.ts'

interface Imported {
  id: Id
  number: string
  status: string
  version: number
}

const pageRows = 100

/** Cancels what an import brought and nobody has touched: an order under way is somebody's work. Its key is free again. */
export const cancelImported: UndoStep = async (undoing, after, limit) => {
  const { tx, user, batch, now } = undoing
  const most = Math.min(limit, pageRows)
  const page = await connectionOf(tx).query<Imported>(
    `select id, number, status, version from orders
     where  import_batch_id = $1 and id > $2 and status <> 'cancelled' order by id limit $3 for update`,
    [batch.id, after, most],
  )
  const inUse = await usedSince(
    tx,
    page.rows.map(({ id }) => id),
  )
  const cancelled: Id[] = []
  for (const { id, number, status, version } of page.rows) {
    const stands = (status === 'held' || status === 'confirmed') && version === 1
    const keep = (reason: 'changedSince' | 'usedSince' | 'notAllowed') =>
      undoing.keep([{ subject: 'order', id, label: number, reason }])
    if (inUse.has(id)) keep('usedSince')
    else if (!stands) keep(status === 'inTransit' || status === 'completed' ? 'usedSince' : 'changedSince')
    else {
      const isDone = await cancelOrder(tx, user, id, { reason: '导入已撤销 / Import undone', now }).then(
        () => true,
        (error: unknown) => {
          // Refused before anything was written.
          if (error instanceof Refusal) return false
          throw error
        },
      )
      if (isDone) cancelled.push(id)
      else keep('notAllowed')
    }
  }
  undoing.undone.removed += cancelled.length
  await prepared(tx, 'free-imported-order-keys', 'select free_imported_order_keys($1)', [cancelled])
  return page.rows.length < most ? null : (page.rows.at(-1)?.id ?? null)
}

/** Billed, or with goods on their way: neither writes anything to the order. Asked with the orders locked, so an invoice being written is waited for. */
async function usedSince(tx: Tx, ids: readonly Id[]): Promise<ReadonlySet<Id>> {
  const text = 'select used as id from orders_in_use($1) used'
  return new Set((await prepared<{ id: Id }>(tx, 'orders-in-use', text, [ids])).map(({ id }) => id))
}
