import { readAsOwner } from '../database.ts'
import type { Id } from '../ids.ts'
import type { JobDefinition } from './define-job.ts'
import { runJob, type Taken } from './run-job.ts'
import { type JobContext, JobInterrupted } from './running-job.ts'

/**
 * Runs jobs that were taken from the queue in one go: together where their kind knows how and nobody watches them. Throws when the
 * queue shall try again those that are not among the `done`.
 */
export async function runTogether(
  job: JobDefinition,
  taken: readonly Taken[],
  context: JobContext,
  signal: AbortSignal,
  done: (ids: Id[]) => Promise<unknown>,
): Promise<void> {
  const { together } = job
  const [first, ...others] = taken
  if (!first) return
  if (!together || others.length === 0 || (await watched(taken, context)))
    return each(job, taken, context, signal, done)
  try {
    await together.handle(
      taken.map(({ data }) => job.data.parse(data ?? undefined)),
      context,
      signal,
    )
  } catch (error) {
    if (error instanceof JobInterrupted) throw error
    context.log.warn({ err: error, job: job.name, jobs: taken.length }, 'Jobs failed together and are done one by one.')
    await each(job, taken, context, signal, done)
  }
}

async function watched(taken: readonly Taken[], { database }: JobContext): Promise<boolean> {
  const ids = taken.map(({ id }) => id)
  const found = await readAsOwner(database, (db) =>
    db.selectFrom('jobs_progress').select('id').where('id', 'in', ids).limit(1).executeTakeFirst(),
  )
  return found !== undefined
}

/** One that fails stops none behind it, nor are those that did not fail tried again with it. */
async function each(
  job: JobDefinition,
  taken: readonly Taken[],
  context: JobContext,
  signal: AbortSignal,
  done: (ids: Id[]) => Promise<unknown>,
): Promise<void> {
  const finished: Id[] = []
  let failed: { error: unknown } | undefined
  for (const one of taken)
    await runJob(job, one, context, signal).then(
      () => finished.push(one.id),
      (error: unknown) => {
        failed ??= { error }
      },
    )
  if (!failed) return
  if (finished.length > 0) await done(finished)
  throw failed.error
}
