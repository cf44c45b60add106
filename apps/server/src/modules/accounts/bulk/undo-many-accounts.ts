import { type Database, readAs, type Tx, writeAs } from '../../../platform/database.ts'
import { recordEvents } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import type { RunningJob } from '../../../platform/jobs/index.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { findActiveUser } from '../../identity/index.ts'
import { mayChangeAccount } from '../accounts.policy.ts'
import { countRows, findNotUndone, findTargets, type KeptRow, markRowsUndone, updateMany } from './bulk.queries.ts'
import { eventsOf } from './change-many-accounts.ts'

const batchSize = 200
const mostNamed = 100

export interface UndoResult {
  undone: number
  /** Changed, moved out of reach or thrown away since: left as they are. */
  leftAlone: number
  /** Some of them by number. */
  numbers: string[]
}

/** Puts back what a bulk change found, where nobody has touched the account since. */
export async function undoManyAccounts(
  database: Database,
  job: RunningJob<{ actorId: Id; bulkChangeId: Id }>,
  clock: () => Date,
): Promise<UndoResult> {
  const { actorId, bulkChangeId } = job.data
  const user = await findActiveUser(database, actorId)
  if (!user) throw new Refusal('orderedByNobody', 403, 'Who ordered this is no longer active.')
  const total = await readAs(database, actorId, (db) => countRows(db, bulkChangeId))
  const result: UndoResult = { undone: 0, leftAlone: 0, numbers: [] }
  let after: Id | null = null
  for (;;) {
    await job.report({ done: result.undone + result.leftAlone, total })
    const rows: KeptRow[] = await readAs(database, actorId, (db) => findNotUndone(db, bulkChangeId, after, batchSize))
    if (rows.length === 0) return result
    const done = await writeAs(database, actorId, (tx) => undoBatch(tx, user, bulkChangeId, rows, clock()))
    result.undone += done.undone
    result.leftAlone += rows.length - done.undone
    result.numbers.push(...done.numbers.slice(0, mostNamed - result.numbers.length))
    after = rows.at(-1)?.account_id ?? null
  }
}

async function undoBatch(
  tx: Tx,
  user: User,
  bulkChangeId: Id,
  rows: readonly KeptRow[],
  now: Date,
): Promise<{ undone: number; numbers: string[] }> {
  const targets = await findTargets(
    tx,
    rows.map((row) => row.account_id),
  )
  const rowOf = new Map(rows.map((row) => [row.account_id, row]))
  const untouched = targets.filter(
    (target) => rowOf.get(target.id)?.version === target.version && mayChangeAccount(user, target),
  )
  const updates = untouched.map((target) => ({
    id: target.id,
    version: target.version,
    values: rowOf.get(target.id)?.before ?? {},
  }))
  const undone = new Set(updates.length > 0 ? await updateMany(tx, updates, user, now) : [])
  await markRowsUndone(tx, bulkChangeId, [...undone])
  const back = untouched.filter((target) => undone.has(target.id))
  await recordEvents(
    tx,
    back.flatMap((target) => eventsOf(target, rowOf.get(target.id)?.before ?? {}, user, bulkChangeId, now)),
  )
  return {
    undone: undone.size,
    numbers: targets.filter((target) => !undone.has(target.id)).map((target) => target.number),
  }
}
