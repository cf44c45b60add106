import type { FastifyInstance } from 'fastify'
import type { FileStore } from '../../platform/files/index.ts'
import type { JobDefinition } from '../../platform/jobs/index.ts'
import { watchShipmentsJob } from './exceptions/watch-shipments.job.ts'
import { followAgainJob } from './follow-again.job.ts'
import { sendNoticeJob } from './notices/send-notice.job.ts'
import { serveShipments } from './shipments.routes.ts'

export interface ShipmentsDeps {
  files: FileStore
  /** The installation's secret. */
  secret: string
}

/** What is under way: shipments, milestones, exceptions, proofs, the board, notices, tracking. */
export function registerShipments(app: FastifyInstance, deps: ShipmentsDeps): void {
  serveShipments(app, deps)
}

/** Slow work of this module, to be run by a worker. */
export const shipmentJobs = [sendNoticeJob, watchShipmentsJob, followAgainJob] as unknown as readonly JobDefinition[]

export { scheduleWatch } from './exceptions/watch-shipments.job.ts'
// For the modules above, and for partners' messages.
export { keyOfReference } from './find-shipment.ts'
export { followShipments } from './follow-shipments.ts'
export { openShipment } from './open-shipment.ts'
export { positionOf } from './places.ts'
export { recordMilestone, type ToldMilestone } from './record-milestone.ts'
export { openShipmentsOf } from './shipments-of-order.ts'
