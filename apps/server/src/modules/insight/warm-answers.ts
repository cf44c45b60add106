import type { Database } from '../../platform/database.ts'
import type { Warehouse } from '../../warehouse/feeder.ts'
import { wholeCompany } from './assessment/assess-accounts.ts'
import { keepAnswersWarm as keepWarm } from './frame/keep-answers-warm.ts'

/** Answers for those who see every customer, as the assessment sees them. */
export const keepAnswersWarm = (
  database: Database,
  warehouse: Warehouse,
  options: { clock: () => Date; log: { error(fields: object, message: string): void } },
) => keepWarm(database, warehouse, { ...options, beholder: wholeCompany })
