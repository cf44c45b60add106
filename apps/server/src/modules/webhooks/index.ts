import type { FastifyInstance } from 'fastify'
import type { JobDefinition } from '../../platform/jobs/index.ts'
import { sealFor } from '../../platform/seal.ts'
import { deliverWebhooksJob } from './deliveries/order-delivery.ts'
import { replayWebhooksJob } from './deliveries/replay.job.ts'
import { deliveryRoutes, endpointRoutes, hostRoutes } from './webhooks.routes.ts'

export { webhookConsumer } from './deliveries/fan-out.ts'
export { demoWebhooks } from './demo-webhooks.ts'
export { forgetDeliveries } from './forget-deliveries.ts'

export const webhookJobs = [deliverWebhooksJob, replayWebhooksJob] as unknown as readonly JobDefinition[]

/** Other systems are told of events, signed by the Standard Webhooks convention. */
export function registerWebhooks(app: FastifyInstance, { secret }: { secret: string }): void {
  endpointRoutes(app, sealFor(secret, 'webhooks'))
  deliveryRoutes(app)
  hostRoutes(app)
}
