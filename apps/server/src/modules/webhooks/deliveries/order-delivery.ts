import { Id } from '@quayside/contract'
import { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import { defineJob, sendJob } from '../../../platform/jobs/index.ts'
import { deliverDue } from './deliver-due.ts'

/** Sends what is due to one endpoint. Endpoints are served side by side, each by one job at a time; most of it is waiting for answers. */
export const deliverWebhooksJob = defineJob(
  'webhooks.deliver',
  z.strictObject({ endpointId: Id }),
  (job, context) => deliverDue(job, context, orderDelivery),
  { concurrency: 12 },
)

export type OrderDelivery = typeof orderDelivery

/** Of those without a time only one waits for each endpoint; of those at a time one for each second. */
export async function orderDelivery(tx: Tx, endpointId: string, { now, at }: { now: Date; at?: Date }): Promise<void> {
  const singleKey = at === undefined ? endpointId : `${endpointId} ${at.toISOString().slice(0, 19)}`
  await sendJob(
    tx,
    deliverWebhooksJob,
    { endpointId },
    { now, singleKey, ...(at === undefined ? {} : { startAt: at }) },
  )
}
