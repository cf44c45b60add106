import type { AnalysisBasis, LifetimeQuery } from '@quayside/contract'
import type { z } from 'zod'
import { compute } from '../compute/index.ts'
import { asOfDay, dayNumber, dayText } from '../customers/as-of.ts'
import { keepWorkedOut } from '../customers/keep-worked-out.ts'
import { basisOf, linesAndAccounts } from '../frame/basis.ts'
import type { Asked } from '../frame/serve-analysis.ts'
import { type History, historyOf } from './history.ts'
import type { Lifetime } from './work-out-lifetime.ts'

export type LifetimeQuestion = z.output<typeof LifetimeQuery>

export interface LifetimeOfBase extends Lifetime {
  basis: AnalysisBasis
  asOf: string
  /** Last day the calibration's model knew. */
  until: string
  margin: number
  marginFrom: 'chosen' | 'known' | 'none'
  ids: readonly string[]
  history: History
}

/** Worked out once for the answer and its pages. */
export async function lifetimeOfBase(asked: Asked<LifetimeQuestion>): Promise<LifetimeOfBase> {
  const asOf = await asOfDay(asked)
  const question = { ...asked.query, to: asOf }
  return keepWorkedOut(asked, 'lifetime', question, () => workOut({ ...asked, query: question }, asOf))
}

async function workOut({ warehouse, query, beholder }: Asked<LifetimeQuestion>, asOf: string): Promise<LifetimeOfBase> {
  const { months, discount, margin: chosen, holdoutWeeks, from, ...filter } = query
  const basis = await basisOf(warehouse, filter, beholder)
  const until = dayText(dayNumber(asOf) - 7 * holdoutWeeks)
  const { ids, history } = await historyOf(warehouse, basis, { from, until })
  const known = chosen === undefined ? await knownMargin() : null
  const margin = chosen ?? known ?? 1
  const worked = await compute('lifetime', history, {
    asOf: dayNumber(asOf),
    until: dayNumber(until),
    months,
    discount,
    margin,
  })
  return {
    ...worked,
    basis: { ...basis.told(), from: from ?? null, accounts: ids.length },
    asOf,
    until,
    margin,
    marginFrom: chosen !== undefined ? 'chosen' : known !== null ? 'known' : 'none',
    ids,
    history,
  }

  /** Gross margin of the lines whose cost is known; below 0 nothing stays. */
  async function knownMargin(): Promise<number | null> {
    const found = await warehouse.engine.columns(
      `select sum(l.amount_e4 - l.cost_e4)::double precision as profit,
              sum(case when l.cost_e4 is not null then l.amount_e4 end)::double precision as revenue
       from   ${linesAndAccounts} where ${basis.within.sql}`,
      basis.within.parameters,
    )
    const [profit, revenue] = [found.profit?.[0] as number | null, found.revenue?.[0] as number | null]
    return profit === null || !revenue || revenue <= 0 ? null : Math.max(0, profit / revenue)
  }
}
