import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Database } from '../platform/database.ts'
import type { Engine } from './engine.ts'

/** What one feed brought over. `horizon`: every transaction below it is now in the warehouse, none above. */
export interface Fed {
  accounts: number
  orders: number
  lines: number
  gone: number
  horizon: bigint
}

interface Feed {
  table: 'accounts' | 'orders' | 'order_lines'
  /** Selected from the source in the order of the staging file's columns. */
  select: string
  columns: Record<string, string>
}

const feeds: readonly Feed[] = [
  {
    table: 'accounts',
    select: 'id, kind, state, industry, owner_id, team_id, created_at::date, deleted_at is not null',
    columns: {
      account_id: 'uuid',
      kind: 'varchar',
      state: 'varchar',
      industry: 'varchar',
      owner_id: 'uuid',
      team_id: 'uuid',
      created_on: 'date',
      is_gone: 'boolean',
    },
  },
  {
    table: 'orders',
    select: 'id, account_id, ordered_on, currency, channel, status',
    columns: {
      order_id: 'uuid',
      account_id: 'uuid',
      ordered_on: 'date',
      currency: 'varchar',
      channel: 'varchar',
      status: 'varchar',
    },
  },
  {
    table: 'order_lines',
    select: `id, order_id, account_id, ordered_on, currency, service, mode, category, sub_category, region, quantity,
             amount_e4, cost_e4, freight_e4, weight_g, promised_on, shipped_on, delivered_on`,
    columns: {
      line_id: 'uuid',
      order_id: 'uuid',
      account_id: 'uuid',
      ordered_on: 'date',
      currency: 'varchar',
      service: 'varchar',
      mode: 'varchar',
      category: 'varchar',
      sub_category: 'varchar',
      region: 'varchar',
      quantity: 'decimal(18, 4)',
      amount_e4: 'bigint',
      cost_e4: 'bigint',
      freight_e4: 'bigint',
      weight_g: 'bigint',
      promised_on: 'date',
      shipped_on: 'date',
      delivered_on: 'date',
    },
  },
]

/**
 * Brings over everything committed since the last feed, exactly once.
 *
 * Rows carry the transaction that last wrote them (`xid`). In one snapshot the feed takes the rows with
 * `cursor ≤ xid < horizon`, where the horizon is the oldest transaction still running: what commits late has an xid at or
 * above the horizon and is taken by a later feed. The rows and the new cursor enter the warehouse in one transaction, and a
 * row replaces its former self, so a crash at any point repeats a feed without losing or doubling.
 */
export async function feed(database: Database, engine: Engine, now: Date): Promise<Fed> {
  const client = await database.owner.connect()
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    const { horizon, systemId } = await sourceState(client)
    const cursor = await cursorFor(engine, systemId, horizon)
    const staged = await stage(client, engine.staging, cursor, horizon)
    await client.query('commit')
    if (staged.accounts + staged.orders + staged.lines + staged.gone > 0) await load(engine, { systemId, horizon, now })
    return { ...staged, horizon }
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
    await Promise.all(stagingFiles(engine).map((file) => rm(file, { force: true })))
  }
}

/** A restored or replaced database has another identity, and its transaction numbers mean nothing here: then all is loaded anew. */
async function sourceState(client: pg.PoolClient): Promise<{ horizon: bigint; systemId: string }> {
  const result = await client.query<{ horizon: string; system_id: string }>(
    `select pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
            concat_ws('/', (select system_identifier from pg_control_system()), (select timeline_id from pg_control_checkpoint()),
                      (select oid from pg_database where datname = current_database())) as system_id`,
  )
  const row = result.rows[0]
  if (!row) throw new Error('The database did not tell its snapshot.')
  return { horizon: BigInt(row.horizon), systemId: row.system_id }
}

async function cursorFor(engine: Engine, systemId: string, horizon: bigint): Promise<bigint> {
  const found = await engine.columns('select xid, system_id from feeder_cursor')
  const cursor = BigInt((found.xid?.[0] as bigint | undefined) ?? 0n)
  if (found.system_id?.[0] === systemId && cursor <= horizon) return cursor
  await engine.write(async (run) => {
    for (const table of ['fact_order_line', 'fact_order', 'dim_account', 'feeder_cursor'])
      await run(`delete from ${table}`)
  })
  return 0n
}

const stagingFiles = (engine: Engine) =>
  ['accounts', 'orders', 'order_lines', 'tombstones'].map((name) => join(engine.staging, `${name}.csv`))

