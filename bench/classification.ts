import { join } from 'node:path'
import { classifyValues, PYRAMID } from '@quayside/analytics'
import pg from 'pg'
import { openDatabase } from '../apps/server/src/platform/database.ts'
import { openEngine } from '../apps/server/src/warehouse/engine.ts'
import { feed } from '../apps/server/src/warehouse/feed.ts'
import type { Scratch } from './scratch.ts'
import { figure, type Row } from './table.ts'

const runs = 7
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] as number

/** Initial load of the warehouse and the full classification, beside PostgreSQL on the same SQL. */
export async function classification(scratch: Scratch): Promise<Row[]> {
  const database = openDatabase({ ownerUrl: scratch.owner, appUrl: scratch.app })
  const folder = join(scratch.dataDir, 'warehouse')
  const engine = await openEngine({ folder, stagingFolder: folder, memoryLimit: '4GB' })
  const client = new pg.Client(scratch.owner)
  await client.connect()
  try {
    const began = performance.now()
    const fed = await feed(database, engine, new Date())
    const loadSeconds = (performance.now() - began) / 1000
    const sql = (table: string, key: string) =>
      `select ${key} as key, sum(amount_e4) as value from ${table} where currency = 'CNY' group by ${key}`
    const duck: number[] = []
    let customers = 0
    for (let run = 0; run < runs; run++) {
      const start = performance.now()
      const found = await engine.columns(
        `select key, value::double as value from (${sql('fact_order_line', 'account_key')}) order by value desc, key`,
      )
      customers = classifyValues(Float64Array.from(found.value as number[]), PYRAMID).customers
      duck.push(performance.now() - start)
    }
    const postgres: number[] = []
    for (let run = 0; run < 3; run++) {
      const start = performance.now()
      await client.query(
        `select count(*), sum(value) from (${sql('order_lines', 'account_id')} order by value desc, key) ranked`,
      )
      postgres.push(performance.now() - start)
    }
    const [ours, theirs] = [median(duck), median(postgres)]
    return [
      {
        what: `warehouse, initial load of ${figure(fed.lines)} lines, ${figure(fed.orders)} orders, ${figure(fed.accounts)} accounts`,
        measured: `${figure(fed.lines / loadSeconds)} lines/s (${figure(loadSeconds, 1)} s)`,
        comparator: '',
        ratio: '',
        budget: '≥ 1,000,000 lines/s',
        met: fed.lines / loadSeconds >= 1e6,
      },
      {
        what: `classification of ${figure(customers)} customers, query to tiers`,
        measured: `${figure(ours)} ms (median of ${runs})`,
        comparator: `PostgreSQL, same SQL: ${figure(theirs)} ms`,
        ratio: `${figure(theirs / ours, 1)} ×`,
        budget: '≤ 300 ms at 100 k customers and 10 M lines, ≥ 10 ×',
        met: ours <= 300 && theirs / ours >= 10,
      },
    ]
  } finally {
    await client.end()
    engine.close()
    await database.close()
  }
}
