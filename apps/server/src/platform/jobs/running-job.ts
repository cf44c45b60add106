import type { Logger } from 'pino'
import { type Database, writeAsOwner } from '../database.ts'
import type { FileStore } from '../files/file-store.ts'
import type { Id } from '../ids.ts'

/** What every job may use. Other layers add to it by declaration merging; `main.ts` provides it. */
export interface JobContext {
  database: Database
  files: FileStore
  clock(): Date
  log: Logger
}

/** The person asked for it to stop. Whatever the handler committed stays, unless it cleans up on catching this. */
export class JobCancelled extends Error {
  override readonly name = 'JobCancelled'
}

/** This node stops; the job goes on elsewhere or at the next start. */
export class JobInterrupted extends Error {
  override readonly name = 'JobInterrupted'
}

export interface Progress {
  done?: number
  total?: number | null
  message?: string
}

export interface JobOutcome {
  result?: Record<string, unknown>
  /** Of `stored_files`: offered for download. */
  fileId?: Id
}

export interface RunningJob<Data> {
  id: Id
  data: Data
  /** Aborts when this node stops. */
  signal: AbortSignal
  /**
   * Says how far it is, written at most twice a second. Call it in every round of a long loop:
   * @throws JobCancelled when the person asked to stop
   * @throws JobInterrupted when this node stops
   */
  report(progress: Progress): Promise<void>
  /** Keeps what came of it, shown once the job is done. */
  finishWith(outcome: JobOutcome): void
}

const reportEveryMs = 500

export interface ProgressReporter {
  report(progress: Progress): Promise<void>
}

export function progressReporter(database: Database, id: Id, signal: AbortSignal): ProgressReporter {
  let lastAt = Number.NEGATIVE_INFINITY
  return {
    async report(progress) {
      if (signal.aborted) throw new JobInterrupted('This node is stopping.')
      const now = performance.now()
      if (now - lastAt < reportEveryMs) return
      lastAt = now
      if (await writeProgress(database, id, progress)) throw new JobCancelled('Cancelled by its owner.')
    },
  }
}

/** Returns whether the person asked to stop. */
async function writeProgress(database: Database, id: Id, { done, total, message }: Progress): Promise<boolean> {
  const row = await writeAsOwner(database, (tx) =>
    tx
      .updateTable('jobs_progress')
      .set({
        ...(done === undefined ? {} : { done }),
        ...(total === undefined ? {} : { total }),
        ...(message === undefined ? {} : { message }),
        state: 'running',
      })
      .where('id', '=', id)
      .where('state', 'in', ['waiting', 'running'])
      .returning('cancel_requested')
      .executeTakeFirst(),
  )
  return row?.cancel_requested ?? false
}
