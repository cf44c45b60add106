import { Id } from '@quayside/contract'
import { z } from 'zod'
import { defineJob } from '../../../platform/jobs/index.ts'
import type { BroughtTargets } from './brought/brought-target.ts'
import { workImport } from './work-import.ts'

/**
 * Does whatever the batch's state asks for: check, import or undo. Goes on from the checkpoint, so that an attempt after a crash
 * repeats nothing.
 */
export const importJobWith = (brought: BroughtTargets) =>
  defineJob(
    'imports.work',
    z.strictObject({ importId: Id }),
    async (job, { database, files, clock }) =>
      workImport({ database, files, clock, brought }, job.data.importId, {
        report: (progress) => job.report(progress),
        jobId: job.id,
      }),
    { concurrency: 2, retryLimit: 20 },
  )

/** To be sent; what does it is told to the worker. */
export const importJob = importJobWith({})
