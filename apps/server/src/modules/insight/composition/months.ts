import type { AnalysisFilter } from '@quayside/contract'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import type { Basis } from '../frame/basis.ts'
import { toHundredths } from '../frame/to-hundredths.ts'
import { lastOfMonth, targetOver } from '../targets/over-period.ts'
import type { KnownTarget } from '../targets/standings.ts'

export async function monthsOf({ engine }: Warehouse, { within, months, currency }: Basis) {
  const found = await engine.columns(
    `select l.month::varchar as month, sum(l.amount_e4)::double precision as revenue,
            (case when sum(l.costed_lines) > 0 then sum(l.costed_e4 - l.cost_e4) end)::double precision as profit
     from   ${months} group by l.month order by l.month`,
    within.parameters,
  )
  return ((found.month ?? []) as string[]).map((month, at) => ({
    month,
    revenueE4: Number(found.revenue?.[at]),
    grossProfitE4: (found.profit?.[at] as number | null) ?? null,
    currency,
  }))
}

/** Each month beside what was aimed at for those of its days that lie in the period, to the hundredth of the unit. */
export function withTargets<Month extends { month: string }>(
  months: readonly Month[],
  targets: readonly KnownTarget[],
  { from, to }: AnalysisFilter,
) {
  const over = (measure: 'revenue' | 'grossProfit', month: string) => {
    const own = targets.filter((one) => one.measure === measure)
    const last = lastOfMonth(month)
    const { value } = targetOver(measure, own, from && from > month ? from : month, to && to < last ? to : last)
    return value === null ? null : toHundredths(value)
  }
  return months.map((month) => ({
    ...month,
    targetRevenueE4: over('revenue', month.month),
    targetProfitE4: over('grossProfit', month.month),
  }))
}
