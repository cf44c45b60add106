import type { Warehouse } from '../../../warehouse/feeder.ts'
import { yearBefore } from '../composition/year-before.ts'

/** By account key: revenue of the year ÷ that of the same days a year before, 0 at least; only of those who dealt then. */
export async function growthOf(
  { engine }: Warehouse,
  currency: string,
  year: { from: string; to: string },
): Promise<Map<number, number>> {
  const former = yearBefore(year.from, year.to)
  if (!former) return new Map()
  const found = await engine.numbers<'key' | 'now' | 'before'>(
    `select l.account_key as key,
            sum(case when l.ordered_on >= date '${year.from}' then l.amount_e4 else 0 end)::double precision as now,
            sum(case when l.ordered_on <= date '${former.to}' then l.amount_e4 else 0 end)::double precision as before
     from   fact_order_total l join dim_account d on d.account_key = l.account_key
     where  not d.is_gone and l.currency = $currency and l.ordered_on >= date '${former.from}' and l.ordered_on <= date '${year.to}'
     group  by l.account_key`,
    { currency },
  )
  const growth = new Map<number, number>()
  found.key.forEach((key, at) => {
    const before = found.before[at] as number
    if (before > 0) growth.set(key, Math.max(0, found.now[at] as number) / before)
  })
  return growth
}
