import { connectionOf } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { deleteRows, forgetChanges, type UndoStep } from './undoing.ts'

interface Kind {
  table: 'contacts' | 'addresses'
  subject: 'contact' | 'address'
  label: string
  columns: readonly string[]
}

const kinds: readonly Kind[] = [
  {
    table: 'contacts',
    subject: 'contact',
    label: 't.name',
    columns: [
      'name',
      'name_en',
      'job_title',
      'department',
      'mobile',
      'phone',
      'email',
      'wechat',
      'birthday',
      'character_note',
    ],
  },
  {
    table: 'addresses',
    subject: 'address',
    label: `concat_ws(' ', t.city, t.street)`,
    columns: ['country', 'province', 'city', 'district', 'street', 'postcode'],
  },
]

const last = (rows: readonly { id: Id }[], limit: number): Id | null =>
  rows.length < limit ? null : (rows.at(-1)?.id ?? null)

/** People and places that were there before become what they were. */
const restore =
  ({ table, subject, label, columns }: Kind): UndoStep =>
  async (undoing, after, limit) => {
    const { tx, batch, now } = undoing
    const client = connectionOf(tx)
    const page = await client.query<{ id: Id; label: string; version: number; after_version: number }>(
      `select t.id, ${label} as label, t.version, c.after_version from import_changes c join ${table} t on t.id = c.subject_id
       where  c.import_id = $1 and c.subject = $2 and c.before is not null and c.subject_id > $3 order by c.subject_id limit $4 for update of t`,
      [batch.id, subject, after, limit],
    )
    const ids = page.rows.filter((row) => row.version === row.after_version).map((row) => row.id)
    await client.query(
      `update ${table} t set ${columns.map((column) => `${column} = r.${column}`).join(', ')}, version = t.version + 1, updated_at = $4
       from  (select (jsonb_populate_record(o, c.before)).* from import_changes c join ${table} o on o.id = c.subject_id
              where c.import_id = $1 and c.subject = $2 and o.id = any($3)) r
       where  t.id = r.id`,
      [batch.id, subject, ids, now],
    )
    await forgetChanges(undoing, subject, ids)
    undoing.undone.restored += ids.length
    undoing.keep(
      page.rows
        .filter((row) => row.version !== row.after_version)
        .map((row) => ({ subject, id: row.id, label: row.label, reason: 'changedSince' })),
    )
    return last(page.rows, limit)
  }

/** People and places the batch added to accounts that are not its own; those of its own go with the account. */
const remove =
  ({ table, subject, label }: Kind): UndoStep =>
  async (undoing, after, limit) => {
    const { tx, batch } = undoing
    const page = await connectionOf(tx).query<{ id: Id; account_id: Id; label: string; untouched: boolean }>(
      `select t.id, t.account_id, ${label} as label, t.version = coalesce(c.after_version, 1) as untouched
       from   ${table} t join accounts a on a.id = t.account_id
       left   join import_changes c on c.import_id = $1 and c.subject = $2 and c.subject_id = t.id
       where  t.import_batch_id = $1 and a.import_batch_id is distinct from $1 and t.id > $3 order by t.id limit $4`,
      [batch.id, subject, after, limit],
    )
    await deleteRows(
      undoing,
      table,
      subject,
      page.rows.filter((row) => row.untouched),
    )
    undoing.keep(
      page.rows
        .filter((row) => !row.untouched)
        .map(({ id, label: text }) => ({ subject, id, label: text, reason: 'changedSince' })),
    )
    return last(page.rows, limit)
  }

export const restorePeople: readonly UndoStep[] = kinds.map(restore)
export const removePeople: readonly UndoStep[] = kinds.map(remove)
