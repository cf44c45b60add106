import { Id } from '@quayside/contract'
import { z } from 'zod'
import { defineJob } from '../../../platform/jobs/index.ts'
import { deliver } from './deliver.ts'

/** Sends one interchange of ours; a partner who is away is tried again for a day, and a person is told meanwhile. */
export const deliverJob = defineJob(
  'edi.deliver',
  z.strictObject({ interchangeId: Id }),
  (job, context) => deliver(context, job.data.interchangeId),
  { concurrency: 2, retryLimit: 300 },
)
