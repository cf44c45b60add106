import type { listTier as listTierRoute, ReplyOf, Tier } from '@quayside/contract'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import type { Beholder } from '../frame/visible-to.ts'
import { tiersByRank } from './classify-accounts.ts'
import { type Classified, rankAccounts } from './rank-accounts.ts'

type Rows = ReplyOf<typeof listTierRoute>['rows']

export interface TierPage {
  rows: Rows
  /** Place in the ranking where the next page begins; null at the end. */
  nextRank: number | null
  total: number
}

/** The customers behind a tier by rank. Names come through the row policies: what the reader may not see is not in the page. */
export async function listTier(
  db: Db,
  warehouse: Warehouse,
  query: Classified,
  beholder: Beholder,
  page: { tier?: Tier | undefined; fromRank: number; limit: number },
): Promise<TierPage> {
  const { keys, values, currency } = await rankAccounts(warehouse, query, beholder)
  const tiers = tiersByRank(values, query)
  const [begin, end] = page.tier ? [tiers.indexOf(page.tier), tiers.lastIndexOf(page.tier) + 1] : [0, keys.length]
  const from = Math.max(begin, 0, page.fromRank)
  const to = Math.min(end, from + page.limit)
  const cumulative = cumulativeTo(values, to)
  const facts = await factsOf(warehouse, query, currency, keys.subarray(from, to))
  const accounts = await accountsOf(
    db,
    [...facts.values()].map((fact) => fact.accountId),
  )
  const seesBehaviour = !beholder || beholder.rights.categories.behaviour.read
  const rows: Rows = []
  for (let rank = from; rank < to; rank++) {
    const fact = facts.get(keys[rank] as number)
    const account = fact && accounts.get(fact.accountId)
    if (!fact || !account) continue
    const value = values[rank] as number
    rows.push({
      rank: rank + 1,
      account: { id: account.id, number: account.number, name: account.name },
      owner: account.owner_id && account.owner_name ? { id: account.owner_id, name: account.owner_name } : null,
      tier: tiers[rank] as Tier,
      value,
      share: cumulative.total > 0 ? value / cumulative.total : 0,
      cumulative: cumulative.total > 0 ? (cumulative.at[rank] as number) / cumulative.total : 0,
      orders: seesBehaviour ? fact.orders : null,
      lastOrderOn: seesBehaviour ? fact.lastOrderOn : null,
      previousTier: account.tier as Tier | null,
    })
  }
  return { rows, nextRank: to < end ? to : null, total: Math.max(0, end - Math.max(0, begin)) }
}

function cumulativeTo(values: Float64Array, to: number): { at: Float64Array; total: number } {
  const at = new Float64Array(to)
  let sum = 0
  for (let rank = 0; rank < to; rank++) {
    sum += values[rank] as number
    at[rank] = sum
  }
  return { at, total: values.reduce((total, value) => (value > 0 ? total + value : total), 0) }
}

interface Fact {
  accountId: string
  orders: number
  lastOrderOn: string | null
}

async function factsOf(
  { engine }: Warehouse,
  query: Classified,
  currency: string,
  keys: Int32Array,
): Promise<Map<number, Fact>> {
  if (keys.length === 0) return new Map()
  const found = await engine.columns(
    `select d.account_key as key, d.account_id::varchar as id, count(o.order_id)::integer as orders, max(o.ordered_on)::varchar as last
     from   dim_account d
     left   join fact_order o on o.account_key = d.account_key and o.currency = $currency
            ${query.from ? `and o.ordered_on >= date '${query.from}'` : ''} ${query.to ? `and o.ordered_on <= date '${query.to}'` : ''}
     where  d.account_key in (${keys.join(', ')})
     group  by d.account_key, d.account_id`,
    { currency },
  )
  return new Map(
    (found.key as number[]).map((key, at) => [
      key,
      {
        accountId: found.id?.[at] as string,
        orders: found.orders?.[at] as number,
        lastOrderOn: (found.last?.[at] as string | null) ?? null,
      },
    ]),
  )
}

async function accountsOf(db: Db, ids: readonly string[]) {
  const result = await sql<{
    id: string
    number: string
    name: string
    owner_id: string | null
    owner_name: string | null
    tier: string | null
  }>`
    select a.id, a.number, a.name, a.owner_id, u.name as owner_name, f.tier
    from   accounts a
    left   join users u on u.id = a.owner_id
    left   join account_figures f on f.account_id = a.id
    where  a.id = any (${ids}::uuid[])`.execute(db)
  return new Map(result.rows.map((row) => [row.id, row]))
}
