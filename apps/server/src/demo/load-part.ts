import { parentPort, workerData } from 'node:worker_threads'
import pg from 'pg'
import { worldOf } from './demo-world.ts'
import { loadCustomers, loadOrders } from './load-customers.ts'
import type { PartTask, PartWorkerData } from './load-world.ts'

/** A worker of `loadWorld`: writes the parts it is dealt, each in a transaction of its own. */
const { connection, scale, owners, now, plan } = workerData as PartWorkerData
const world = worldOf(scale, owners, new Date(now), plan)

parentPort?.on('message', async ({ what, parts }: PartTask) => {
  const client = new pg.Client(connection)
  await client.connect()
  await client.query('set session_replication_role = replica; set synchronous_commit = off')
  const sums: Record<string, number> = {}
  for (const part of parts) {
    await client.query('begin')
    const loaded =
      what === 'customers' ? await loadCustomers(client, world, part) : await loadOrders(client, world, part)
    await client.query('commit')
    for (const [name, count] of Object.entries(loaded)) sums[name] = (sums[name] ?? 0) + count
  }
  await client.end()
  parentPort?.postMessage(sums)
})
