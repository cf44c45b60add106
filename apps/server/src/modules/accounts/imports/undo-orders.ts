import { connectionOf } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { lineColumns } from './incoming-order.ts'
import { deleteRows, forgetChanges, type UndoStep } from './undoing.ts'

interface ChangedOrder {
  id: Id
  account_id: Id
  number: string
  version: number
  after_version: number
}

/** Orders that were there before: lines added go, lines changed and the order become what they were. */
export const restoreOrders: UndoStep = async (undoing, after, limit) => {
  const { tx, batch, now } = undoing
  const client = connectionOf(tx)
  const page = await client.query<ChangedOrder>(
    `select o.id, o.account_id, o.number, o.version, c.after_version
     from   import_changes c join orders o on o.id = c.subject_id
     where  c.import_id = $1 and c.subject = 'order' and c.subject_id > $2 order by c.subject_id limit $3 for update of o`,
    [batch.id, after, limit],
  )
  const untouched = page.rows.filter((row) => row.version === row.after_version)
  const ids = untouched.map((row) => row.id)
  await client.query(
    `delete from order_lines l using import_changes c
     where  c.import_id = $1 and c.subject = 'line' and c.before is null and l.id = c.subject_id and l.order_id = any($2)`,
    [batch.id, ids],
  )
  await client.query(
    `update order_lines l set ${lineColumns.map((column) => `${column} = r.${column}`).join(', ')}
     from  (select (jsonb_populate_record(o, c.before)).* from import_changes c join order_lines o on o.id = c.subject_id
            where c.import_id = $1 and c.subject = 'line' and c.before is not null and o.order_id = any($2)) r
     where  l.id = r.id`,
    [batch.id, ids],
  )
  await client.query(
    `update orders o set status = c.before ->> 'status', reference = c.before ->> 'reference', version = o.version + 1, updated_at = $3
     from   import_changes c where c.import_id = $1 and c.subject = 'order' and c.subject_id = o.id and o.id = any($2)`,
    [batch.id, ids, now],
  )
  await forgetChanges(undoing, 'order', ids)
  undoing.undone.restored += ids.length
  undoing.keep(
    page.rows
      .filter((row) => row.version !== row.after_version)
      .map((row) => ({ subject: 'order', id: row.id, label: row.number, reason: 'changedSince' })),
  )
  return page.rows.length < limit ? null : (page.rows.at(-1)?.id ?? null)
}

/** Orders the batch made, with their lines, unless somebody changed them. */
export const removeOrders: UndoStep = async (undoing, after, limit) => {
  const { tx, batch } = undoing
  const client = connectionOf(tx)
  const page = await client.query<{ id: Id; account_id: Id; label: string; version: number }>(
    'select id, account_id, number as label, version from orders where import_batch_id = $1 and id > $2 order by id limit $3',
    [batch.id, after, limit],
  )
  const untouched = page.rows.filter((row) => row.version === 1)
  // First the lines, in one statement: the sums are then moved once and not order by order.
  await client.query(
    'delete from order_lines where order_id in (select id from orders where id = any($1) for update)',
    [untouched.map((row) => row.id)],
  )
  await deleteRows(undoing, 'orders', 'order', untouched)
  undoing.keep(
    page.rows
      .filter((row) => row.version !== 1)
      .map(({ id, label }) => ({ subject: 'order', id, label, reason: 'changedSince' })),
  )
  return page.rows.length < limit ? null : (page.rows.at(-1)?.id ?? null)
}
