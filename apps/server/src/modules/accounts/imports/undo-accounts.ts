import { connectionOf } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { columnOfField } from '../account-fields.ts'
import { presentedColumns } from '../accounts.queries.ts'
import { type DerivedFrom, deriveAccount } from '../derive-account.ts'
import { updateRows } from './bulk-rows.ts'
import { deleteRows, forgetChanges, type Undoing, type UndoStep } from './undoing.ts'
import { findPeopleOfMany } from './write-people.ts'

const typedColumns = [...new Set([...Object.values(columnOfField), 'phone_raw'])]
const derivedColumns = ['sort_key', 'search_keys', 'match_keys', 'quality_score', 'quality_issues']

/** Accounts that were there before become what they were, unless somebody changed them since. */
export const restoreAccounts: UndoStep = async (undoing, after, limit) => {
  const { tx, batch, now, user } = undoing
  const page = await connectionOf(tx).query<
    DerivedFrom & { id: Id; version: number; after_version: number; before: object }
  >(
    `select ${presentedColumns.map((column) => `a.${column}`).join(', ')}, c.after_version, c.before
     from   import_changes c join accounts a on a.id = c.subject_id
     where  c.import_id = $1 and c.subject = 'account' and c.before is not null and c.subject_id > $2
     order  by c.subject_id limit $3 for update of a`,
    [batch.id, after, limit],
  )
  const untouched = page.rows.filter((row) => row.version === row.after_version)
  const around = await findPeopleOfMany(
    tx,
    untouched.map((row) => row.id),
  )
  const rows = untouched.map((row) => {
    const whole = { ...row, ...row.before }
    const { people, places } = around.get(row.id) ?? { people: [], places: [] }
    return { ...whole, ...deriveAccount(whole, people, places, now), updated_at: now, updated_by: user.id }
  })
  await updateRows(
    tx,
    'accounts',
    [...typedColumns, ...derivedColumns, 'updated_at', 'updated_by'],
    rows,
    ', version = t.version + 1',
  )
  await forgetChanges(
    undoing,
    'account',
    untouched.map((row) => row.id),
  )
  undoing.undone.restored += untouched.length
  undoing.keep(
    page.rows
      .filter((row) => row.version !== row.after_version)
      .map((row) => ({
        subject: 'account',
        id: row.id,
        label: `${row.number} ${row.name}`.slice(0, 200),
        reason: 'changedSince',
      })),
  )
  return page.rows.length < limit ? null : (page.rows.at(-1)?.id ?? null)
}

interface Made {
  id: Id
  account_id: Id
  label: string
  changed: boolean
  used: boolean
}

/** Accounts the batch made, with its people and places, unless somebody changed or used them. */
export const removeAccounts: UndoStep = async (undoing, after, limit) => {
  const page = await findMade(undoing, after, limit)
  await deleteRows(
    undoing,
    'accounts',
    'account',
    page.filter((row) => !row.changed && !row.used),
  )
  undoing.keep(
    page
      .filter((row) => row.changed || row.used)
      .map(({ id, label, changed }) => ({
        subject: 'account',
        id,
        label,
        reason: changed ? 'changedSince' : 'usedSince',
      })),
  )
  return page.length < limit ? null : (page.at(-1)?.id ?? null)
}

async function findMade({ tx, batch }: Undoing, after: Id, limit: number): Promise<Made[]> {
  const foreign = (table: string, subject: string) => `exists (
    select from ${table} t left join import_changes tc on tc.import_id = $1 and tc.subject = '${subject}' and tc.subject_id = t.id
    where  t.account_id = a.id and (t.import_batch_id is distinct from $1 or t.version <> coalesce(tc.after_version, 1)))`
  const result = await connectionOf(tx).query<Made>(
    `select a.id, a.id as account_id, left(a.number || ' ' || a.name, 200) as label, a.version <> coalesce(c.after_version, 1) as changed,
            exists (select from orders o where o.account_id = a.id) or exists (select from order_lines l where l.account_id = a.id)
            or exists (select from invoices i where i.account_id = a.id) or exists (select from payments p where p.account_id = a.id)
            or exists (select from interactions i where i.account_id = a.id) or exists (select from attachments f where f.account_id = a.id)
            or exists (select from follow_ups f where f.account_id = a.id) or exists (select from accounts b where b.parent_id = a.id or b.merged_into = a.id)
            or ${foreign('contacts', 'contact')} or ${foreign('addresses', 'address')} as used
     from   accounts a left join import_changes c on c.import_id = $1 and c.subject = 'account' and c.subject_id = a.id
     where  a.import_batch_id = $1 and a.id > $2 order by a.id limit $3`,
    [batch.id, after, limit],
  )
  return result.rows
}
