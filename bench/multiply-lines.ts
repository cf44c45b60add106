import { sumAllMonths } from '../apps/server/src/warehouse/account-months.ts'
import type { Engine } from '../apps/server/src/warehouse/engine.ts'
import { sumAllOrders } from '../apps/server/src/warehouse/order-totals.ts'

/** Earlier by up to so many days, each copy of an order by its own number. */
const spreadDays = 200

/**
 * Copies every order and line of the warehouse so often that there are `times` as many, of the same customers: for measuring queries over
 * more lines than PostgreSQL would be filled with in the time. The source knows nothing of them.
 */
export async function multiplyLines(engine: Engine, times: number): Promise<void> {
  if (engine.name !== 'duckdb') throw new RangeError('Lines are multiplied in words of DuckDB.')
  const earlier = `(abs(hash(t.order_id, k.n)) % ${spreadDays})::integer`
  const changed: Record<string, string> = {
    line_id: 'md5(t.line_id::varchar || k.n)::uuid',
    order_id: 'md5(t.order_id::varchar || k.n)::uuid',
    ...Object.fromEntries(
      ['ordered_on', 'promised_on', 'shipped_on', 'delivered_on'].map((day) => [day, `t.${day} - ${earlier}`]),
    ),
  }
  await engine.write(async ({ run }) => {
    for (const table of ['fact_order', 'fact_order_line']) {
      const found = await run(
        `select column_name as name from information_schema.columns where table_name = '${table}' order by ordinal_position`,
      )
      const columns = (found.name ?? []) as string[]
      const values = columns.map((column) => `${changed[column] ?? `t.${column}`} as ${column}`)
      await run(`create temp table copies as select ${values.join(', ')} from ${table} t, range(1, ${times}) k(n)`)
      await run(`insert into ${table} (${columns.join(', ')}) select * from copies order by ordered_on`)
      await run('drop table copies')
    }
    for (const kept of ['fact_order_total', 'fact_order_promise']) await run(`delete from ${kept}`)
    await sumAllOrders(run)
    for (const kept of ['fact_account_month', 'fact_service_month']) await run(`delete from ${kept}`)
    await sumAllMonths(run)
  })
}
