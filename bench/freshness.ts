import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Database, writeAsOwner } from '../apps/server/src/platform/database.ts'
import { newId } from '../apps/server/src/platform/ids.ts'
import type { Engine } from '../apps/server/src/warehouse/engine.ts'
import { startWarehouse } from '../apps/server/src/warehouse/feeder.ts'
import { figure, type Row } from './table.ts'

const linesPerSecond = 500
const linesPerOrder = 5
const ordersPerBatch = 10
const seconds = 10

/** From the commit of an order to its line in the warehouse, while 500 lines a second are written. The follower looks as in production. */
export async function freshness(database: Database, engine: Engine, owner: pg.ClientConfig): Promise<Row> {
  const warehouse = startWarehouse({
    database,
    engine: { ...engine, close: async () => undefined },
    clock: () => new Date(),
    log: { error: () => undefined, info: () => undefined },
  })
  const client = new pg.Client(owner)
  await client.connect()
  await warehouse.catchUp()
  const lags: number[] = []
  const waiting: Promise<void>[] = []
  const began = performance.now()
  try {
    const everyMs = (1000 * ordersPerBatch * linesPerOrder) / linesPerSecond
    for (let batch = 0; batch < (seconds * 1000) / everyMs; batch++) {
      const last = await writeBatch(client)
      const committed = performance.now()
      waiting.push(arrival(engine, last).then((at) => void lags.push(at - committed)))
      await pause(Math.max(0, began + (batch + 1) * everyMs - performance.now()))
    }
    await Promise.all(waiting)
  } finally {
    await removeWritten(database)
    await client.end()
    await warehouse.stop()
  }
  lags.sort((a, b) => a - b)
  const at = (share: number) => lags[Math.min(lags.length - 1, Math.floor(lags.length * share))] as number
  return {
    what: `warehouse freshness at ${figure((lags.length * ordersPerBatch * linesPerOrder * 1000) / (performance.now() - began))} lines/s`,
    measured: `${figure(at(0.5))} ms (middle), ${figure(at(0.99))} ms (p99) from commit to readable`,
    comparator: '',
    ratio: '',
    budget: '≤ 2 s at 500 lines/s',
    met: at(0.99) <= 2_000,
  }
}

const reference = `bench ${randomUUID()}`

/** Ids as the product makes them: rising with time, on which the warehouse counts. */
async function writeBatch(client: pg.Client): Promise<string> {
  const orders = Array.from({ length: ordersPerBatch }, newId)
  const lines = Array.from({ length: ordersPerBatch * linesPerOrder }, newId)
  await client.query(
    `with a as (select id, row_number() over () as n from (select id from accounts where deleted_at is null limit $1) few),
          o as (insert into orders (id, number, account_id, ordered_on, currency, reference)
                select ($2::uuid[])[n], gen_random_uuid()::text, id, '2026-11-01', 'CNY', $3 from a
                returning id, account_id, ordered_on)
     insert into order_lines (id, order_id, account_id, ordered_on, currency, line_no, amount_e4, cost_e4)
     select ($5::uuid[])[row_number() over ()], o.id, o.account_id, o.ordered_on, 'CNY', n, 10000 * n, 9000 * n from o, generate_series(1, $4::int) n`,
    [ordersPerBatch, orders, reference, linesPerOrder, lines],
  )
  return orders.at(-1) ?? ''
}

async function arrival(engine: Engine, order: string): Promise<number> {
  for (;;) {
    const found = await engine.columns(`select count(*)::integer as n from fact_order where order_id = '${order}'`)
    if (found.n?.[0] === 1) return performance.now()
    await pause(25)
  }
}

const removeWritten = (database: Database) =>
  writeAsOwner(database, (tx) => tx.deleteFrom('orders').where('reference', '=', reference).execute())
