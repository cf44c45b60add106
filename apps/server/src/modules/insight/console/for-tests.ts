import { runSql } from '@quayside/contract'
import { findUser } from '../../../../test/harness.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Engine } from '../../../warehouse/engine.ts'
import { aBase } from '../for-tests.ts'

/** What stands in lines that the seller may not see, and in those he may. */
export const secret = 'SECRET-CARGO'
export const open = 'OPEN-CARGO'

/** The base of analyses, where the goods of each line say whose they are. */
export async function aConsole(engine: Engine['name'] = 'duckdb') {
  const base = await aBase(engine)
  await base.database.owner.query(
    `update order_lines l set item = case when a.owner_id = $1 then $2 else $3 end from accounts a where a.id = l.account_id`,
    [base.seller.id, open, secret],
  )
  await base.database.owner.query(
    `insert into role_rights (role_id, module, action, scope)
     select role_id, 'console', a, 'all' from user_roles, (values ('read'), ('export')) v (a) where user_id = $1`,
    [base.seller.id],
  )
  await base.warehouse.catchUp()
  const seller = (await findUser(base.database, base.seller.id)) ?? base.seller
  const ask = (sql: string, as?: User) => base.app.call(runSql, { body: { sql, fresh: true }, ...(as ? { as } : {}) })
  const refused = (sql: string, as?: User) =>
    base.app.refused(runSql, { body: { sql, fresh: true }, ...(as ? { as } : {}) })
  return { ...base, seller, ask, refused }
}
export type ConsoleBase = Awaited<ReturnType<typeof aConsole>>
