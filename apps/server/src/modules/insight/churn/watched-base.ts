import type { AnalysisBasis, ChurnBy, ChurnQuery } from '@quayside/contract'
import type { z } from 'zod'
import { compute } from '../compute/index.ts'
import { asOfDay, dayNumber, dayNumberOf } from '../customers/as-of.ts'
import { keepWorkedOut } from '../customers/keep-worked-out.ts'
import { basisOf, linesAndAccounts } from '../frame/basis.ts'
import { notGiven } from '../frame/narrow.ts'
import type { Asked } from '../frame/serve-analysis.ts'
import type { Watched } from './watch.ts'

export type ChurnQuestion = z.output<typeof ChurnQuery>

export interface WatchedBase extends Watched {
  basis: AnalysisBasis
  asOf: string
  ids: readonly string[]
  /** Of each series; null for the customer as a whole. */
  parts: readonly (string | null)[]
}

const partOf: Record<ChurnBy, string> = {
  account: 'cast(null as varchar)',
  service: 'l.service',
  region: `coalesce(l.region, '${notGiven}')`,
  lane: `concat(coalesce(l.origin, '${notGiven}'), ' → ', coalesce(l.destination, '${notGiven}'))`,
}

/** Worked out once for the answer and its pages; who counts as lost and how rows are sorted do not change it. */
export async function watchedBase(asked: Asked<ChurnQuestion>): Promise<WatchedBase> {
  const asOf = await asOfDay(asked)
  const { silenceDays: _, ...query } = asked.query
  const question = { ...query, to: asOf }
  return keepWorkedOut(asked, 'churn', question, async () => {
    const { by, falseAlarms, of, ...filter } = question
    const basis = await basisOf(asked.warehouse, filter, asked.beholder)
    // Returns apart: they lower the value and are no orders.
    const found = await asked.warehouse.engine.columns(
      `with sums as (
         select l.account_key as account_key, ${partOf[by]} as part, l.ordered_on as day, l.amount_e4 < 0 as back,
                sum(l.amount_e4) as amount
         from   ${linesAndAccounts} where ${basis.within.sql} group by 1, 2, 3, 4
       )
       select d.account_id::varchar as id, s.part as part,
              string_agg(concat(${dayNumberOf('s.day')}::varchar, ':', s.amount::varchar), ',') as days
       from   sums s join dim_account d on d.account_key = s.account_key
       group  by d.account_id, s.part order by d.account_id, s.part`,
      basis.within.parameters,
    )
    const options = { asOf: dayNumber(asOf), falseAlarms, of }
    const watched = await compute('watch', (found.days ?? []) as string[], options)
    const ids = (found.id ?? []) as string[]
    return { ...watched, basis: basis.told(), asOf, ids, parts: (found.part ?? []) as (string | null)[] }
  })
}
