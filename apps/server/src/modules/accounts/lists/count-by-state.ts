import type { AccountState, countAccountsByState as route } from '@quayside/contract'
import type { z } from 'zod'
import { connectionOf, type Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { readFilter } from './filter-accounts.ts'
import { conditionOf } from './list-accounts.ts'

/** The heads of the kanban's columns; states that nobody is in are left out. */
export async function countByState(db: Db, user: User, query: z.output<(typeof route)['query']>) {
  const condition = await conditionOf(db, user, { search: query.search, filter: readFilter(query.filter) })
  const seesMoney = user.rights.categories.finance.read
  const where = ['a.deleted_at is null', condition?.text ?? ''].filter(Boolean).join(' and ')
  const text = `
    select a.state, count(*)::int as accounts, ${seesMoney ? 'coalesce(sum(f.amount_e4), 0)::bigint' : 'null::bigint'} as amount_e4
    from   accounts a ${seesMoney ? 'left join account_figures f on f.account_id = a.id' : ''}
    where  ${where} group by a.state`
  const { rows } = await connectionOf(db).query<{ state: AccountState; accounts: number; amount_e4: number | null }>(
    text,
    [...(condition?.values ?? [])],
  )
  return rows.map(({ state, accounts, amount_e4 }) => ({ state, accounts, amountE4: amount_e4 }))
}
