import { churnRadar, type OrderLines, type RadarOptions } from '@quayside/analytics'
import type { writePdf } from '../frame/report-pdf.ts'
import { findRules } from './find-rules.ts'

/**
 * What takes longer than a request may hold up others: worked out in a thread of its own. Pure functions of plain data and typed
 * arrays, for both cross between threads by copy.
 */
export const tasks = {
  /** The writer and its fonts are read when the first PDF is asked for. */
  writePdf: async (...given: Parameters<typeof writePdf>) =>
    (await import('../frame/report-pdf.ts')).writePdf(...given),
  churnRadar: (lines: OrderLines, options: RadarOptions) => churnRadar(lines, options),
  findRules,
}
export type Tasks = typeof tasks
