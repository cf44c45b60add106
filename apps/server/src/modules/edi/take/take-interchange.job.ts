import { Id } from '@quayside/contract'
import { z } from 'zod'
import { defineJob, JobInterrupted } from '../../../platform/jobs/index.ts'
import { takeInterchanges } from './take-interchange.ts'

/** Takes what waits of one interchange, message by message, and acknowledges it; begun anew after a break, it does nothing twice. */
export const takeInterchangeJob = defineJob(
  'edi.take',
  z.strictObject({ interchangeId: Id }),
  (job, context) => takeInterchanges(context, [job.data.interchangeId], (done) => job.report({ done })),
  { concurrency: 2, retryLimit: 20 },
  {
    most: 50,
    handle: (jobs, context, signal) =>
      takeInterchanges(
        context,
        jobs.map(({ interchangeId }) => interchangeId),
        async () => {
          if (signal.aborted) throw new JobInterrupted('This node is stopping.')
        },
      ),
  },
)
