import { Id } from '@quayside/contract'
import { z } from 'zod'
import { defineJob } from '../../../platform/jobs/index.ts'
import { readEdiFile } from './read-file.ts'
import { readEdiFiles } from './read-together.ts'

/** Reads one file as it came; begun anew after a break, it writes nothing twice. */
export const readFileJob = defineJob(
  'edi.read',
  z.strictObject({ fileId: Id }),
  (job, context) => readEdiFile(context, job.data.fileId, (done) => job.report({ done })),
  { concurrency: 2, retryLimit: 20 },
  {
    most: 50,
    handle: (jobs, context, signal) =>
      readEdiFiles(
        context,
        jobs.map(({ fileId }) => fileId),
        signal,
      ),
  },
)
