import { cancelJob, downloadJobFile, type Job, listJobs, readJob } from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import type { Selectable } from 'kysely'
import type { Db, Tx } from '../database.ts'
import { type FileStore, findFile, sendFile } from '../files/index.ts'
import type { Id } from '../ids.ts'
import { notFound, Refusal } from '../refusal.ts'
import type { JobsProgress } from '../schema.generated.ts'
import { serve } from './serve.ts'

/** What a person sees of the work done for him. Row policies show each his own. */
export function serveJobs(app: FastifyInstance, files: FileStore): void {
  serve(app, listJobs, ({ query, read }) =>
    read(async (db) => {
      let rows = db.selectFrom('jobs_progress').selectAll()
      if (query.state) rows = rows.where('state', '=', query.state)
      return { rows: (await rows.orderBy('created_at', 'desc').limit(query.limit).execute()).map(shown) }
    }),
  )
  serve(app, readJob, ({ params, read }) => read(async (db) => shown(await findJob(db, params.id))))
  serve(app, cancelJob, ({ params, write, now }) => write((tx) => requestCancel(tx, params.id, now)))
  serve(app, downloadJobFile, async ({ params, read, reply }) => {
    const file = await read(async (db) => {
      const job = await findJob(db, params.id)
      if (!job.file_id) throw notFound('file of this job')
      return findFile(db, job.file_id)
    })
    return sendFile(reply, { ...file, content: files.read(file.sha256) })
  })
}

async function findJob(db: Db, id: Id): Promise<Selectable<JobsProgress>> {
  const row = await db.selectFrom('jobs_progress').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('job')
  return row
}

/** One that waits is cancelled at once; one that runs stops at its next report. */
async function requestCancel(tx: Tx, id: Id, now: Date): Promise<void> {
  const job = await tx.selectFrom('jobs_progress').select('state').where('id', '=', id).forUpdate().executeTakeFirst()
  if (!job) throw notFound('job')
  if (job.state === 'cancelled') return
  if (job.state === 'done' || job.state === 'failed')
    throw new Refusal('jobFinished', 409, 'The job is finished already.')
  await tx
    .updateTable('jobs_progress')
    .set({ cancel_requested: true, ...(job.state === 'waiting' ? { state: 'cancelled', finished_at: now } : {}) })
    .where('id', '=', id)
    .execute()
}

const shown = (row: Selectable<JobsProgress>): Job => ({
  id: row.id,
  kind: row.kind,
  state: row.state as Job['state'],
  done: row.done,
  total: row.total,
  attempt: row.attempt,
  message: row.message,
  failure: row.failure as Job['failure'],
  result: row.result as Job['result'],
  hasFile: row.file_id !== null,
  cancelRequested: row.cancel_requested,
  createdAt: row.created_at.toISOString(),
  startedAt: row.started_at?.toISOString() ?? null,
  finishedAt: row.finished_at?.toISOString() ?? null,
})
