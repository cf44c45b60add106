import { associationAnalysis } from './association/association.ts'
import { crossSellingAnalysis } from './association/cross-selling.ts'
import { boardAnalysis } from './board/board.ts'
import { churnAnalysis } from './churn/churn.ts'
import { retentionAnalysis } from './churn/retention.ts'
import { classificationAnalysis } from './classification/classification.ts'
import { compositionAnalysis } from './composition/composition.ts'
import { forecastAnalysis } from './forecast/forecast.ts'
import type { ServedAnalysis } from './frame/serve-analysis.ts'
import { inventoryAnalysis } from './inventory/inventory.ts'
import { lifetimeAnalysis } from './lifetime/lifetime.ts'
import { matricesAnalysis } from './matrices/matrices.ts'
import { pivotAnalysis } from './pivot/pivot.ts'
import { profitabilityAnalysis } from './profitability/profitability.ts'
import { questionsAnalysis } from './questions/four-questions.ts'
import { rfmAnalysis } from './rfm/rfm.ts'
import { serviceAnalysis } from './service/service-kpis.ts'

/** Every analysis, one line each: what it is called in addresses, saved analyses and schedules stands in the contract. */
export const analyses: readonly ServedAnalysis[] = [
  boardAnalysis,
  classificationAnalysis,
  compositionAnalysis,
  rfmAnalysis,
  lifetimeAnalysis,
  churnAnalysis,
  retentionAnalysis,
  matricesAnalysis,
  serviceAnalysis,
  associationAnalysis,
  crossSellingAnalysis,
  forecastAnalysis,
  pivotAnalysis,
  profitabilityAnalysis,
  inventoryAnalysis,
  questionsAnalysis,
]
