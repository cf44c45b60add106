import { cpus } from 'node:os'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import type { DemoOwner } from '../apps/server/src/demo/demo-rows.ts'

export interface WorldScale {
  accounts: number
  linesPerAccount: number
  seed?: number
}
export interface WorldLoaded {
  accounts: number
  orders: number
  lines: number
  interactions: number
  copySeconds: number
  /** Indexes, sums and statistics after the copying. */
  finishSeconds: number
}

export interface PartTask {
  connection: pg.ClientConfig
  scale: Required<WorldScale>
  owners: readonly DemoOwner[]
  now: number
  first: number
  last: number
  firstOrder: number
}
export type PartDone = { accounts: number; orders: number; lines: number; interactions: number }

const filled = ['accounts', 'contacts', 'addresses', 'interactions', 'follow_ups', 'events', 'orders', 'order_lines']

/**
 * Fills a migrated, empty database with a generated world as fast as the machine allows: plain indexes are dropped and made
 * again, triggers and foreign keys rest (the rows come from one generator), and every core copies its share.
 */
export async function loadWorld(
  connection: pg.ClientConfig,
  scale: WorldScale,
  owners: readonly DemoOwner[],
  now: Date,
): Promise<WorldLoaded> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    const indexes = await dropIndexes(client)
    const began = performance.now()
    const parts = await copyParts(connection, { seed: 2026, ...scale }, owners, now)
    const copied = performance.now()
    await finish(client, indexes, scale.accounts)
    const sum = (of: keyof PartDone) => parts.reduce((total, part) => total + part[of], 0)
    return {
      accounts: sum('accounts'),
      orders: sum('orders'),
      lines: sum('lines'),
      interactions: sum('interactions'),
      copySeconds: (copied - began) / 1000,
      finishSeconds: (performance.now() - copied) / 1000,
    }
  } finally {
    await client.end()
  }
}

async function dropIndexes(client: pg.Client): Promise<string[]> {
  const found = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from   pg_index i join pg_class c on c.oid = i.indrelid
     where  c.relname = any ($1) and c.relkind = 'r' and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
    [filled],
  )
  for (const { name } of found.rows) await client.query(`drop index ${name}`)
  return found.rows.map((row) => row.definition)
}

async function copyParts(
  connection: pg.ClientConfig,
  scale: Required<WorldScale>,
  owners: readonly DemoOwner[],
  now: Date,
): Promise<PartDone[]> {
  const workers = Math.max(1, Math.min(cpus().length, 4))
  const share = Math.ceil(scale.accounts / workers)
  return Promise.all(
    Array.from({ length: workers }, (_, at) => {
      const first = at * share
      const last = Math.min(scale.accounts, first + share)
      return partIn({ connection, scale, owners, now: now.getTime(), first, last, firstOrder: 1 + at * 1_000_000_000 })
    }),
  )
}

function partIn(task: PartTask): Promise<PartDone> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./load-part.ts', import.meta.url), { workerData: task })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

async function finish(client: pg.Client, indexes: readonly string[], accounts: number): Promise<void> {
  await client.query(`set maintenance_work_mem = '1GB'`)
  for (const definition of indexes) await client.query(definition)
  await client.query(`
    insert into account_months (account_id, month, service, currency, lines, amount_e4, cost_e4, costed_e4)
    select account_id, date_trunc('month', ordered_on)::date, service, currency, count(*), sum(amount_e4), coalesce(sum(cost_e4), 0),
           coalesce(sum(amount_e4) filter (where cost_e4 is not null), 0)
    from   order_lines group by 1, 2, 3, 4`)
  await client.query(`
    insert into account_figures (account_id, orders, lines, amount_e4, cost_e4, costed_e4, first_order_on, last_order_on)
    select o.account_id, o.orders, l.lines, l.amount_e4, l.cost_e4, l.costed_e4, o.first, o.last
    from  (select account_id, count(*) as orders, min(ordered_on) as first, max(ordered_on) as last from orders group by 1) o
    join  (select account_id, count(*) as lines, sum(amount_e4) as amount_e4, coalesce(sum(cost_e4), 0) as cost_e4,
                  coalesce(sum(amount_e4) filter (where cost_e4 is not null), 0) as costed_e4 from order_lines group by 1) l using (account_id)`)
  await client.query(`select setval('account_numbers', $1)`, [accounts])
  await client.query('analyze')
}
