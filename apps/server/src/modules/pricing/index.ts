import type { FastifyInstance } from 'fastify'
import type { FileStore } from '../../platform/files/index.ts'
import { pricingRoutes } from './pricing.routes.ts'

/** What transport costs: agreements with customers, rate cards of carriers, and the price of an enquiry. */
export function registerPricing(app: FastifyInstance, files: FileStore): void {
  pricingRoutes(app, files)
}

export { openPricing } from './price-for.ts'
export { keyOfPattern } from './rate-places.ts'
