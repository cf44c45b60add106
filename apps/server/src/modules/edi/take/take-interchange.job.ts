import { Id } from '@quayside/contract'
import { z } from 'zod'
import { defineJob } from '../../../platform/jobs/index.ts'
import { takeInterchange } from './take-interchange.ts'

/** Takes what waits of one interchange, message by message, and acknowledges it; begun anew after a break, it does nothing twice. */
export const takeInterchangeJob = defineJob(
  'edi.take',
  z.strictObject({ interchangeId: Id }),
  (job, context) => takeInterchange(context, job.data.interchangeId, (done) => job.report({ done })),
  { concurrency: 2, retryLimit: 20 },
)
