import { olderThanAll } from './dialect.ts'
import type { Engine, Run } from './engine.ts'
import type { Moved } from './marks.ts'
import { touchOrders } from './order-totals.ts'
import { accounts, insertion, lines, orders, type SourceTable } from './source-tables.ts'

/** Puts rows in the place of their former selves. */
export async function replaceRows(
  run: Run,
  engine: Engine['name'],
  source: SourceTable,
  from: string,
  moved: Moved,
): Promise<void> {
  await run(`create temp table incoming as select * from ${from} s`)
  if (source === accounts) await changeAccounts(run, moved)
  else {
    moved.add(source.into)
    const former = `${olderThanAll(engine, source.key)}${source.key} in (select ${source.key} from incoming)`
    if (source === lines) {
      await touchOrders(run, former)
      await run('insert into touched_orders select distinct order_id from incoming')
    }
    await run(`delete from ${source.into} where ${former}`)
  }
  await run(insertion(source, 'incoming'))
  if (source === orders) await tellLines(run, moved)
  await run('drop table incoming')
}

/** An account keeps its key for life: facts refer to it. Most of what is written about one is not told here, and moves nothing. */
async function changeAccounts(run: Run, moved: Moved): Promise<void> {
  const columns = Object.keys(accounts.columns).filter((column) => column !== 'account_id')
  const differ = (names: readonly string[]) => names.map((name) => `d.${name} is distinct from s.${name}`).join(' or ')
  const found = await run(
    `select coalesce(bool_or(d.account_id is null or ${differ(columns)}), false) as moved,
            coalesce(bool_or(d.account_id is not null and (${differ(reach)})), false) as reach
     from   incoming s left join dim_account d on d.account_id = s.account_id`,
  )
  if (found.moved?.[0] === true) moved.add('dim_account')
  if (found.reach?.[0] === true) moved.add('reach')
  await run(
    `update dim_account set ${columns.map((column) => `${column} = s.${column}`).join(', ')}
     from incoming s where dim_account.account_id = s.account_id`,
  )
}

/** What decides who may see an account. */
const reach = ['owner_id', 'team_id', 'is_gone']

/** Lines repeat their order's channel and status, and are not written anew when those change. */
async function tellLines(run: Run, moved: Moved): Promise<void> {
  moved.add(lines.into)
  await run(
    `update fact_order_line set channel = s.channel, status = s.status
     from   incoming s
     where  fact_order_line.order_id = s.order_id and (fact_order_line.channel <> s.channel or fact_order_line.status <> s.status)`,
  )
}
