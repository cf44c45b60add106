import { crossSelling } from '@quayside/contract'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import type { Columns } from '../../../warehouse/engine.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { type Basis, basisOf } from '../frame/basis.ts'
import { nameAccounts } from '../frame/name-accounts.ts'
import { linesAndAccounts } from '../frame/orders-within.ts'
import { answered } from '../frame/serve-analysis.ts'
import { crossSellingReport } from './association-report.ts'
import { itemOf } from './baskets.ts'

const Place = z.strictObject({ from: z.int().nonnegative() })

/** Who buys the left side of a rule and not the right, largest expected revenue first. */
export const crossSellingAnalysis = answered(crossSelling, {
  categories: ['behaviour', 'finance'],
  answer: async ({ warehouse, query, beholder, read }) => {
    const { items, left, right, cursor, limit, ...filter } = query
    const basis = await basisOf(warehouse, filter, beholder)
    const from = cursor === undefined ? 0 : decodeCursor(Place, cursor).from
    const bought = boughtBy(basis, itemOf[items], left, right)
    const sums = await sumsOf(warehouse, bought)
    const found = await warehouse.engine.columns(
      `${bought.sql} select account_id::varchar as id, left_revenue as revenue, last_on::varchar as last_on from bought
       where left_items = ${bought.wanted} and right_lines = 0
       order by left_revenue desc, account_id limit ${limit} offset ${from}`,
      bought.parameters,
    )
    const ids = (found.id ?? []) as string[]
    const names = await read((db) => nameAccounts(db, ids))
    return {
      basis: basis.told(),
      items,
      left,
      right,
      ...sums,
      rows: rowsOf(found, names, sums),
      next: from + ids.length < sums.total ? encodeCursor({ from: from + ids.length }) : null,
      total: sums.total,
    }
  },
  report: crossSellingReport,
})

interface Bought {
  /** A `with` clause: one row per customer. */
  sql: string
  parameters: Basis['within']['parameters']
  /** Different items on the left. */
  wanted: number
}

function boughtBy({ within }: Basis, item: string, left: readonly string[], right: string): Bought {
  const different = [...new Set(left)]
  const names = different.map((_, at) => `$left${at}`).join(', ')
  return {
    wanted: different.length,
    parameters: {
      ...within.parameters,
      ...Object.fromEntries(different.map((name, at) => [`left${at}`, name])),
      right_item: right,
    },
    sql: `with bought as (
      select d.account_id as account_id,
             count(distinct case when ${item} in (${names}) then ${item} end) as left_items,
             sum(case when ${item} in (${names}) then l.amount_e4 else 0 end)::double precision as left_revenue,
             sum(case when ${item} = $right_item then 1 else 0 end) as right_lines,
             sum(case when ${item} = $right_item then l.amount_e4 else 0 end)::double precision as right_revenue,
             max(l.ordered_on) as last_on
      from   ${linesAndAccounts} where ${within.sql} group by d.account_id)`,
  }
}

interface Sums {
  buyersOfLeft: number
  buyersOfBoth: number
  ratio: number | null
}

async function sumsOf({ engine }: Warehouse, { sql, parameters, wanted }: Bought): Promise<Sums & { total: number }> {
  const found = await engine.columns(
    `${sql} select count(*)::integer as buyers,
                   coalesce(sum(case when right_lines > 0 then 1 else 0 end), 0)::integer as both_sides,
                   coalesce(sum(case when right_lines > 0 then left_revenue else 0 end), 0)::double precision as left_revenue,
                   coalesce(sum(right_revenue), 0)::double precision as right_revenue
     from bought where left_items = ${wanted}`,
    parameters,
  )
  const figure = (name: string) => Number(found[name]?.[0] ?? 0)
  const buyersOfLeft = figure('buyers')
  const buyersOfBoth = figure('both_sides')
  const of = figure('left_revenue')
  return {
    buyersOfLeft,
    buyersOfBoth,
    ratio: of > 0 ? figure('right_revenue') / of : null,
    total: buyersOfLeft - buyersOfBoth,
  }
}

/** Who is out of the reader's sight has no name here and stays out. */
function rowsOf(found: Columns, names: Awaited<ReturnType<typeof nameAccounts>>, sums: Sums) {
  const { buyersOfLeft, buyersOfBoth, ratio } = sums
  const perRevenue = ratio === null || buyersOfLeft === 0 ? null : (buyersOfBoth / buyersOfLeft) * ratio
  return ((found.id ?? []) as string[]).flatMap((id, at) => {
    const account = names.get(id)
    if (!account) return []
    const revenueE4 = Number(found.revenue?.[at])
    return [
      {
        account,
        revenueE4,
        expectedE4: perRevenue === null ? null : Math.round(perRevenue * revenueE4),
        lastOrderOn: found.last_on?.[at] as string,
      },
    ]
  })
}
