import { churnRadar, type OrderLines, type RadarOptions } from '@quayside/analytics'

/**
 * What takes longer than a request may hold up others: worked out in a thread of its own. Pure functions of plain data and typed
 * arrays, for both cross between threads by copy.
 */
export const tasks = {
  churnRadar: (lines: OrderLines, options: RadarOptions) => churnRadar(lines, options),
}
export type Tasks = typeof tasks
