import type { AccountSelection } from '@quayside/contract'
import { type Database, readAs, type Tx, writeAs } from '../../../platform/database.ts'
import { type NewEvent, recordEvents } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import type { RunningJob } from '../../../platform/jobs/index.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { findActiveUser } from '../../identity/index.ts'
import { categoryOf } from '../mask-account.ts'
import {
  countSelected,
  findKept,
  findNextIds,
  findTargets,
  keepRows,
  type RowUpdate,
  updateMany,
} from './bulk.queries.ts'
import {
  type BulkChange,
  type BulkColumn,
  type BulkTarget,
  before,
  changedColumns,
  noneSkipped,
  type Skipped,
} from './bulk-change.ts'
import { selectionCondition } from './selection.ts'

export interface BulkOrder {
  actorId: Id
  selection: AccountSelection
  change: BulkChange
}

const batchSize = 200
export type BulkResult = { changed: number; skipped: Record<Skipped, number> }

/** Changes account by account what the orderer may change, in small transactions; what an attempt that died has done is not done again. */
export async function changeManyAccounts(
  database: Database,
  job: RunningJob<BulkOrder>,
  clock: () => Date,
): Promise<BulkResult> {
  const { selection, change, actorId } = job.data
  const user = await findActiveUser(database, actorId)
  if (!user) throw new Refusal('orderedByNobody', 403, 'Who ordered this change is no longer active.')
  const condition = await readAs(database, actorId, (db) => selectionCondition(db, user, selection))
  const total = await readAs(database, actorId, (db) => countSelected(db, condition))
  const result: BulkResult = { changed: 0, skipped: { ...noneSkipped } }
  let seen = 0
  let after: Id | null = null
  for (;;) {
    await job.report({ done: seen, total })
    const ids: Id[] = await readAs(database, actorId, (db) => findNextIds(db, condition, after, batchSize))
    if (ids.length === 0) return result
    const done = await writeAs(database, actorId, (tx) => changeBatch(tx, user, job.id, change, ids, clock()))
    result.changed += done.changed
    for (const reason of Object.keys(done.skipped) as Skipped[]) result.skipped[reason] += done.skipped[reason]
    seen += ids.length
    after = ids.at(-1) ?? null
  }
}

async function changeBatch(
  tx: Tx,
  user: User,
  bulkId: Id,
  change: BulkChange,
  ids: readonly Id[],
  now: Date,
): Promise<BulkResult> {
  const skipped: Record<Skipped, number> = { ...noneSkipped }
  const kept = await findKept(tx, bulkId, ids)
  const targets = await findTargets(
    tx,
    ids.filter((id) => !kept.has(id)),
  )
  const updates: RowUpdate[] = []
  for (const target of targets) {
    const values = changedColumns(target, change, user, now)
    if (typeof values === 'string') skipped[values]++
    else updates.push({ id: target.id, version: target.version, values })
  }
  // Somebody who saved one of them a moment ago keeps his change; the row is met as "unchanged" in the report.
  const changed = new Set(updates.length > 0 ? await updateMany(tx, updates, user, now) : [])
  skipped.unchanged += updates.length - changed.size
  const touched = targets.filter((target) => changed.has(target.id))
  if (touched.length > 0) {
    const rows = touched.map((target) => ({
      account_id: target.id,
      before: before(target),
      version: target.version + 1,
    }))
    await keepRows(tx, bulkId, rows)
    const valuesOf = new Map(updates.map((update) => [update.id, update.values]))
    await recordEvents(
      tx,
      touched.flatMap((target) => eventsOf(target, valuesOf.get(target.id) ?? {}, user, bulkId, now)),
    )
  }
  return { changed: touched.length + kept.size, skipped }
}

const fieldOf: Partial<Record<BulkColumn, string>> = {
  owner_id: 'ownerId',
  team_id: 'teamId',
  tags: 'tags',
  industry: 'industry',
  credit_grade: 'creditGrade',
  potential: 'potential',
}

/** The same events as when one account is changed by hand, with the bulk change they belong to. */
export function eventsOf(
  account: BulkTarget,
  values: Record<string, unknown>,
  user: User,
  bulkChangeId: Id,
  now: Date,
): NewEvent[] {
  const common = { subject: { type: 'account', id: account.id }, accountId: account.id, actorId: user.id, at: now }
  const changes = Object.fromEntries(
    (Object.entries(fieldOf) as [BulkColumn, string][])
      .filter(([column]) => column in values && JSON.stringify(values[column]) !== JSON.stringify(account[column]))
      .map(([column, field]) => [field, { from: account[column], to: values[column], category: categoryOf(field) }]),
  )
  const events: NewEvent[] = []
  if (Object.keys(changes).length > 0)
    events.push({ ...common, kind: 'account.changed', data: { changes, bulkChangeId } })
  if ('ownerId' in changes)
    events.push({
      ...common,
      kind: 'account.ownerChanged',
      data: { from: idOnly(account.owner_id), to: idOnly(values.owner_id), bulkChangeId },
    })
  if ('state' in values && values.state !== account.state)
    events.push({
      ...common,
      kind: 'account.stateMoved',
      data: { from: account.state, to: values.state, by: 'bulk', bulkChangeId },
    })
  return events
}

const idOnly = (id: unknown) => (id ? { id } : null)
