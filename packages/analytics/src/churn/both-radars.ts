import { checkOptions, type Radar, type RadarOptions, rhythmRadar } from './churn-radar.ts'
import { groupOrders, type OrderLines } from './order-series.ts'
import { smallerRadar, type ValueRadar } from './value-radar.ts'

export type Radars = {
  readonly rhythm: Radar
  readonly value: ValueRadar
  /** Day of the last order of each series, a return being none; NaN without any. */
  readonly lastDay: Float64Array
}

/**
 * `churnRadar` and `valueRadar` over the same lines, which are grouped once.
 * @throws {RangeError} as they do
 */
export function bothRadars(lines: OrderLines, options: RadarOptions): Radars {
  checkOptions(options)
  const all = groupOrders(lines, options.asOf)
  return {
    rhythm: rhythmRadar(all, options),
    value: smallerRadar(all, options),
    lastDay: Float64Array.from(all, ({ days }) => days.at(-1) ?? Number.NaN),
  }
}
