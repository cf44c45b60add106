import type { Import } from '@quayside/contract'
import { prepared, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { sendJob } from '../../../platform/jobs/index.ts'
import { forbidden, notFound, Refusal } from '../../../platform/refusal.ts'
import type { BroughtTargets } from './brought/brought-target.ts'
import { importJob } from './import-job.ts'
import { mayUndoImport, mayWorkOnImport } from './imports.policy.ts'
import { type FoundImport, findImport, lockImport, updateImport } from './imports.queries.ts'
import { refuseUnwritableMapping } from './map-import.ts'
import { presentImport } from './present-import.ts'

/** Imports the good rows; a run that was stopped or failed half way goes on where it was. */
export async function startImport(
  tx: Tx,
  user: User,
  id: Id,
  now: Date,
  brought: BroughtTargets = {},
): Promise<Import> {
  const batch = await findOwn(tx, user, id, mayWorkOnImport)
  const goesOn = (batch.state === 'cancelled' || batch.state === 'failed') && batch.checked_at !== null
  if (batch.state !== 'checked' && !goesOn)
    throw new Refusal('importNotChecked', 409, 'Map the columns and let the check finish first.')
  if (batch.options && batch.mapping)
    await refuseUnwritableMapping(tx, user, { options: batch.options, mapping: batch.mapping }, brought)
  await refuseSameFile(tx, batch, brought)
  const jobId = await sendJob(tx, importJob, { importId: id }, { now, watchedBy: user.id })
  await updateImport(tx, id, {
    state: 'importing',
    acting_id: user.id,
    phase_started_at: now,
    cancel_requested: false,
    message: null,
    finished_at: null,
    job_id: jobId,
  })
  await recordEvent(tx, { kind: 'import.started', subject: { type: 'import', id }, actorId: user.id, at: now })
  return presented(tx, user, id, now)
}

/** Asks the work to stop; it does so between two chunks. */
export async function cancelImport(tx: Tx, user: User, id: Id, now: Date): Promise<Import> {
  const batch = await findOwn(tx, user, id, mayWorkOnImport)
  if (batch.state !== 'checking' && batch.state !== 'importing')
    throw new Refusal('importNotRunning', 409, 'Nothing of this import is running.')
  await updateImport(tx, id, { cancel_requested: true })
  return presented(tx, user, id, now)
}

export async function startUndo(tx: Tx, user: User, id: Id, now: Date): Promise<Import> {
  const batch = await findOwn(tx, user, id, mayUndoImport)
  if (!presentImport(batch, user, now).canUndo)
    throw new Refusal('importNotUndoable', 409, 'There is nothing of this import to undo.')
  const jobId = await sendJob(tx, importJob, { importId: id }, { now, watchedBy: user.id })
  await updateImport(tx, id, {
    state: 'undoing',
    acting_id: user.id,
    phase_started_at: now,
    cancel_requested: false,
    message: null,
    undone: null,
    job_id: jobId,
  })
  await recordEvent(tx, { kind: 'import.undoStarted', subject: { type: 'import', id }, actorId: user.id, at: now })
  return presented(tx, user, id, now)
}

async function findOwn(
  tx: Tx,
  user: User,
  id: Id,
  may: (user: User, batch: FoundImport) => boolean,
): Promise<FoundImport> {
  const batch = await lockImport(tx, id)
  if (!batch) throw notFound('import')
  if (!may(user, batch)) throw forbidden()
  return batch
}

async function presented(tx: Tx, user: User, id: Id, now: Date): Promise<Import> {
  const batch = await findImport(tx, id)
  if (!batch) throw notFound('import')
  return presentImport(batch, user, now)
}

/** Rows without a key of their own are told apart by the check alone, so one file may not go in twice beside it. */
async function refuseSameFile(tx: Tx, batch: FoundImport, brought: BroughtTargets): Promise<void> {
  const keys =
    batch.options?.target === 'customersAndOrders'
      ? ['order.key']
      : ['externalKey', brought[batch.options?.target ?? 'customers']?.unitField]
  if (Object.values(batch.mapping ?? {}).some((field) => field !== null && keys.includes(field))) return
  const [row] = await prepared<{ busy: string | null }>(tx, 'same-file-busy', 'select same_file_busy($1) as busy', [
    batch.id,
  ])
  if (row?.busy === 'importing')
    throw new Refusal(
      'sameFileImporting',
      409,
      'The same file is being imported already. Wait until that import has ended.',
    )
  if (row?.busy && batch.options?.target === 'customers' && batch.checkpoint === 0)
    throw new Refusal(
      'importedSince',
      409,
      'The same file was imported since this check. Check again, so that its rows are compared.',
    )
}
