import { Id } from '@quayside/contract'
import { z } from 'zod'
import { defineJob } from '../../../platform/jobs/index.ts'
import { tellPartner } from './tell-partner.ts'

/** Writes one message of ours, once. */
export const tellJob = defineJob(
  'edi.tell',
  z.strictObject({ tellingId: Id }),
  (job, context) => tellPartner(context, job.data.tellingId),
  { concurrency: 2, retryLimit: 10 },
)
