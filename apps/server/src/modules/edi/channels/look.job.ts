import { Id } from '@quayside/contract'
import { z } from 'zod'
import { defineJob } from '../../../platform/jobs/index.ts'
import { lookIntoChannel } from './look.ts'

/** Takes what waits at one partner's place. In vain, it says so on the channel and is done again by the next round. */
export const lookJob = defineJob(
  'edi.look',
  z.strictObject({ channelId: Id }),
  (job, context) => lookIntoChannel(context, job.data.channelId),
  { concurrency: 4, retryLimit: 0 },
)
