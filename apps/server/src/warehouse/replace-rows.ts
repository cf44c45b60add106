import { olderThanAll } from './dialect.ts'
import type { Engine, Run } from './engine.ts'
import { touchOrders } from './order-totals.ts'
import { accounts, insertion, lines, orders, type SourceTable } from './source-tables.ts'

/** Puts rows in the place of their former selves. */
export async function replaceRows(run: Run, engine: Engine['name'], source: SourceTable, from: string): Promise<void> {
  await run(`create temp table incoming as select * from ${from} s`)
  if (source === accounts) await changeAccounts(run)
  else {
    const former = `${olderThanAll(engine, source.key)}${source.key} in (select ${source.key} from incoming)`
    if (source === lines) {
      await touchOrders(run, former)
      await run('insert into touched_orders select distinct order_id from incoming')
    }
    await run(`delete from ${source.into} where ${former}`)
  }
  await run(insertion(source, 'incoming'))
  if (source === orders) await tellLines(run)
  await run('drop table incoming')
}

/** An account keeps its key for life: facts refer to it. */
async function changeAccounts(run: Run): Promise<void> {
  const columns = Object.keys(accounts.columns).filter((column) => column !== 'account_id')
  await run(
    `update dim_account set ${columns.map((column) => `${column} = s.${column}`).join(', ')}
     from incoming s where dim_account.account_id = s.account_id`,
  )
}

/** Lines repeat their order's channel and status, and are not written anew when those change. */
async function tellLines(run: Run): Promise<void> {
  await run(
    `update fact_order_line set channel = s.channel, status = s.status
     from   incoming s
     where  fact_order_line.order_id = s.order_id and (fact_order_line.channel <> s.channel or fact_order_line.status <> s.status)`,
  )
}
