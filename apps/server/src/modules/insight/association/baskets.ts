import type { BasketItem, BasketOf } from '@quayside/contract'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import type { BasketColumns } from '../compute/find-rules.ts'
import type { Basis } from '../frame/basis.ts'
import { linesAndAccounts } from '../frame/orders-within.ts'

/** What a basket holds, in the warehouse's words over `fact_order_line l`; null: the line names none. */
export const itemOf: Record<BasketItem, string> = {
  service: 'l.service',
  mode: 'l.mode',
  category: 'l.category',
  subCategory: 'l.sub_category',
  lane: "(l.origin || ' → ' || l.destination)",
}

const keyOf: Record<BasketOf, string> = { customer: 'l.account_key', order: 'l.order_id' }

export interface Counted {
  /** Baskets with an item. */
  baskets: number
  linesWithout: number
  /** Items in baskets enough, most frequent first. */
  items: { item: string; baskets: number }[]
}

/** How many baskets there are, and in how many each item is. */
export async function countItems(
  { engine }: Warehouse,
  { within }: Basis,
  of: BasketOf,
  items: BasketItem,
  support: number,
): Promise<Counted> {
  const [key, item] = [keyOf[of], itemOf[items]]
  const all = await engine.columns(
    `select count(distinct case when ${item} is not null then ${key} end)::integer as baskets,
            (count(*) - count(${item}))::integer as without
     from   ${linesAndAccounts} where ${within.sql}`,
    within.parameters,
  )
  const baskets = Number(all.baskets?.[0] ?? 0)
  const least = Math.max(1, Math.ceil(support * baskets - 1e-9))
  const found = await engine.columns(
    `select ${item} as item, count(distinct ${key})::integer as baskets
     from   ${linesAndAccounts} where ${within.sql} and ${item} is not null
     group  by 1 having count(distinct ${key}) >= ${least} order by 2 desc, 1`,
    within.parameters,
  )
  return {
    baskets,
    linesWithout: Number(all.without?.[0] ?? 0),
    items: ((found.item ?? []) as string[]).map((name, at) => ({ item: name, baskets: Number(found.baskets?.[at]) })),
  }
}

/** Lines read at once: what crosses from the warehouse holds up other requests, for some tens of milliseconds at most. */
const usualLinesAtOnce = 100_000

/** Baskets with their frequent items by code, read piece by piece so that other requests go on in between. */
export async function readBaskets(
  { engine }: Warehouse,
  { within }: Basis,
  of: BasketOf,
  items: BasketItem,
  { items: frequent, baskets }: Counted,
  linesAtOnce = usualLinesAtOnce,
): Promise<BasketColumns> {
  if (frequent.length === 0) return { basket: new Int32Array(0), item: new Int32Array(0), baskets }
  const codes = Object.fromEntries(frequent.map(({ item }, code) => [`i${code}`, item]))
  const named = frequent.map((_, code) => `($i${code}, ${code})`).join(', ')
  const pieces = await piecesOf(engine, within, of, linesAtOnce)
  const [basketParts, itemParts]: [Int32Array[], Int32Array[]] = [[], []]
  let before = 0
  for (const piece of pieces) {
    const found = await engine.columns(
      `select dense_rank() over (order by b.basket)::integer as basket, b.code as item
       from  (select distinct ${keyOf[of]} as basket, c.code as code
              from ${linesAndAccounts} join (values ${named}) c(name, code) on c.name = ${itemOf[items]}
              where ${within.sql} and ${piece}) b`,
      { ...within.parameters, ...codes },
    )
    const rows = Int32Array.from((found.basket ?? []) as number[], (rank) => before + rank - 1)
    basketParts.push(rows)
    itemParts.push(Int32Array.from((found.item ?? []) as number[]))
    before = rows.reduce((most, basket) => Math.max(most, basket + 1), before)
  }
  return { basket: joined(basketParts), item: joined(itemParts), baskets }
}

/** Conditions that part the lines so that no basket is in two of them: orders by their day, customers by their key. */
async function piecesOf(
  engine: Warehouse['engine'],
  within: Basis['within'],
  of: BasketOf,
  linesAtOnce: number,
): Promise<string[]> {
  if (of === 'customer') {
    const found = await engine.columns(
      `select count(*)::integer as lines from ${linesAndAccounts} where ${within.sql}`,
      within.parameters,
    )
    const parts = Math.ceil(Number(found.lines?.[0] ?? 0) / linesAtOnce)
    return Array.from({ length: parts }, (_, at) => `mod(l.account_key, ${parts}) = ${at}`)
  }
  const found = await engine.columns(
    `select l.ordered_on::varchar as day, count(*)::integer as lines
     from   ${linesAndAccounts} where ${within.sql} group by 1 order by 1`,
    within.parameters,
  )
  const days = (found.day ?? []) as string[]
  const pieces: string[] = []
  let [first, lines] = [0, 0]
  for (let at = 0; at < days.length; at++) {
    lines += Number(found.lines?.[at])
    if (lines < linesAtOnce && at < days.length - 1) continue
    pieces.push(`l.ordered_on between date '${days[first]}' and date '${days[at]}'`)
    ;[first, lines] = [at + 1, 0]
  }
  return pieces
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
