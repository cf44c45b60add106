import type { AnalysisFilter } from '@quayside/contract'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { keepAnswer } from './keep-answers.ts'

/**
 * The same days for sums over months: where nothing was ordered between the last day and the end of its month, that month counts whole,
 * as the feeder keeps it. So it is of all that is asked until today, unless orders were dated ahead.
 */
export async function toEndOfMonth<Filter extends Pick<AnalysisFilter, 'to'>>(
  warehouse: Warehouse,
  filter: Filter,
): Promise<Filter> {
  const { to } = filter
  if (to === undefined) return filter
  const end = endOfMonth(to)
  if (to === end) return filter
  const later = await keepAnswer(warehouse, JSON.stringify(['ordered later in the month', to]), () =>
    warehouse.engine.columns(
      `select 1 as later from fact_account_month l where l.month = date '${to.slice(0, 7)}-01' and l.last_on > date '${to}' limit 1`,
    ),
  )
  return (later.later ?? []).length === 0 ? { ...filter, to: end } : filter
}

function endOfMonth(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}
