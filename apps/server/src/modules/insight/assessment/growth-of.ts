import type { Warehouse } from '../../../warehouse/feeder.ts'
import { yearBefore } from '../composition/year-before.ts'

/** Revenue of the year ÷ that of the same days a year before, 0 at least; only of those who dealt then. */
export async function growthOf(
  { engine }: Warehouse,
  currency: string,
  year: { from: string; to: string },
): Promise<Map<string, number>> {
  const former = yearBefore(year.from, year.to)
  if (!former) return new Map()
  const found = await engine.columns(
    `select d.account_id::varchar as id,
            sum(case when l.ordered_on >= date '${year.from}' then l.amount_e4 else 0 end)::double precision as now,
            sum(case when l.ordered_on <= date '${former.to}' then l.amount_e4 else 0 end)::double precision as before
     from   fact_order_line l join dim_account d on d.account_key = l.account_key
     where  not d.is_gone and l.currency = $currency and l.ordered_on >= date '${former.from}' and l.ordered_on <= date '${year.to}'
     group  by d.account_id`,
    { currency },
  )
  const ids = (found.id ?? []) as string[]
  return new Map(
    ids.flatMap((id, at) => {
      const before = Number(found.before?.[at])
      return before > 0 ? [[id, Math.max(0, Number(found.now?.[at])) / before]] : []
    }),
  )
}
