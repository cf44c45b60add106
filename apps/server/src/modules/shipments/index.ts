import type { FastifyInstance } from 'fastify'
import type { FileStore } from '../../platform/files/index.ts'
import { serveShipments } from './shipments.routes.ts'

export interface ShipmentsDeps {
  files: FileStore
}

/** What is under way: shipments, milestones, exceptions, proofs, the board, notices, tracking. */
export function registerShipments(app: FastifyInstance, deps: ShipmentsDeps): void {
  serveShipments(app, deps)
}

// For the modules above, and for partners' messages.
export { findShipmentByReference } from './find-shipment.ts'
export { openShipment } from './open-shipment.ts'
export { recordMilestone, type ToldMilestone } from './record-milestone.ts'
export { openShipmentsOf } from './shipments-of-order.ts'
