import { associationAnalysis } from './association/association.ts'
import { crossSellingAnalysis } from './association/cross-selling.ts'
import { compositionAnalysis } from './composition/composition.ts'
import type { ServedAnalysis } from './frame/serve-analysis.ts'
import { serviceAnalysis } from './service/service-kpis.ts'

/** Every analysis, one line each: what it is called in addresses, saved analyses and schedules stands in the contract. */
export const analyses: readonly ServedAnalysis[] = [
  compositionAnalysis,
  serviceAnalysis,
  associationAnalysis,
  crossSellingAnalysis,
]
