import type { Database } from '../../platform/database.ts'
import type { Warehouse } from '../../warehouse/feeder.ts'
import { findActiveUser } from '../identity/index.ts'
import { analyses } from './analyses.ts'
import { wholeCompany } from './assessment/assess-accounts.ts'
import { keepAnswersWarm as keepWarm } from './frame/keep-answers-warm.ts'
import { freshQuestions } from './fresh-questions.ts'

/** Answers for those who see every customer, as the assessment sees them, and for everybody who asked a moment ago. */
export const keepAnswersWarm = (
  database: Database,
  warehouse: Warehouse,
  options: { clock: () => Date; log: { error(fields: object, message: string): void } },
) =>
  keepWarm(database, warehouse, {
    ...options,
    wholeCompany,
    userOf: (id) => findActiveUser(database, id),
    fresh: freshQuestions,
    known: analyses,
  })
