import type { ClassifiedCustomer, Tier } from '@quayside/contract'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { accountIds } from '../customers/account-ids.ts'
import { presentCustomers } from '../customers/present-customers.ts'
import { monthsWithin } from '../frame/months-within.ts'
import { nameAccounts } from '../frame/name-accounts.ts'
import { inCurrency, linesOf } from '../frame/narrow.ts'
import type { Asked } from '../frame/serve-analysis.ts'
import { type Classified, tierAt } from './classify-accounts.ts'
import type { Question } from './rank-accounts.ts'

/** Places of the ranking that fall into a tier, and whose potential is as asked. */
export function placesOf(classified: Classified, { tier, potential }: { tier?: Tier; potential?: number }): Int32Array {
  const { keys, potentials } = classified.ranking
  return Int32Array.from({ length: keys.length }, (_, place) => place).filter(
    (place) =>
      (tier === undefined || tierAt(classified, place) === tier) &&
      (potential === undefined || potentials[place] === potential),
  )
}

/** Ids of customers at places of the ranking, in its order; who may not be seen is left out. */
export async function idsAt(
  { warehouse, read }: Asked<unknown>,
  { ranking }: Classified,
  places: Int32Array,
): Promise<string[]> {
  const keys = Array.from(places, (place) => Number(ranking.keys[place]))
  const idOf = await accountIds(warehouse, keys)
  const wanted = keys.map((key) => idOf.get(key) ?? '')
  const known = await read((db) => nameAccounts(db, [...idOf.values()]))
  return wanted.filter((id) => known.has(id))
}

/** So many are named by one statement; a connection for each, none while the next is prepared. */
const atOnce = 5_000

/** Customers at places of the ranking. Names come through the row policies: who may not be seen is left out. */
export async function presentClassified(
  asked: Asked<Question>,
  classified: Classified,
  places: Int32Array,
): Promise<ClassifiedCustomer[]> {
  const rows: ClassifiedCustomer[] = []
  const cumulative = cumulated(classified)
  for (let from = 0; from < places.length; from += atOnce)
    rows.push(...(await present(asked, classified, places.subarray(from, from + atOnce), cumulative)))
  return rows
}

async function present(
  { warehouse, query, beholder, read }: Asked<Question>,
  classified: Classified,
  places: Int32Array,
  cumulative: Float64Array,
): Promise<ClassifiedCustomer[]> {
  const { keys, values, basis } = classified.ranking
  const { positiveTotal } = classified.result
  const shareOf = (value: number | undefined) => (positiveTotal > 0 ? Number(value) / positiveTotal : 0)
  const facts = await factsOf(
    warehouse,
    { ...query, currency: basis.currency },
    places.map((place) => Number(keys[place])),
  )
  const known = await read((db) =>
    presentCustomers(
      db,
      [...facts.values()].map(({ accountId }) => accountId),
    ),
  )
  const seesBehaviour = beholder.rights.categories.behaviour.read
  return Array.from(places).flatMap((place): ClassifiedCustomer[] => {
    const fact = facts.get(Number(keys[place]))
    const customer = fact && known.get(fact.accountId)
    if (!fact || !customer) return []
    return [
      {
        ...customer,
        rank: place + 1,
        ranked: tierAt(classified, place),
        value: Number(values[place]),
        share: shareOf(values[place]),
        cumulative: shareOf(cumulative[place]),
        orders: seesBehaviour ? fact.orders : null,
        lastOrderOn: seesBehaviour ? fact.lastOrderOn : null,
      },
    ]
  })
}

function cumulated({ ranking: { values } }: Classified): Float64Array {
  let sum = 0
  return values.map((value) => {
    sum += value
    return sum
  })
}

interface Fact {
  accountId: string
  orders: number
  lastOrderOn: string | null
}

async function factsOf(
  { engine }: Warehouse,
  { currency, ...filter }: Question & { currency: string },
  keys: Int32Array,
): Promise<Map<number, Fact>> {
  if (keys.length === 0) return new Map()
  const { from, to } = filter
  const those = { sql: `d.account_key in (${keys.join(', ')})`, parameters: {} }
  const within = inCurrency(linesOf({ from, to }), currency)
  const found = await engine.columns(
    `select d.account_key as key, d.account_id::varchar as id, coalesce(m.orders, 0)::integer as orders, m.last_on::varchar as last
     from   dim_account d
     left   join (select l.account_key as account_key, sum(l.orders) as orders, max(l.last_on) as last_on
                  from ${monthsWithin({ from, to }, inCurrency(those, currency), within)} group by l.account_key) m on m.account_key = d.account_key
     where  ${those.sql}`,
    within.parameters,
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
