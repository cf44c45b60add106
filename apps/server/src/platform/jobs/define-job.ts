import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../database.ts'
import { type Id, newId } from '../ids.ts'
import type { JobContext, RunningJob } from './running-job.ts'

export interface JobOptions {
  /** Attempts after the first that failed; not for refusals, which are final. */
  retryLimit?: number
  /** Jobs of this kind at once on one node. */
  concurrency?: number
}

export interface JobDefinition<Schema extends z.ZodType = z.ZodType> {
  name: string
  data: Schema
  handle(job: RunningJob<z.output<Schema>>, context: JobContext): Promise<void>
  options: Required<JobOptions>
  together?: Together<z.output<Schema>>
}

/** Many jobs of a kind done in one go, for work of which each piece is small. */
export interface Together<Data> {
  most: number
  /**
   * Begun anew where it throws: each of them by itself, by `handle`. Nobody watches any of them.
   * @throws JobInterrupted when this node stops
   */
  handle(jobs: readonly Data[], context: JobContext, signal: AbortSignal): Promise<void>
}

/**
 * Declares slow work: it runs after the transaction that sends it has committed, on whichever node has time, and again
 * from the start when that node dies. So the handler must be idempotent: thin, calling an action, skipping what is done.
 */
export function defineJob<Schema extends z.ZodType>(
  name: string,
  data: Schema,
  handle: JobDefinition<Schema>['handle'],
  { retryLimit = 5, concurrency = 1 }: JobOptions = {},
  together?: Together<z.output<Schema>>,
): JobDefinition<Schema> {
  return { name, data, handle, options: { retryLimit, concurrency }, ...(together ? { together } : {}) }
}

export interface SendOptions {
  now: Date
  /** The person who watches it under `/api/jobs/:id`; the transaction must act in his name, or be the owner's. */
  watchedBy?: Id
  startAt?: Date
  /** Of jobs with the same key only one waits. */
  singleKey?: string
}

const secondsPerDay = 86_400

/** How the queue treats jobs of this kind; the names are its own. */
export const queuePolicy = ({ options }: JobDefinition) => ({
  policy: 'short',
  retryLimit: options.retryLimit,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 300,
  // Almost the longest it takes; a dead worker is noticed by its heartbeat.
  expireInSeconds: secondsPerDay - 3_600,
  heartbeatSeconds: 20,
  retentionSeconds: 14 * secondsPerDay,
  deleteAfterSeconds: 7 * secondsPerDay,
})

/** Sends a job inside the transaction: it exists if and only if that commits. Returns its id. */
export async function sendJob<Schema extends z.ZodType>(
  tx: Tx,
  job: JobDefinition<Schema>,
  data: z.input<Schema>,
  { now, watchedBy, startAt, singleKey }: SendOptions,
): Promise<Id> {
  const id = newId()
  const checked = JSON.stringify(job.data.parse(data) ?? null)
  const policy = JSON.stringify(queuePolicy(job as unknown as JobDefinition))
  await sql`select send_job(${id}, ${job.name}, ${checked}::jsonb, ${policy}::jsonb, ${startAt ?? null}, ${singleKey ?? id})`.execute(
    tx,
  )
  if (watchedBy !== undefined)
    await tx.insertInto('jobs_progress').values({ id, kind: job.name, actor_id: watchedBy, created_at: now }).execute()
  return id
}

/** As sendJob, of one kind and for nobody to watch, many in one round trip: each with the key under which one of them waits. */
export async function sendJobs<Schema extends z.ZodType>(
  tx: Tx,
  job: JobDefinition<Schema>,
  jobs: readonly { data: z.input<Schema>; singleKey: string }[],
): Promise<void> {
  if (jobs.length === 0) return
  const policy = JSON.stringify(queuePolicy(job as unknown as JobDefinition))
  const rows = jobs.map(({ data, singleKey }) => ({ id: newId(), data: job.data.parse(data) ?? null, key: singleKey }))
  await sql`
    select send_job(j.id, ${job.name}, j.data, ${policy}::jsonb, null, j.key)
    from   jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as j (id uuid, data jsonb, key text)`.execute(tx)
}
