import { parentPort, workerData } from 'node:worker_threads'
import pg from 'pg'
import { loadCustomers, worldOf } from '../apps/server/src/demo/index.ts'
import type { PartDone, PartTask } from './load-world.ts'

const { connection, scale, owners, now, first, last, firstOrder } = workerData as PartTask
const perTransaction = 5_000

const pool = new pg.Pool({ ...connection, max: 1 })
const client = await pool.connect()
await client.query('set session_replication_role = replica')
const world = worldOf(
  { seed: scale.seed, customers: scale.accounts, linesPerCustomer: scale.linesPerAccount },
  owners,
  new Date(now),
)
const done: PartDone = { accounts: 0, orders: 0, lines: 0, interactions: 0 }
for (let from = first; from < last; from += perTransaction) {
  await client.query('begin')
  const loaded = await loadCustomers(
    client,
    world,
    from,
    Math.min(last, from + perTransaction),
    firstOrder + done.orders,
  )
  await client.query('commit')
  for (const name of ['accounts', 'orders', 'lines', 'interactions'] as const) done[name] += loaded[name]
}
client.release()
await pool.end()
parentPort?.postMessage(done)
