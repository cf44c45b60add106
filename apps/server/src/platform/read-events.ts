import { sql } from 'kysely'
import type { Db } from './database.ts'
import type { Id } from './ids.ts'

/** Where a reader of the spine stands: everything up to here, in the order of commits, is behind it. */
export interface SpinePosition {
  xid: string
  seq: number
}

export interface SpineEvent {
  id: Id
  at: Date
  xid: string
  seq: number
  actorId: Id | null
  subject: { type: string; id: Id }
  accountId: Id | null
  kind: string
  data: Record<string, unknown>
}

interface EventRow {
  id: Id
  at: Date
  xid: string
  seq: number
  actor_id: Id | null
  subject_type: string
  subject_id: Id
  account_id: Id | null
  kind: string
  data: Record<string, unknown>
}

/**
 * The next events behind a position. Only those of transactions older than any still running are read: whatever commits
 * later sorts behind them, so nothing is ever skipped, and no clock has a say.
 */
export async function readEvents(db: Db, { xid, seq }: SpinePosition, limit: number): Promise<SpineEvent[]> {
  const { rows } = await sql<EventRow>`
    select id, at, xid::text as xid, seq, actor_id, subject_type, subject_id, account_id, kind, data
    from   events
    where  (xid, seq) > (${xid}::xid8, ${seq}::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
    order  by events.xid, events.seq
    limit  ${limit}`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    xid: row.xid,
    seq: row.seq,
    actorId: row.actor_id,
    subject: { type: row.subject_type, id: row.subject_id },
    accountId: row.account_id,
    kind: row.kind,
    data: row.data,
  }))
}

/** The position from which only what commits from now on is ahead. */
export async function presentPosition(db: Db): Promise<SpinePosition> {
  const { rows } = await sql<{ xid: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(db)
  // Nothing of that transaction itself is behind: sequence numbers start at 1.
  return { xid: rows[0]?.xid ?? '0', seq: 0 }
}
