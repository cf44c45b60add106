import type { RfmScores } from '@quayside/analytics'
import type { AnalysisBasis, AnalysisFilter } from '@quayside/contract'
import { compute } from '../compute/index.ts'
import { asOfDay, dayNumber, dayNumberOf } from '../customers/as-of.ts'
import { keepWorkedOut } from '../customers/keep-worked-out.ts'
import { basisOf } from '../frame/basis.ts'
import type { Asked } from '../frame/serve-analysis.ts'

/** Everybody with an order in the period, by place, and his scores. */
export interface ScoredBase {
  basis: AnalysisBasis
  asOf: string
  /** Of the warehouse's accounts. */
  keys: Float64Array
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
    const found = await engine.numbers<'key' | 'last_day' | 'orders' | 'revenue'>(
      `select l.account_key as key, ${dayNumberOf('max(l.last_forward_on)')} as last_day, sum(l.forward_orders)::integer as orders,
              sum(l.amount_e4::double precision) as revenue
       from   ${basis.months}
       group  by l.account_key having sum(l.forward_lines) > 0
       order  by l.account_key`,
      basis.within.parameters,
    )
    const today = dayNumber(asOf)
    const { key: keys, orders, revenue: revenueE4 } = found
    const daysSinceLast = found.last_day.map((day) => today - day)
    const scores = await compute('scoreRfm', { daysSinceLast, orders, amount: revenueE4 })
    return { basis: basis.told(), asOf, keys, daysSinceLast, orders, revenueE4, scores }
  })
}
