import {
  churnRadar,
  type OrderLines,
  type Period,
  type RadarOptions,
  type RfmInput,
  retention,
  scoreRfm,
} from '@quayside/analytics'
import type { writePdf } from '../../../platform/reports/report-pdf.ts'
import { watch, watchLines } from '../churn/watch.ts'
import { historyOfDays } from '../lifetime/history-of-days.ts'
import { calibrateLifetime, fitBuying, fitSpend, valueLifetime } from '../lifetime/work-out-lifetime.ts'
import { placeCustomers } from '../matrices/place-customers.ts'
import { type CostsToLay, layCosts } from '../profitability/lay-costs.ts'
import { rankCustomers } from '../questions/rank-customers.ts'
import { expectLast } from './below-season.ts'
import { findRules } from './find-rules.ts'
import { forecastMonths } from './forecast-months.ts'

/**
 * What takes longer than a request may hold up others: worked out in a thread of its own. Pure functions of plain data and typed
 * arrays, for both cross between threads by copy.
 */
export const tasks = {
  /** The writer and its fonts are read when the first PDF is asked for. */
  writePdf: async (...given: Parameters<typeof writePdf>) =>
    (await import('../../../platform/reports/report-pdf.ts')).writePdf(...given),
  churnRadar: (lines: OrderLines, options: RadarOptions) => churnRadar(lines, options),
  watch: (...given: Parameters<typeof watch>) => watch(...given),
  watchLines: (...given: Parameters<typeof watchLines>) => watchLines(...given),
  historyOfDays: (...given: Parameters<typeof historyOfDays>) => historyOfDays(...given),
  retention: (lines: OrderLines, period: Period) => retention(lines, period),
  scoreRfm: (customers: RfmInput) => scoreRfm(customers),
  placeCustomers: (...given: Parameters<typeof placeCustomers>) => placeCustomers(...given),
  fitBuying: (...given: Parameters<typeof fitBuying>) => fitBuying(...given),
  fitSpend: (...given: Parameters<typeof fitSpend>) => fitSpend(...given),
  calibrateLifetime: (...given: Parameters<typeof calibrateLifetime>) => calibrateLifetime(...given),
  valueLifetime: (...given: Parameters<typeof valueLifetime>) => valueLifetime(...given),
  findRules,
  forecastMonths,
  rankCustomers: (...given: Parameters<typeof rankCustomers>) => rankCustomers(...given),
  layCosts: (given: CostsToLay) => layCosts(given),
  expectLast,
}
export type Tasks = typeof tasks
