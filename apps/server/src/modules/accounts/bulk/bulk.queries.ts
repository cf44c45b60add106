import { connectionOf, type Db, prepared, type Tx } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { type FoundAccount, presentation } from '../accounts.queries.ts'
import type { BulkTarget } from './bulk-change.ts'

export interface Condition {
  text: string
  values: readonly unknown[]
}

/** The next accounts of a selection by id; each is met once, whatever the change does to the filter it was chosen by. */
export async function findNextIds(db: Db, condition: Condition | null, after: Id | null, limit: number): Promise<Id[]> {
  const values: unknown[] = [...(condition?.values ?? [])]
  const where = ['a.deleted_at is null', condition?.text ?? '', after ? `a.id > $${values.push(after)}::uuid` : '']
  const text = `select a.id from accounts a where ${where.filter(Boolean).join(' and ')} order by a.id limit ${limit}`
  return (await connectionOf(db).query<{ id: Id }>(text, values)).rows.map((row) => row.id)
}

export async function countSelected(db: Db, condition: Condition | null): Promise<number> {
  const where = ['a.deleted_at is null', condition?.text ?? ''].filter(Boolean).join(' and ')
  const text = `select count(*)::int as n from accounts a where ${where}`
  return (await connectionOf(db).query<{ n: number }>(text, [...(condition?.values ?? [])])).rows[0]?.n ?? 0
}

export function findTargets(tx: Tx, ids: readonly Id[]): Promise<BulkTarget[]> {
  const text = `${presentation('accounts').replace(
    '\n  from   accounts a',
    `, (select count(*)::int from contacts c where c.account_id = a.id and c.active) as contacts,
       (select coalesce(json_agg(json_build_object('country', ad.country, 'province', ad.province, 'postcode', ad.postcode, 'division_code', ad.division_code)), '[]')
        from addresses ad where ad.account_id = a.id) as places
  from   accounts a`,
  )} where a.id = any ($1) and a.deleted_at is null order by a.id`
  return prepared<BulkTarget & Record<string, unknown>>(tx, 'bulk-targets', text, [ids])
}

export function findPresented(db: Db, ids: readonly Id[]): Promise<FoundAccount[]> {
  const text = `${presentation('accounts')} where a.id = any ($1)`
  return prepared<FoundAccount & Record<string, unknown>>(db, 'accounts-by-ids', text, [ids])
}

export interface RowUpdate {
  id: Id
  version: number
  values: Record<string, unknown>
}

const columnTypes = {
  owner_id: 'uuid',
  team_id: 'uuid',
  state: 'text',
  state_since: 'timestamptz',
  tags: 'text[]',
  industry: 'text',
  credit_grade: 'text',
  potential: 'smallint',
  quality_score: 'smallint',
  quality_issues: 'text[]',
} as const

/** Writes many rows in one statement; returns the ids of those that still had the version given. */
export async function updateMany(tx: Tx, updates: readonly RowUpdate[], user: User, now: Date): Promise<Id[]> {
  const columns = Object.keys(columnTypes) as (keyof typeof columnTypes)[]
  const changes = columns.map(
    (column) => `${column} = case when w.has ? '${column}' then w.${column} else a.${column} end`,
  )
  const record = columns.map((column) => `${column} ${columnTypes[column]}`).join(', ')
  const text = `
    update accounts a set version = a.version + 1, updated_at = $2, updated_by = $3, ${changes.join(', ')}
    from   jsonb_to_recordset($1::jsonb) as w (id uuid, version integer, has jsonb, ${record})
    where  a.id = w.id and a.version = w.version
    returning a.id`
  const rows = updates.map(({ id, version, values }) => ({ id, version, has: Object.keys(values), ...values }))
  return (await prepared<{ id: Id }>(tx, 'bulk-update', text, [JSON.stringify(rows), now, user.id])).map(
    (row) => row.id,
  )
}

export async function insertBulkChange(tx: Tx, id: Id, user: User, change: unknown, now: Date): Promise<void> {
  const text = 'insert into bulk_changes (id, actor_id, change, created_at) values ($1, $2, $3, $4)'
  await prepared(tx, 'insert-bulk-change', text, [id, user.id, JSON.stringify(change), now])
}

export interface BulkChangeRow {
  id: Id
  undone_at: Date | null
}

export async function findBulkChange(db: Db, id: Id): Promise<BulkChangeRow | undefined> {
  const text = 'select id, undone_at from bulk_changes where id = $1'
  const [row] = await prepared<BulkChangeRow & Record<string, unknown>>(db, 'bulk-change-by-id', text, [id])
  return row
}

export async function markUndone(tx: Tx, id: Id, now: Date): Promise<void> {
  await prepared(tx, 'bulk-change-undone', 'update bulk_changes set undone_at = $2 where id = $1', [id, now])
}

export interface KeptRow {
  account_id: Id
  before: Record<string, unknown>
  version: number
}

export async function keepRows(tx: Tx, bulkId: Id, rows: readonly KeptRow[]): Promise<void> {
  const text = `
    insert into bulk_change_rows (bulk_change_id, account_id, before, version)
    select $1, account_id, before, version from jsonb_to_recordset($2::jsonb) as r (account_id uuid, before jsonb, version integer)`
  await prepared(tx, 'keep-bulk-rows', text, [bulkId, JSON.stringify(rows)])
}

/** The accounts this job has changed already, in an attempt that died. */
export async function findKept(db: Db, bulkId: Id, ids: readonly Id[]): Promise<Set<Id>> {
  const text = 'select account_id from bulk_change_rows where bulk_change_id = $1 and account_id = any ($2)'
  const rows = await prepared<{ account_id: Id }>(db, 'kept-bulk-rows', text, [bulkId, ids])
  return new Set(rows.map((row) => row.account_id))
}

export function findNotUndone(db: Db, bulkId: Id, after: Id | null, limit: number): Promise<KeptRow[]> {
  const text = `
    select account_id, before, version from bulk_change_rows
    where  bulk_change_id = $1 and not undone and ($2::uuid is null or account_id > $2)
    order  by account_id limit ${limit}`
  return prepared<KeptRow & Record<string, unknown>>(db, `not-undone-${limit}`, text, [bulkId, after])
}

export async function markRowsUndone(tx: Tx, bulkId: Id, ids: readonly Id[]): Promise<void> {
  const text = 'update bulk_change_rows set undone = true where bulk_change_id = $1 and account_id = any ($2)'
  await prepared(tx, 'bulk-rows-undone', text, [bulkId, ids])
}

export async function countRows(db: Db, bulkId: Id): Promise<number> {
  const text = 'select count(*)::int as n from bulk_change_rows where bulk_change_id = $1 and not undone'
  const [row] = await prepared<{ n: number }>(db, 'count-bulk-rows', text, [bulkId])
  return row?.n ?? 0
}
