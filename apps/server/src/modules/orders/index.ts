import type { FastifyInstance } from 'fastify'
import type { FileStore } from '../../platform/files/index.ts'
import type { JobDefinition } from '../../platform/jobs/index.ts'
import { exportOrdersJob } from './export-orders.ts'
import { serveOrderDrafts, serveOrderFiles, serveOrderSettings } from './order-settings.routes.ts'
import { serveOrders } from './orders.routes.ts'

/** Orders of every channel: taken by one door, checked, priced, judged by credit, moved, changed, cancelled. */
export function registerOrders(app: FastifyInstance, files: FileStore): void {
  serveOrders(app)
  serveOrderDrafts(app)
  serveOrderSettings(app)
  serveOrderFiles(app, files)
}

/** Slow work of this module, to be run by a worker. */
export const orderJobs = [exportOrdersJob] as unknown as readonly JobDefinition[]

// For the modules above: the one door, whatever channel an order comes by, and what moves an order on.
export { changeOrder } from './change-order.ts'
export { advanceOrder, cancelOrder, progressOrder } from './move-order.ts'
export { contentOf } from './order-content.ts'
export { orderFiles } from './order-import.ts'
export { reasonsForReader } from './order-reasons.ts'
export { type Arrival, takeOrder } from './take-order.ts'
export { takeOrders } from './take-orders.ts'
