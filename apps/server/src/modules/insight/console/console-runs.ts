import type { ConsoleOutcome, ConsoleRun } from '@quayside/contract'
import { sql as text } from 'kysely'
import { z } from 'zod'
import { connectionOf, type Db, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import type { User } from '../../../platform/http/serve.ts'

interface Run {
  id: string
  sql: string
  outcome: ConsoleOutcome
  rows: number | null
  milliseconds: number
  format: 'xlsx' | 'csv' | null
  problem: string | null
}

/** As much of a statement as an event carries; the run itself keeps all of it. */
const toldOfSql = 2_000

export async function recordRun(tx: Tx, user: User, at: Date, run: Run): Promise<void> {
  const { id, sql, outcome, rows, milliseconds, format, problem } = run
  await connectionOf(tx).query(
    `insert into console_runs (id, user_id, at, sql, outcome, rows, milliseconds, format, problem) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, user.id, at, sql, outcome, rows, milliseconds, format, problem?.slice(0, 2_000) ?? null],
  )
  const data = { sql: sql.slice(0, toldOfSql).toWellFormed(), outcome, rows, milliseconds, format }
  await recordEvent(tx, { kind: 'consoleRun.ended', subject: { type: 'consoleRun', id }, actorId: user.id, at, data })
}

const Place = z.strictObject({ at: z.iso.datetime(), id: z.uuid() })

interface Wanted {
  whose: 'mine' | 'all'
  cursor?: string | undefined
  limit: number
}

/** Newest first. Row policies show one’s own to everybody and all of them to administrators. */
export async function listRuns(db: Db, user: User, { whose, cursor, limit }: Wanted) {
  const place = cursor === undefined ? null : decodeCursor(Place, cursor)
  const found = await text<Omit<ConsoleRun, 'person' | 'at'> & { at: Date; userId: string; name: string }>`
    select r.id, r.user_id as "userId", u.name, r.at, r.sql, r.outcome, r.rows, r.milliseconds, r.format, r.problem
    from   console_runs r join users u on u.id = r.user_id
    where  ${whose === 'mine' ? text`r.user_id = ${user.id}` : text`true`}
    and    ${place ? text`(r.at, r.id) < (${place.at}::timestamptz, ${place.id}::uuid)` : text`true`}
    order  by r.at desc, r.id desc limit ${limit}`.execute(db)
  const rows = found.rows.map(({ userId, name, at, ...run }) => ({
    ...run,
    at: at.toISOString(),
    person: { id: userId, name },
  }))
  const last = rows.at(-1)
  return { rows, next: last && rows.length === limit ? encodeCursor({ at: last.at, id: last.id }) : null }
}
