import type { FastifyInstance } from 'fastify'
import type { FileStore } from '../../platform/files/index.ts'
import type { JobDefinition } from '../../platform/jobs/index.ts'
import type { Mailer } from '../../platform/mail/index.ts'
import type { Warehouse } from '../../warehouse/feeder.ts'
import { analyses } from './analyses.ts'
import { associationRoutes } from './association/association.routes.ts'
import { classificationRoutes } from './classification/classification.ts'
import { consoleRoutes } from './console/console.routes.ts'
import { keptQueries } from './console/kept-queries.ts'
import { customerRoutes } from './customers/index.ts'
import { linesBehindRoute } from './frame/lines-behind.ts'
import { serveAnalysis } from './frame/serve-analysis.ts'
import { requireWarehouse } from './frame/warehouse-at-hand.ts'
import { inventoryRoutes } from './inventory/inventory.routes.ts'
import { costPoolRoutes } from './profitability/cost-pools.routes.ts'
import { serveAnalysisViews } from './saved/analysis-views.routes.ts'
import { runReportJob } from './schedules/run-report.job.ts'
import { serveSchedules } from './schedules/schedules.routes.ts'
import { serviceRoutes } from './service/service.routes.ts'
import { targetRoutes } from './targets/targets.routes.ts'
import { tierRoutes } from './tiers/tiers.routes.ts'
import { warehouseRoutes } from './warehouse-state.ts'

export { keepAssessed } from './assessment/keep-assessed.ts'
export { keepTiersFresh } from './classification/keep-tiers-fresh.ts'
export { trackForecasts } from './forecast/track-forecasts.ts'
export { reorderReports } from './schedules/reorder-reports.ts'
export { keepAnswersWarm } from './warm-answers.ts'

/** Slow work over the warehouse, for a worker that has one. */
export const insightJobs = [runReportJob] as unknown as readonly JobDefinition[]

export interface InsightDeps {
  warehouse: Warehouse | undefined
  files: FileStore
  /** Absent where no mail server is set up. */
  mail: Mailer | undefined
  /** Where what is copied out of the warehouse for a while lies; absent: where the system keeps such files. */
  scratchFolder?: string | undefined
}

/** Analyses over the warehouse. Reads anything, writes only its own results: the tiers. */
export function registerInsight(app: FastifyInstance, { warehouse, files, mail, scratchFolder }: InsightDeps): void {
  const warehouseOf = () => requireWarehouse(warehouse)
  classificationRoutes(app, warehouseOf)
  tierRoutes(app)
  warehouseRoutes(app, warehouseOf)
  linesBehindRoute(app, warehouseOf)
  customerRoutes(app, warehouseOf)
  serviceRoutes(app, warehouseOf)
  associationRoutes(app, warehouseOf)
  costPoolRoutes(app)
  targetRoutes(app)
  inventoryRoutes(app, files)
  consoleRoutes(app, warehouseOf, scratchFolder)
  for (const analysis of analyses) serveAnalysis(app, warehouseOf, analysis)
  const known = new Map(analyses.map((analysis) => [analysis.name, analysis]))
  serveAnalysisViews(app, new Map([...known, [keptQueries.name, keptQueries]]))
  serveSchedules(app, { known, files, mail })
}
