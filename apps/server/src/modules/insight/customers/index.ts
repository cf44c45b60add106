import type { FastifyInstance } from 'fastify'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { churnRoutes } from '../churn/churn.ts'
import { retentionRoutes } from '../churn/retention.ts'
import { lifetimeRoutes } from '../lifetime/lifetime.ts'
import { matrixRoutes } from '../matrices/matrices.ts'
import { rfmRoutes } from '../rfm/rfm.ts'

/** The lists of customers behind analyses, one line each. */
export function customerRoutes(app: FastifyInstance, warehouseOf: () => Warehouse): void {
  rfmRoutes(app, warehouseOf)
  lifetimeRoutes(app, warehouseOf)
  churnRoutes(app, warehouseOf)
  retentionRoutes(app, warehouseOf)
  matrixRoutes(app, warehouseOf)
}
