import type pg from 'pg'
import { type JobWithMetadata, PgBoss } from 'pg-boss'
import type { EventSignal } from '../event-signal.ts'
import { isOutage } from '../outage.ts'
import { type JobDefinition, queuePolicy } from './define-job.ts'
import { failAbandoned, runJob } from './run-job.ts'
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
  const workers: string[] = []
  for (const job of jobs) {
    await boss.createQueue(job.name, queuePolicy(job))
    const worker = await boss.work(
      job.name,
      { includeMetadata: true, pollingIntervalSeconds: pollSeconds, localConcurrency: job.options.concurrency },
      async ([taken]: JobWithMetadata<unknown>[]) => {
        if (taken) await runJob(job, taken, context, stopping.signal)
      },
    )
    workers.push(worker)
  }
  const unsubscribe = signal.on(() => {
    for (const worker of workers) boss.notifyWorker(worker)
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
