import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/harness.ts'
import { readAsOwner } from '../platform/database.ts'
import { restIndexes } from './finish-world.ts'
import { loadWorld, type WorldLoaded } from './load-world.ts'

const now = new Date('2026-11-22T02:00:00Z')
/** Two parts for two workers, the second ending within a block of the plan. */
const scale = { seed: 11, customers: 1_100, linesPerCustomer: 12 }
const tables = [
  'accounts',
  'contacts',
  'addresses',
  'interactions',
  'events',
  'orders',
  'order_lines',
  'account_months',
  'account_figures',
]

let alone: TestDatabase
let shared: TestDatabase
let loaded: WorldLoaded

beforeAll(async () => {
  alone = await testDatabase()
  shared = await testDatabase()
  loaded = await loadWorld(alone.ownerConfig, scale, [], now, 1)
  await loadWorld(shared.ownerConfig, scale, [], now, 2)
})
afterAll(async () => {
  await alone.drop()
  await shared.drop()
})

/** The rows of a table in a few characters, without what tells when and in which transaction they were written. */
const fingerprint = (database: TestDatabase, table: string) =>
  readAsOwner(database, async (db) => {
    const found = await sql<{ rows: number; print: string }>`
      select count(*)::int as rows, md5(string_agg(one, '' order by one)) as print
      from  (select md5((to_jsonb(t) - ${['xid', 'seq', 'created_at', 'updated_at']}::text[])::text) as one from ${sql.table(table)} t) rows`.execute(
      db,
    )
    return found.rows[0]
  })

test.each(tables)('the same seed writes the same %s, whether one worker writes or two', async (table) => {
  const print = await fingerprint(alone, table)
  expect(print?.rows).toBeGreaterThan(600)
  expect(await fingerprint(shared, table)).toEqual(print)
})

test('the world has the customers and, within two in a hundred, the lines asked for', async () => {
  expect(loaded.accounts).toBe(scale.customers)
  expect(Math.abs(loaded.lines / (scale.customers * scale.linesPerCustomer) - 1)).toBeLessThan(0.02)
})

const schema = (database: TestDatabase) =>
  readAsOwner(database, async (db) => {
    const found = await sql<{ line: string }>`
      select pg_get_indexdef(indexrelid) as line from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = 'public'::regnamespace
      union all
      select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated from pg_constraint where connamespace = 'public'::regnamespace
      union all
      select oid::regclass || ' ' || reloptions::text from pg_class where relnamespace = 'public'::regnamespace and reloptions is not null
      order by 1`.execute(db)
    return found.rows.map((row) => row.line)
  })

test('orders are copied into tables without an index, and every index and constraint that rested stands again', async () => {
  const fresh = await testDatabase()
  expect(await schema(alone)).toEqual(await schema(fresh))
  const client = new pg.Client(fresh.ownerConfig)
  await client.connect()
  await restIndexes(client)
  await client.end()
  expect((await schema(fresh)).filter((line) => / ON public\.order(s|_lines) /.test(line))).toEqual([])
  await fresh.drop()
})

test('the sums made at once are those that triggers would have kept', async () => {
  const wrong = await readAsOwner(alone, (db) =>
    sql`select f.account_id from account_figures f
        join (select account_id, count(*) as lines, sum(amount_e4) as amount, sum(cost_e4) as cost from order_lines group by 1) l using (account_id)
        join (select account_id, count(*) as orders, min(ordered_on) as first, max(ordered_on) as last from orders group by 1) o using (account_id)
        where (f.lines, f.amount_e4, f.cost_e4, f.orders, f.first_order_on, f.last_order_on) is distinct from (l.lines, l.amount, l.cost, o.orders, o.first, o.last)`.execute(
      db,
    ),
  )
  expect(wrong.rows).toEqual([])
})

test('a database with customers is left as it is', async () => {
  await expect(loadWorld(alone.ownerConfig, scale, [], now, 1)).rejects.toThrow('empty database only')
})
