import type { FastifyInstance } from 'fastify'
import type { Warehouse } from '../../warehouse/feeder.ts'
import { analyses } from './analyses.ts'
import { classificationRoutes } from './classification.routes.ts'
import { customerRoutes } from './customers/index.ts'
import { linesBehindRoute } from './frame/lines-behind.ts'
import { serveAnalysis } from './frame/serve-analysis.ts'
import { requireWarehouse } from './frame/warehouse-at-hand.ts'
import { serveAnalysisViews } from './saved/analysis-views.routes.ts'
import { serviceRoutes } from './service/service.routes.ts'
import { tierRoutes } from './tiers/tiers.routes.ts'

export { keepAssessed } from './assessment/keep-assessed.ts'
export { keepTiersFresh } from './keep-tiers-fresh.ts'

/** Analyses over the warehouse. Reads anything, writes only its own results: the tiers. */
export function registerInsight(app: FastifyInstance, warehouse: Warehouse | undefined): void {
  const warehouseOf = () => requireWarehouse(warehouse)
  classificationRoutes(app, warehouseOf)
  tierRoutes(app, warehouseOf)
  linesBehindRoute(app, warehouseOf)
  customerRoutes(app, warehouseOf)
  serviceRoutes(app, warehouseOf)
  for (const analysis of analyses) serveAnalysis(app, warehouseOf, analysis)
  serveAnalysisViews(app, new Map(analyses.map((analysis) => [analysis.name, analysis])))
}