async function stage(client: pg.PoolClient, folder: string, cursor: bigint, horizon: bigint) {
  const between = `xid >= '${cursor}'::xid8 and xid < '${horizon}'::xid8`
  const counts: number[] = []
  for (const { table, select } of feeds)
    counts.push(await copyOut(client, `select ${select} from ${table} where ${between}`, join(folder, `${table}.csv`)))
  counts.push(
    await copyOut(client, `select table_name, id from tombstones where ${between}`, join(folder, 'tombstones.csv')),
  )
  const [accounts = 0, orders = 0, lines = 0, gone = 0] = counts
  return { accounts, orders, lines, gone }
}

async function copyOut(client: pg.PoolClient, select: string, file: string): Promise<number> {
  const stream = client.query(copyTo(`copy (${select}) to stdout (format csv)`))
  await pipeline(stream, createWriteStream(file, { mode: 0o600 }))
  return (stream as unknown as { rowCount: number }).rowCount
}

const staged = (engine: Engine, name: string, columns: Record<string, string>) =>
  `read_csv('${join(engine.staging, `${name}.csv`).replaceAll("'", "''")}', header = false, delim = ',', quote = '"', escape = '"', auto_detect = false, nullstr = '',
    allow_quoted_nulls = false, columns = {${Object.entries(columns)
      .map(([column, type]) => `'${column}': '${type}'`)
      .join(', ')}})`

async function load(engine: Engine, source: { systemId: string; horizon: bigint; now: Date }): Promise<void> {
  const [accounts, orders, lines] = feeds.map((one) => staged(engine, one.table, one.columns)) as [
    string,
    string,
    string,
  ]
  const tombstones = staged(engine, 'tombstones', { table_name: 'varchar', id: 'uuid' })
  await engine.write(async (run) => {
    await replaceAccounts(run, accounts)
    await replace(
      run,
      'fact_order',
      'order_id',
      orders,
      `s.order_id, d.account_key, s.ordered_on, s.currency, s.channel, s.status`,
    )
    await replace(
      run,
      'fact_order_line',
      'line_id',
      lines,
      `s.line_id, s.order_id, d.account_key, s.ordered_on, s.currency, s.service, s.mode, s.category, s.sub_category, s.region, s.quantity,
       s.amount_e4, s.cost_e4, s.freight_e4, s.weight_g, s.promised_on, s.shipped_on, s.delivered_on`,
    )
    await run(
      `delete from fact_order_line where line_id in (select id from ${tombstones} where table_name = 'order_lines')`,
    )
    await run(`delete from fact_order where order_id in (select id from ${tombstones} where table_name = 'orders')`)
    await run(
      `update dim_account set is_gone = true where account_id in (select id from ${tombstones} where table_name = 'accounts')`,
    )
    await run('delete from feeder_cursor')
    await run(`insert into feeder_cursor values (true, $xid::bigint, $system, $now::timestamp)`, {
      xid: source.horizon.toString(),
      system: source.systemId,
      now: source.now.toISOString().replace('T', ' ').replace('Z', ''),
    })
  })
}

type Run = Parameters<Parameters<Engine['write']>[0]>[0]

/** An account keeps its key for life: facts refer to it. */
async function replaceAccounts(run: Run, from: string): Promise<void> {
  await run(`create or replace temp table incoming as select * from ${from}`)
  await run(
    `update dim_account d set kind = s.kind, state = s.state, industry = s.industry, owner_id = s.owner_id, team_id = s.team_id, is_gone = s.is_gone
     from incoming s where d.account_id = s.account_id`,
  )
  await run(
    `insert into dim_account (account_id, account_key, kind, state, industry, owner_id, team_id, created_on, is_gone)
     select account_id, nextval('account_keys'), kind, state, industry, owner_id, team_id, created_on, is_gone
     from incoming s where not exists (select 1 from dim_account d where d.account_id = s.account_id)`,
  )
  await run('drop table incoming')
}

/** New facts have newer (time-ordered) ids than every fact already here, so the lower bound lets zone maps skip the search for former selves. */
async function replace(run: Run, table: string, key: string, from: string, select: string): Promise<void> {
  await run(`create or replace temp table incoming as select * from ${from}`)
  await run(
    `delete from ${table} where ${key} >= (select min(${key}) from incoming) and ${key} in (select ${key} from incoming)`,
  )
  await run(`insert into ${table} select ${select} from incoming s join dim_account d on d.account_id = s.account_id`)
  await run('drop table incoming')
}
