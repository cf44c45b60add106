import { type BasketItem, crossSelling, ServiceKind } from '@quayside/contract'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import type { Columns } from '../../../warehouse/engine.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { type Basis, basisOf } from '../frame/basis.ts'
import { nameAccounts } from '../frame/name-accounts.ts'
import { linesAndAccounts } from '../frame/orders-within.ts'
import { answered } from '../frame/serve-analysis.ts'
import { uuidLiteral } from '../frame/visible-to.ts'
import { crossSellingReport } from './association-report.ts'
import { itemOf } from './baskets.ts'

const Place = z.strictObject({ from: z.int().nonnegative() })

/** Who buys the left side of a rule and not the right, largest expected revenue first. */
export const crossSellingAnalysis = answered(crossSelling, {
  answer: async ({ warehouse, query, beholder, read }) => {
    const { items, left, right, cursor, limit, ...filter } = query
    const basis = await basisOf(warehouse, filter, beholder)
    const from = cursor === undefined ? 0 : decodeCursor(Place, cursor).from
    const bought = boughtBy(basis, items, left, right)
    const found = await warehouse.engine.columns(
      `${bought.sql}, counted as (${sums(bought)}), shown as (
         select a.account_id as account_id, b.left_revenue as revenue
         from   bought b join dim_account a on a.account_key = b.account_key
         where  b.left_items = ${bought.wanted} and b.right_lines = 0
         order  by b.left_revenue desc, a.account_id limit ${limit} offset ${from})
       select s.account_id::varchar as id, s.revenue as revenue, c.buyers as buyers, c.both_sides as both_sides,
              c.left_revenue as left_revenue, c.right_revenue as right_revenue
       from   counted c left join shown s on true order by s.revenue desc, s.account_id`,
      bought.parameters,
    )
    const sumsTold = sumsIn(found)
    const ids = ((found.id ?? []) as (string | null)[]).filter((id) => id !== null)
    const lastOn = await lastOrders(warehouse, basis, ids)
    const names = await read((db) => nameAccounts(db, ids))
    return {
      basis: basis.told(),
      items,
      left,
      right,
      ...sumsTold,
      rows: rowsOf(found, ids, { names, lastOn }, sumsTold),
      next: from + ids.length < sumsTold.total ? encodeCursor({ from: from + ids.length }) : null,
      total: sumsTold.total,
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

function boughtBy({ within, services }: Basis, items: BasketItem, left: readonly string[], right: string): Bought {
  const names = [...new Set(left)]
  // What customers buy of each service is kept by month.
  const isService = items === 'service'
  const item = isService ? 'l.service_no' : itemOf[items]
  const numberOf = (name: string) => `${ServiceKind.options.indexOf(name as ServiceKind)}`
  const lefts = names.map((name, at) => (isService ? numberOf(name) : `$left${at}`))
  const theRight = isService ? numberOf(right) : '$right_item'
  const named = { ...Object.fromEntries(names.map((name, at) => [`left${at}`, name])), right_item: right }
  const has = (one: string) => `max(case when ${item} = ${one} then 1 else 0 end)`
  const revenue = (some: readonly string[]) =>
    `sum(case when ${item} in (${some.join(', ')}) then l.amount_e4::double precision else 0 end)`
  return {
    wanted: names.length,
    parameters: { ...within.parameters, ...(isService ? {} : named) },
    sql: `with bought as (
      select l.account_key as account_key, ${lefts.map(has).join(' + ')} as left_items, ${revenue(lefts)} as left_revenue,
             ${has(theRight)} as right_lines, ${revenue([theRight])} as right_revenue
      from   ${isService ? services : `${linesAndAccounts} where ${within.sql}`} and ${item} in (${[...lefts, theRight].join(', ')}) group by l.account_key)`,
  }
}

interface Sums {
  buyersOfLeft: number
  buyersOfBoth: number
  ratio: number | null
}

const sums = ({ wanted }: Bought) => `
  select count(*)::integer as buyers, coalesce(sum(case when right_lines > 0 then 1 else 0 end), 0)::integer as both_sides,
         coalesce(sum(case when right_lines > 0 then left_revenue else 0 end), 0)::double precision as left_revenue,
         coalesce(sum(right_revenue), 0)::double precision as right_revenue
  from   bought where left_items = ${wanted}`

function sumsIn(found: Columns): Sums & { total: number } {
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

/** Of whatever they bought last, within the filter. */
async function lastOrders(
  { engine }: Warehouse,
  { within, months }: Basis,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await engine.columns(
    `select d.account_id::varchar as id, max(l.last_on)::varchar as last_on
     from   ${months} and d.account_id in (${ids.map(uuidLiteral).join(', ')}) group by d.account_id`,
    within.parameters,
  )
  return new Map(((found.id ?? []) as string[]).map((id, at) => [id, found.last_on?.[at] as string]))
}

/** Who is out of the reader's sight has no name here and stays out. */
function rowsOf(
  found: Columns,
  ids: readonly string[],
  { names, lastOn }: { names: Awaited<ReturnType<typeof nameAccounts>>; lastOn: ReadonlyMap<string, string> },
  sums: Sums,
) {
  const { buyersOfLeft, buyersOfBoth, ratio } = sums
  const perRevenue = ratio === null || buyersOfLeft === 0 ? null : (buyersOfBoth / buyersOfLeft) * ratio
  return ids.flatMap((id, at) => {
    const account = names.get(id)
    if (!account) return []
    const revenueE4 = Number(found.revenue?.[at])
    return [
      {
        account,
        revenueE4,
        expectedE4: perRevenue === null ? null : Math.round(perRevenue * revenueE4),
        lastOrderOn: lastOn.get(id) as string,
      },
    ]
  })
}
