import type { Sentence } from '@quayside/contract'
import { sql } from 'kysely'
import type { JobWithMetadata } from 'pg-boss'
import { throughKey, writeAsOwner } from '../database.ts'
import { quotaRefusal } from '../files/index.ts'
import type { Id } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import { plainSentence, sentenceOf } from '../sentence.ts'
import type { JobDefinition } from './define-job.ts'
import { JobCancelled, type JobContext, JobInterrupted, type JobOutcome, progressReporter } from './running-job.ts'

export type Taken = Pick<JobWithMetadata<unknown>, 'id' | 'data' | 'retryCount' | 'retryLimit'>

/** Runs one attempt and keeps its progress row true. Throws when the queue shall try again. */
export async function runJob(
  job: JobDefinition,
  taken: Taken,
  context: JobContext,
  signal: AbortSignal,
): Promise<void> {
  const begun = await begin(context, taken)
  if (!begun) return
  let outcome: JobOutcome = {}
  try {
    const running = {
      id: taken.id,
      data: job.data.parse(taken.data ?? undefined),
      signal,
      report: progressReporter(context.database, taken.id, signal).report,
      finishWith: (given: JobOutcome) => {
        outcome = { ...outcome, ...given }
      },
    }
    await job.handle(running, { ...context, database: throughKey(context.database, begun.keyId) })
    await finish(context, taken.id, 'done', outcome)
  } catch (error) {
    await afterFailure(job, taken, context, error)
  }
}

/** What the job works through; false when the person cancelled before it began, or it was finished by an attempt whose end the queue never heard of. */
async function begin(
  { database, clock }: JobContext,
  { id, retryCount }: Taken,
): Promise<false | { keyId: Id | null }> {
  return writeAsOwner(database, async (tx) => {
    const row = await tx
      .selectFrom('jobs_progress')
      .select(['state', 'cancel_requested', 'started_at', 'api_key_id'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return { keyId: null }
    if (row.state !== 'waiting' && row.state !== 'running') return false
    const now = clock()
    await tx
      .updateTable('jobs_progress')
      .set(
        row.cancel_requested
          ? { state: 'cancelled', finished_at: now }
          : { state: 'running', started_at: row.started_at ?? now, attempt: retryCount + 1 },
      )
      .where('id', '=', id)
      .execute()
    return row.cancel_requested ? false : { keyId: row.api_key_id }
  })
}

async function afterFailure(job: JobDefinition, taken: Taken, context: JobContext, error: unknown): Promise<void> {
  if (error instanceof JobCancelled) return finish(context, taken.id, 'cancelled')
  if (error instanceof JobInterrupted) throw error
  // A refusal would be the same next time.
  const refusal = error instanceof Refusal ? error : quotaRefusal(error as { code?: string; detail?: string })
  if (refusal) return finish(context, taken.id, 'failed', { failure: sentenceOf(refusal) })
  const last = taken.retryCount >= taken.retryLimit
  context.log.error(
    { err: error, job: job.name, jobId: taken.id, attempt: taken.retryCount + 1, last },
    'A job failed.',
  )
  if (last) await finish(context, taken.id, 'failed', { failure: unexpected(taken.id) })
  throw error
}

const unexpected = (jobId: Id): Sentence =>
  plainSentence({
    zh: `服务器出错了，请把任务编号 ${jobId} 告诉管理员。`,
    en: `Something went wrong on the server. Tell your administrator the job id ${jobId}.`,
    code: 'jobFailed',
    params: { jobId },
  })

const interrupted = plainSentence({
  zh: '任务多次中断，没有完成，请重新开始。',
  en: 'The work was interrupted too often. Start it again.',
  code: 'jobInterrupted',
})

async function finish(
  { database, clock }: JobContext,
  id: Id,
  state: 'done' | 'failed' | 'cancelled',
  { result, fileId, failure }: JobOutcome & { failure?: Sentence } = {},
): Promise<void> {
  await writeAsOwner(database, (tx) =>
    tx
      .updateTable('jobs_progress')
      .set({
        state,
        message: failure?.en ?? '',
        ...(failure ? { failure: JSON.stringify(failure) } : {}),
        finished_at: clock(),
        ...(result ? { result: JSON.stringify(result) } : {}),
        ...(fileId ? { file_id: fileId } : {}),
      })
      .where('id', '=', id)
      .where('state', 'in', ['waiting', 'running'])
      .execute(),
  )
}

/** Tells the person of jobs whose every attempt died without a word. */
export async function failAbandoned({ database, clock }: JobContext): Promise<void> {
  await writeAsOwner(database, (tx) =>
    sql`
    update jobs_progress p
    set    state = 'failed', finished_at = ${clock()}, message = ${interrupted.en}, failure = ${JSON.stringify(interrupted)}::jsonb
    from   pgboss.job j
    where  j.id = p.id and j.name = p.kind and j.state in ('failed', 'cancelled') and p.state in ('waiting', 'running')`.execute(
      tx,
    ),
  )
}
