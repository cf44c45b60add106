import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { OrderPlan } from '@quayside/demo-company'
import pg from 'pg'
import { type DemoOwner, type DemoScale, worldOf } from './demo-world.ts'
import { finishWorld, restIndexes } from './finish-world.ts'
import type { Part } from './load-customers.ts'
import type { DemoLoaded } from './load-demo.ts'

export interface WorldLoaded extends DemoLoaded {
  /** Drawing what every customer will order. */
  planSeconds: number
  /** Customers with people, places and touches. */
  customerSeconds: number
  /** Orders and their lines. */
  orderSeconds: number
  /** Indexes, sums and statistics after the copying. */
  finishSeconds: number
}

export interface PartWorkerData {
  connection: pg.ClientConfig
  scale: DemoScale
  owners: readonly DemoOwner[]
  now: number
  plan: OrderPlan
}
export interface PartTask {
  what: 'customers' | 'orders'
  parts: readonly Part[]
}

/** One transaction each. */
const mostCustomersPerPart = 5_000

/**
 * Fills a migrated, empty database with a world as fast as the machine allows: indexes that no foreign key needs are made
 * afterwards, triggers and foreign keys rest (the rows come from one generator), and two workers for every core copy their
 * shares: while one waits for its rows to be written another makes some. The same seed makes the same rows whatever the
 * number of workers.
 */
export async function loadWorld(
  connection: pg.ClientConfig,
  scale: DemoScale,
  owners: readonly DemoOwner[],
  now: Date,
  workers = Math.min(2 * availableParallelism(), 8),
): Promise<WorldLoaded> {
  const client = new pg.Client(connection)
  await client.connect()
  const seconds = stopwatch()
  try {
    await refuseFilled(client)
    const { plan } = worldOf(scale, owners, now)
    const crew = Array.from({ length: workers }, () =>
      partWorker({ connection, scale, owners, now: now.getTime(), plan }),
    )
    const planSeconds = seconds()
    const resting = await restIndexes(client)
    try {
      const parts = partsOf(scale.customers, workers, plan)
      const customers = await shared(crew, 'customers', parts)
      const customerSeconds = seconds()
      const orders = await shared(crew, 'orders', parts)
      const orderSeconds = seconds()
      await finishWorld(connection, resting, scale.customers)
      const loaded = { ...customers, ...orders } as unknown as DemoLoaded
      return { ...loaded, planSeconds, customerSeconds, orderSeconds, finishSeconds: seconds() }
    } finally {
      await Promise.all(crew.map((worker) => worker.terminate()))
    }
  } finally {
    await client.end()
  }
}

function stopwatch() {
  let from = performance.now()
  return () => {
    const passed = (performance.now() - from) / 1000
    from = performance.now()
    return passed
  }
}

/** Indexes are taken away and sums made anew: nobody's customers may be here. */
async function refuseFilled(client: pg.Client): Promise<void> {
  const found = await client.query('select from accounts limit 1')
  if (found.rowCount) throw new Error('A world is loaded into an empty database only; this one has customers.')
}

const partWorker = (workerData: PartWorkerData) =>
  new Worker(new URL('./load-part.ts', import.meta.url), { workerData })

/** Deals the parts out like cards, so that every worker has the same to do; adds up what they say they wrote. */
async function shared(
  crew: readonly Worker[],
  what: PartTask['what'],
  parts: readonly Part[],
): Promise<Record<string, number>> {
  const counts = await Promise.all(
    crew.map((worker, at) => ask(worker, { what, parts: parts.filter((_, part) => part % crew.length === at) })),
  )
  const sums: Record<string, number> = {}
  for (const count of counts) for (const [name, value] of Object.entries(count)) sums[name] = (sums[name] ?? 0) + value
  return sums
}

/** Whole blocks of the plan, so that order numbers are known where a part begins. */
function partsOf(customers: number, workers: number, { blockOf }: OrderPlan): Part[] {
  const size = Math.min(mostCustomersPerPart, Math.ceil(customers / workers / blockOf) * blockOf)
  return Array.from({ length: Math.ceil(customers / size) }, (_, at) => ({
    first: at * size,
    last: Math.min(customers, (at + 1) * size),
  }))
}

function ask(worker: Worker, task: PartTask): Promise<Record<string, number>> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.postMessage(task)
  })
}
