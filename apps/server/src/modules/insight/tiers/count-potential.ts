import type { ReplyOf, readTierPotential } from '@quayside/contract'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'

/** Customers of each tier by the potential that people judged, through the row policies. */
export async function countPotential(db: Db): Promise<ReplyOf<typeof readTierPotential>> {
  const found = await sql<ReplyOf<typeof readTierPotential>['cells'][number]>`
    select f.tier, a.potential::int as potential, count(*)::int as accounts
    from   accounts a join account_figures f on f.account_id = a.id
    where  f.tier is not null and a.deleted_at is null
    group  by 1, 2 order by 1, 2 desc nulls last`.execute(db)
  return { cells: found.rows }
}
