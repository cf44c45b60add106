import { setTimeout as pause } from 'node:timers/promises'
import type { Sentence } from '@quayside/contract'
import { type Database, readAsOwner, writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { FileStore } from '../../../platform/files/index.ts'
import type { Id } from '../../../platform/ids.ts'
import { JobCancelled } from '../../../platform/jobs/running-job.ts'
import { isOutage } from '../../../platform/outage.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { inBothLanguages, plainSentence, sentenceOf } from '../../../platform/sentence.ts'
import { findActiveUser } from '../../identity/index.ts'
import type { BroughtTargets } from './brought/brought-target.ts'
import { checkUnits } from './brought/check-units.ts'
import { runUnits } from './brought/run-units.ts'
import { checkImport } from './check-import.ts'
import { refuseWithoutSource } from './forget-sources.ts'
import { type FoundImport, findImport, updateImport } from './imports.queries.ts'
import { loadWorld } from './load-world.ts'
import { runImport } from './run-import.ts'
import { CancelledByPerson, Superseded } from './stopped.ts'
import { undoImport } from './undo-import.ts'

export interface ImportDeps {
  database: Database
  files: FileStore
  clock(): Date
  /** What modules above bring. */
  brought?: BroughtTargets
  /** Rows per transaction; for tests. */
  chunkRows?: number
}

export type Report = (progress: { done: number; total: number | null }) => Promise<void>

export interface Watching {
  report: Report
  /** The job that works; another one stands aside. Absent: whoever calls. */
  jobId?: Id
}

/** How long a database that is away is waited for before the job is handed back to the queue. */
const patienceMs = 10 * 60_000

/** Does what the batch's state asks for, from where it was left. An outage is waited out. */
export async function workImport(deps: ImportDeps, id: Id, { report, jobId }: Watching): Promise<void> {
  let awaySince: number | null = null
  for (;;)
    try {
      const batch = await readAsOwner(deps.database, (db) => findImport(db, id))
      awaySince = null
      if (!batch || (jobId !== undefined && batch.job_id !== jobId)) return
      return await workOnce(deps, batch, report)
    } catch (error) {
      if (!isOutage(error)) throw error
      awaySince ??= Date.now()
      if (Date.now() - awaySince > patienceMs) throw error
      await pause(500)
    }
}

async function workOnce(deps: ImportDeps, batch: FoundImport, report: Report): Promise<void> {
  if (batch.state !== 'checking' && batch.state !== 'importing' && batch.state !== 'undoing') return
  try {
    const user = batch.acting_id === null ? null : await findActiveUser(deps.database, batch.acting_id)
    if (!user) throw actorGone()
    await refuseWithoutSource(deps.files, batch)
    if (batch.state === 'undoing') return await undoImport(deps, batch, user, report)
    const target = batch.options?.target
    const others = target && deps.brought?.[target]
    if (others && batch.state === 'checking') return await checkUnits(deps, batch, user, others, report)
    if (others) return await runUnits(deps, batch, user, others, report)
    const world = await loadWorld(deps.database, user, deps.clock())
    if (batch.state === 'checking') await checkImport(deps, batch, user, world, report)
    else await runImport(deps, batch, user, world, report)
  } catch (error) {
    if (error instanceof Superseded) return
    if (error instanceof CancelledByPerson || error instanceof JobCancelled) {
      await endAs(deps, batch, 'cancelled', stopped)
      if (error instanceof JobCancelled) throw error
      return
    }
    if (error instanceof Refusal) return endAs(deps, batch, 'failed', sentenceOf(error))
    throw error
  }
}

const stopped = plainSentence({
  zh: '已停止。已导入的数据保留，可以撤销。',
  en: 'Stopped. What is in stays in and can be undone.',
})

function actorGone(): Refusal {
  const en = 'The person in whose name this import runs is no longer active.'
  return new Refusal('actorGone', 409, en, { extra: inBothLanguages('发起导入的人已停用。', en) })
}

async function endAs(
  { database, clock }: ImportDeps,
  batch: FoundImport,
  state: 'cancelled' | 'failed',
  message: Sentence,
): Promise<void> {
  await writeAsOwner(database, async (tx) => {
    const now = clock()
    await updateImport(tx, batch.id, { state, message, finished_at: now, cancel_requested: false })
    await recordEvent(tx, {
      kind: `import.${state}`,
      subject: { type: 'import', id: batch.id },
      actorId: batch.acting_id,
      at: now,
      data: { message },
    })
  })
}
