import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { copyText } from '../../../platform/copy-text.ts'
import { announceAfterCommit, connectionOf, type Tx } from '../../../platform/database.ts'
import { type Id, newId } from '../../../platform/ids.ts'

export type BulkRow = Readonly<Record<string, unknown>>

/**
 * Inserts rows in one statement, whatever their number; row policies hold. COPY would be refused below them, so it fills a
 * table of this connection alone, from which the statement reads: half the work of handing the rows over as JSON. Returns how many went
 * in: fewer where `suffix` says `on conflict do nothing`.
 */
export async function insertRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: readonly BulkRow[],
  suffix = '',
): Promise<number> {
  if (rows.length === 0) return 0
  const client = connectionOf(tx)
  const list = columns.join(', ')
  const staged = `pg_temp.staged_${table}`
  await client.query(
    `create temp table if not exists staged_${table} on commit delete rows as select * from ${table} with no data`,
  )
  const copy = client.query(copyFrom(`copy ${staged} (${list}) from stdin`))
  await pipeline(Readable.from([Buffer.from(copyText(columns, rows))]), copy)
  const result = await client.query(`insert into ${table} (${list}) select ${list} from ${staged} ${suffix}`)
  await client.query(`delete from ${staged}`)
  return result.rowCount ?? 0
}

/** Sets the columns of rows that exist to the values given; `more` adds e.g. `, version = t.version + 1`. */
export async function updateRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: readonly BulkRow[],
  more = '',
): Promise<void> {
  if (rows.length === 0) return
  const set = columns.map((column) => `${column} = r.${column}`).join(', ')
  await connectionOf(tx).query(
    `update ${table} t set ${set}${more} from json_populate_recordset(null::${table}, $1::json) r where t.id = r.id`,
    [JSON.stringify(rows)],
  )
}

export interface BulkEvent {
  kind: string
  subjectType: string
  subjectId: Id
  accountId: Id | null
  data: Record<string, unknown>
}

/** One event for each change, in one statement. */
export async function recordInBulk(tx: Tx, events: readonly BulkEvent[], actorId: Id, at: Date): Promise<void> {
  if (events.length === 0) return
  announceAfterCommit(tx)
  const rows = events.map((event) => ({
    id: newId(),
    at,
    actor_id: actorId,
    subject_type: event.subjectType,
    subject_id: event.subjectId,
    account_id: event.accountId,
    kind: event.kind,
    data: event.data,
  }))
  await insertRows(
    tx,
    'events',
    ['id', 'at', 'actor_id', 'subject_type', 'subject_id', 'account_id', 'kind', 'data'],
    rows,
  )
}

export interface Change {
  subject: 'account' | 'contact' | 'address' | 'order' | 'line'
  id: Id
  /** The changed columns as they were; null: the batch made the row. */
  before: Record<string, unknown> | null
  afterVersion: number
}

/** Keeps the oldest image of each row and the newest version the batch left it at. */
export async function rememberChanges(tx: Tx, importId: Id, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  await connectionOf(tx).query(
    `insert into import_changes (import_id, subject, subject_id, before, after_version)
     select $1, subject, subject_id, before, after_version
     from   json_to_recordset($2::json) as c (subject text, subject_id uuid, before jsonb, after_version integer)
     on conflict (import_id, subject, subject_id) do update
       set after_version = excluded.after_version, before = excluded.before || import_changes.before`,
    [
      importId,
      JSON.stringify(
        changes.map((one) => ({
          subject: one.subject,
          subject_id: one.id,
          before: one.before,
          after_version: one.afterVersion,
        })),
      ),
    ],
  )
}
