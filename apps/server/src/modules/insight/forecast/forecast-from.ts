import type { Warehouse } from '../../../warehouse/feeder.ts'
import { leastMonths, type MonthsForecast } from '../compute/forecast-months.ts'
import { compute } from '../compute/index.ts'
import { type Month, specialDays } from './months.ts'

/** Null where the history is too short. */
export async function forecastFrom(
  warehouse: Warehouse,
  history: readonly Month[],
  horizon: number,
): Promise<MonthsForecast | null> {
  const [first] = history
  if (first === undefined || history.length < leastMonths) return null
  return compute('forecastMonths', {
    history: Float64Array.from(history, ({ value }) => value),
    calendar: await specialDays(warehouse, first.month, history.length + horizon),
    horizon,
  })
}
