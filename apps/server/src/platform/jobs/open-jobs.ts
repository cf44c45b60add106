import type pg from 'pg'
import { type JobWithMetadata, PgBoss } from 'pg-boss'
import type { EventSignal } from '../event-signal.ts'
import { isOutage } from '../outage.ts'
import { type JobDefinition, queuePolicy } from './define-job.ts'
import { failAbandoned } from './run-job.ts'
import { runTogether } from './run-together.ts'
import type { JobContext } from './running-job.ts'

export interface Jobs {
  /** Lets running jobs come to their next report, then hands them back to the queue. */
  stop(): Promise<void>
}

export interface JobsOptions {
  /** The owner's connection; the queue keeps two of its own, so that a busy pool never delays a heartbeat. */
  owner: pg.PoolConfig
  context: JobContext
  jobs: readonly JobDefinition[]
  /** Listens on `quayside_jobs`. */
  signal: EventSignal
  /** How often dead workers are looked for. */
  superviseSeconds?: number
}

const pollSeconds = 5
const stopPatienceMs = 10_000

/** Works off the queue on this node. */
export async function openJobs({ owner, context, jobs, signal, superviseSeconds = 10 }: JobsOptions): Promise<Jobs> {
  const { host, port, user, password, database, connectionString, ssl } = owner
  const boss = new PgBoss({
    ...(connectionString ? { connectionString } : { host, port, user, database, password: password as string }),
    ...(ssl ? { ssl } : {}),
    max: 2,
    application_name: 'quayside-jobs',
    schema: 'pgboss',
    createSchema: false,
    migrate: false,
    schedule: false,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
  })
  boss.on('error', (error) => {
    if (!isOutage(error)) context.log.error({ err: error }, 'The job queue reported an error.')
  })
  await boss.start()

  const stopping = new AbortController()
  const workers = new Map<string, string[]>()
  for (const job of jobs) {
    await boss.createQueue(job.name, queuePolicy(job))
    // Each by itself: of several workers begun together the queue wakes the first alone.
    const begun = Array.from({ length: job.options.concurrency }, () =>
      beginWorker(boss, job, context, stopping.signal),
    )
    workers.set(job.name, await Promise.all(begun))
  }
  const unsubscribe = signal.on((queue) => {
    const woken = queue === undefined ? [...workers.values()].flat() : (workers.get(queue) ?? [])
    for (const worker of woken) boss.notifyWorker(worker)
  })
  const sweep = setInterval(() => {
    failAbandoned(context).catch((error: unknown) => {
      if (!isOutage(error)) context.log.error({ err: error }, 'Looking for abandoned jobs failed.')
    })
  }, superviseSeconds * 1_000)
  sweep.unref()
  return {
    async stop() {
      stopping.abort()
      unsubscribe()
      clearInterval(sweep)
      await boss.stop({ graceful: true, timeout: stopPatienceMs })
    },
  }
}

async function beginWorker(
  boss: PgBoss,
  job: JobDefinition,
  context: JobContext,
  stopping: AbortSignal,
): Promise<string> {
  const { most = 1 } = job.together ?? {}
  // It may take what waits already before it is known here under its name.
  let worker: string | undefined
  worker = await boss.work(
    job.name,
    { includeMetadata: true, pollingIntervalSeconds: pollSeconds, batchSize: most },
    async (taken: JobWithMetadata<unknown>[]) => {
      // Behind what it has taken more may wait: it looks again at once, not when it would be its turn to look.
      if (worker) boss.notifyWorker(worker)
      await runTogether(job, taken, context, stopping, (ids) => boss.complete(job.name, ids))
    },
  )
  return worker
}
