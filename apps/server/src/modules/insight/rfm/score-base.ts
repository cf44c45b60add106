import type { RfmScores } from '@quayside/analytics'
import type { AnalysisBasis, AnalysisFilter } from '@quayside/contract'
import { compute } from '../compute/index.ts'
import { asOfDay, dayNumber, dayNumberOf } from '../customers/as-of.ts'
import { keepWorkedOut } from '../customers/keep-worked-out.ts'
import { basisOf, linesAndAccounts } from '../frame/basis.ts'
import type { Asked } from '../frame/serve-analysis.ts'

/** Everybody with an order in the period, by place, and his scores. */
export interface ScoredBase {
  basis: AnalysisBasis
  asOf: string
  ids: readonly string[]
  daysSinceLast: Float64Array
  orders: Float64Array
  revenueE4: Float64Array
  scores: RfmScores
}

/** A return is no order: it only lowers the amount. Who merely returned in the period is not scored. */
export async function scoreBase(asked: Asked<AnalysisFilter>): Promise<ScoredBase> {
  const asOf = await asOfDay(asked)
  const filter = { ...asked.query, to: asOf }
  return keepWorkedOut(asked, 'rfm', filter, async () => {
    const { engine } = asked.warehouse
    const basis = await basisOf(asked.warehouse, filter, asked.beholder)
    const found = await engine.columns(
      `select d.account_id::varchar as id, ${dayNumberOf('max(case when l.amount_e4 >= 0 then l.ordered_on end)')} as last_day,
              count(distinct case when l.amount_e4 >= 0 then l.order_id end)::integer as orders,
              sum(l.amount_e4)::double precision as revenue
       from   ${linesAndAccounts} where ${basis.within.sql}
       group  by d.account_id having count(case when l.amount_e4 >= 0 then 1 end) > 0
       order  by d.account_id`,
      basis.within.parameters,
    )
    const today = dayNumber(asOf)
    const daysSinceLast = Float64Array.from((found.last_day ?? []) as number[], (day) => today - day)
    const orders = Float64Array.from((found.orders ?? []) as number[])
    const revenueE4 = Float64Array.from((found.revenue ?? []) as number[])
    const scores = await compute('scoreRfm', { daysSinceLast, orders, amount: revenueE4 })
    const ids = (found.id ?? []) as string[]
    return { basis: basis.told(), asOf, ids, daysSinceLast, orders, revenueE4, scores }
  })
}
