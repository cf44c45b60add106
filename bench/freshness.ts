import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Database } from '../apps/server/src/platform/database.ts'
import type { Engine } from '../apps/server/src/warehouse/engine.ts'
import { startWarehouse } from '../apps/server/src/warehouse/feeder.ts'
import { everyMs, linesPerOrder, ordersPerBatch, removeWritten, writeBatch } from './arriving-orders.ts'
import { figure, type Row } from './table.ts'

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
  const few = await client.query<{ id: string }>('select id from accounts where deleted_at is null limit $1', [
    ordersPerBatch,
  ])
  const customers = few.rows.map(({ id }) => id)
  const lags: number[] = []
  const waiting: Promise<void>[] = []
  const began = performance.now()
  try {
    for (let batch = 0; batch < (seconds * 1000) / everyMs; batch++) {
      const last = await writeBatch(client, customers, '2026-11-01')
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

async function arrival(engine: Engine, order: string): Promise<number> {
  for (;;) {
    const found = await engine.columns(`select count(*)::integer as n from fact_order where order_id = '${order}'`)
    if (found.n?.[0] === 1) return performance.now()
    await pause(25)
  }
}
