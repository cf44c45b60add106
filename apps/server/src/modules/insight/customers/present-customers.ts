import type { CustomerOf, Tier } from '@quayside/contract'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'

interface Row {
  id: string
  number: string
  name: string
  owner_id: string | null
  owner_name: string | null
  tier: string | null
}

/** Names, owners and tiers by id through the row policies: who is out of the reader's sight is not in the answer. */
export async function presentCustomers(db: Db, ids: readonly string[]): Promise<Map<string, CustomerOf>> {
  if (ids.length === 0) return new Map()
  const found = await sql<Row>`
    select a.id, a.number, a.name, a.owner_id, u.name as owner_name, f.tier
    from   accounts a
    left   join users u on u.id = a.owner_id
    left   join account_figures f on f.account_id = a.id
    where  a.id = any (${ids}::uuid[])`.execute(db)
  return new Map(found.rows.map((row) => [row.id, presented(row)]))
}

const presented = ({ id, number, name, owner_id, owner_name, tier }: Row): CustomerOf => ({
  account: { id, number, name },
  owner: owner_id && owner_name ? { id: owner_id, name: owner_name } : null,
  tier: tier as Tier | null,
})
