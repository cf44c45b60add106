import type { Import, Sentence } from '@quayside/contract'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import type { DB } from '../../../platform/schema.generated.ts'
import { plainSentence } from '../../../platform/sentence.ts'
import type { Mapping } from './draft-row.ts'
import type { Options } from './read-cells.ts'
import type { RowIssue } from './row-issue.ts'

export type Counts = Import['counts']
/** What an undo could not take back: somebody worked on it since. */
export interface Kept {
  subject: string
  id: Id
  label: string
  reason: 'changedSince' | 'usedSince' | 'notAllowed'
}
export interface Undone {
  removed: number
  restored: number
  kept: Kept[]
  keptTotal: number
}

export const noCounts: Counts = {
  rows: 0,
  good: 0,
  faulty: 0,
  warned: 0,
  skipped: 0,
  accountsCreated: 0,
  accountsChanged: 0,
  contactsCreated: 0,
  ordersCreated: 0,
  ordersChanged: 0,
  linesCreated: 0,
  duplicatesFound: 0,
}

type Row = Selectable<DB['imports']>
export interface FoundImport
  extends Omit<Row, 'state' | 'detected' | 'options' | 'mapping' | 'counts' | 'message' | 'undone'> {
  state: Import['state']
  detected: Import['detected']
  options: Options | null
  mapping: Mapping | null
  counts: Counts
  message: Sentence | null
  undone: Undone | null
  by_name: string | null
  /** Of the job that works or worked on it; null where the reader may not see it. */
  attempt: number | null
}

const found = (db: Db) =>
  db
    .selectFrom('imports as i')
    .leftJoin('users as u', 'u.id', 'i.created_by')
    .selectAll('i')
    .leftJoin('jobs_progress as j', 'j.id', 'i.job_id')
    .select(['u.name as by_name', 'j.attempt'])

/** A checkpoint is the number of a row in the file, of which titles and empty rows have one, too. */
export const rowsDone = ({ rows_total }: Pick<FoundImport, 'rows_total'>, checkpoint: number): number =>
  Math.min(checkpoint, rows_total ?? checkpoint)

const shaped = (row: unknown): FoundImport => {
  const one = row as FoundImport
  return { ...one, counts: { ...noCounts, ...one.counts }, message: one.message && plainSentence(one.message) }
}

export async function findImport(db: Db, id: Id): Promise<FoundImport | undefined> {
  const row = await found(db).where('i.id', '=', id).executeTakeFirst()
  return row && shaped(row)
}

/** Locks the batch, so that two requests, or a request and the job, do not change its state at once. */
export async function lockImport(tx: Tx, id: Id): Promise<FoundImport | undefined> {
  const row = await found(tx).where('i.id', '=', id).forUpdate('i').executeTakeFirst()
  return row && shaped(row)
}

export async function findImports(db: Db, limit: number, after: { at: string; id: Id } | null): Promise<FoundImport[]> {
  const page = found(db).orderBy('i.created_at', 'desc').orderBy('i.id', 'desc').limit(limit)
  const rows = await (after
    ? page.where(sql<boolean>`(i.created_at, i.id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
    : page
  ).execute()
  return rows.map(shaped)
}

export interface ImportValues {
  state?: Import['state']
  acting_id?: Id
  detected?: Import['detected']
  options?: Options | null
  mapping?: Mapping | null
  counts?: Counts
  rows_total?: number | null
  checkpoint?: number
  phase_started_at?: Date | null
  checked_at?: Date | null
  message?: Sentence | null
  undone?: Undone | null
  cancel_requested?: boolean
  job_id?: Id
  finished_at?: Date | null
}
const jsonColumns: ReadonlySet<string> = new Set(['detected', 'options', 'mapping', 'counts', 'message', 'undone'])

export async function updateImport(tx: Tx, id: Id, values: ImportValues): Promise<void> {
  const set = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      jsonColumns.has(key) && value !== null ? JSON.stringify(value) : value,
    ]),
  )
  await tx
    .updateTable('imports')
    .set({ ...set, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}

export interface KeptRow {
  row_number: number
  values: string[]
  state: 'faulty' | 'warned' | 'duplicate' | 'mended' | 'skipped' | 'imported'
  issues: RowIssue[]
  version: number
}

/** Rows to be looked at; a repeated check replaces its own and leaves what people decided. */
export async function keepRows(
  tx: Tx,
  importId: Id,
  rows: readonly Pick<KeptRow, 'row_number' | 'values' | 'state' | 'issues'>[],
): Promise<void> {
  if (rows.length === 0) return
  const clean = rows.map((row) => ({
    ...row,
    values: row.values.map((text) => text.replaceAll('\0', '').toWellFormed()),
  }))
  await sql`
    insert into import_rows (import_id, row_number, values, state, issues)
    select ${importId}, row_number, values, state, issues
    from   jsonb_to_recordset(${JSON.stringify(clean)}::jsonb) as r (row_number bigint, values text[], state text, issues jsonb)
    on conflict (import_id, row_number) do update set state = excluded.state, issues = excluded.issues, version = import_rows.version + 1
    where import_rows.state <> 'skipped'`.execute(tx)
}

export async function findKeptRow(db: Db, importId: Id, rowNumber: number): Promise<KeptRow | undefined> {
  const row = await db
    .selectFrom('import_rows')
    .select(['row_number', 'values', 'state', 'issues', 'version'])
    .where('import_id', '=', importId)
    .where('row_number', '=', rowNumber)
    .forUpdate()
    .executeTakeFirst()
  return row as KeptRow | undefined
}

export async function findKeptRows(
  db: Db,
  importId: Id,
  { states, after, limit }: { states: readonly string[]; after: number; limit: number },
): Promise<KeptRow[]> {
  const rows = await db
    .selectFrom('import_rows')
    .select(['row_number', 'values', 'state', 'issues', 'version'])
    .where('import_id', '=', importId)
    .where('state', 'in', states)
    .where('row_number', '>', after)
    .orderBy('row_number')
    .limit(limit)
    .execute()
  return rows as unknown as KeptRow[]
}

/** What people decided about rows of this stretch of the file. */
export async function findDecisions(db: Db, importId: Id, from: number, to: number): Promise<Map<number, KeptRow>> {
  const rows = await db
    .selectFrom('import_rows')
    .select(['row_number', 'values', 'state', 'issues', 'version'])
    .where('import_id', '=', importId)
    .where('row_number', '>=', from)
    .where('row_number', '<=', to)
    .where('state', 'in', ['mended', 'skipped', 'duplicate'])
    .execute()
  return new Map(rows.map((row) => [Number(row.row_number), row as unknown as KeptRow]))
}

/** Every row that stays behind, or stands otherwise than in the file. */
export async function findDecided(db: Db, importId: Id): Promise<Map<number, Pick<KeptRow, 'state' | 'values'>>> {
  const rows = await db
    .selectFrom('import_rows')
    .select(['row_number', 'values', 'state'])
    .where('import_id', '=', importId)
    .where('state', 'in', ['mended', 'skipped', 'duplicate', 'faulty'])
    .execute()
  return new Map(rows.map((row) => [Number(row.row_number), row as unknown as Pick<KeptRow, 'state' | 'values'>]))
}

/** How many rows stand in each state. */
export async function countKeptRows(db: Db, importId: Id): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('import_rows')
    .select(['state', sql<number>`count(*)`.as('n')])
    .where('import_id', '=', importId)
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.state, row.n]))
}
