import type { FastifyInstance } from 'fastify'
import type { Warehouse } from '../../warehouse/feeder.ts'
import { classificationRoutes, requireWarehouse } from './classification.routes.ts'

export { keepTiersFresh } from './keep-tiers-fresh.ts'

/** Analyses over the warehouse. Reads anything, writes only its own results: the tiers. */
export function registerInsight(app: FastifyInstance, warehouse: Warehouse | undefined): void {
  classificationRoutes(app, () => requireWarehouse(warehouse))
}
