import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Database } from '../platform/database.ts'
import type { Engine, Run } from './engine.ts'
import { loadAll } from './load-all.ts'
import { accounts, type FactTable, lines, orders, tombstones } from './source-tables.ts'
import { copyOut, staged } from './staging.ts'

/** What one feed brought over. `horizon`: every transaction below it is now in the warehouse, none above. */
export interface Fed {
  accounts: number
  orders: number
  lines: number
  gone: number
  horizon: bigint
}

/**
 * Brings over everything committed since the last feed, exactly once.
 *
 * Rows carry the transaction that last wrote them (`xid`). In one snapshot the feed takes the rows with
 * `cursor ≤ xid < horizon`, where the horizon is the oldest transaction still running: what commits late has an xid at or
 * above the horizon and is taken by a later feed. The rows and the new cursor enter the warehouse in one transaction, and a
 * row replaces its former self, so a crash at any point repeats a feed without losing or doubling.
 */
export async function feed(database: Database, engine: Engine, now: Date, pages?: number): Promise<Fed> {
  const client = await database.owner.connect()
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    const { horizon, systemId } = await sourceState(client)
    const cursor = await cursorFor(engine, systemId, horizon)
    const source = { systemId, horizon, now }
    const fed =
      cursor === null
        ? await feedAll(database, engine, client, source, pages)
        : await feedSince(engine, client, source, cursor)
    await client.query('commit')
    return { ...fed, horizon }
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

const waitMilliseconds = 10

/**
 * Resolves when a feed would bring everything committed before the call: when the transactions older than those, in whatever
 * database of the server, have ended.
 */
export async function horizonPassesCommitted({ owner }: Database): Promise<void> {
  const numbers = () =>
    owner.query<{ oldest: string; next: string }>(
      `select pg_snapshot_xmin(s)::text as oldest, pg_snapshot_xmax(s)::text as next from pg_current_snapshot() s`,
    )
  const until = BigInt((await numbers()).rows[0]?.next ?? 0)
  while (BigInt((await numbers()).rows[0]?.oldest ?? until) < until) await pause(waitMilliseconds)
}

interface Source {
  systemId: string
  horizon: bigint
  now: Date
}

/** The first feed of all: everything below the horizon, into an empty warehouse. */
async function feedAll(database: Database, engine: Engine, client: pg.PoolClient, source: Source, pages?: number) {
  let loaded = { accounts: 0, orders: 0, lines: 0 }
  await empty(engine)
  await engine.write(async (run) => {
    loaded = await loadAll(database, client, run, { folder: engine.staging, horizon: source.horizon, pages })
    await moveCursor(run, source)
  })
  return { ...loaded, gone: 0 }
}

/** Apart from the load: in one transaction DuckDB refuses keys that were there before. Without a cursor a stop in between loads anew. */
const empty = (engine: Engine) =>
  engine.write(async (run) => {
    for (const table of ['feeder_cursor', 'fact_order_line', 'fact_order', 'dim_account'])
      await run(`delete from ${table}`)
  })

/** What changed since the cursor. */
async function feedSince(engine: Engine, client: pg.PoolClient, source: Source, cursor: bigint) {
  const files = stagingFiles(engine)
  try {
    const counts = await stage(client, files, cursor, source.horizon)
    if (counts.accounts + counts.orders + counts.lines + counts.gone > 0) await load(engine, files, source)
    return counts
  } finally {
    await Promise.all(Object.values(files).map((file) => rm(file, { force: true })))
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

/** Up to where the warehouse follows this source; null when it never did, or followed another. */
async function cursorFor(engine: Engine, systemId: string, horizon: bigint): Promise<bigint | null> {
  const found = await engine.columns('select xid, system_id from feeder_cursor')
  const xid = found.xid?.[0] as bigint | undefined
  return xid !== undefined && found.system_id?.[0] === systemId && xid <= horizon ? xid : null
}

const stagingFiles = (engine: Engine) => ({
  accounts: join(engine.staging, 'accounts.txt'),
  orders: join(engine.staging, 'orders.txt'),
  lines: join(engine.staging, 'order_lines.txt'),
  gone: join(engine.staging, 'tombstones.txt'),
})
type Files = ReturnType<typeof stagingFiles>

async function stage(client: pg.PoolClient, files: Files, cursor: bigint, horizon: bigint) {
  const changed = ({ table, select }: { table: string; select: string }) =>
    `select ${select} from ${table} where xid >= '${cursor}'::xid8 and xid < '${horizon}'::xid8`
  return {
    accounts: await copyOut(client, changed(accounts), files.accounts),
    orders: await copyOut(client, changed(orders), files.orders),
    lines: await copyOut(client, changed(lines), files.lines),
    gone: await copyOut(client, changed(tombstones), files.gone),
  }
}

async function load(engine: Engine, files: Files, source: Source): Promise<void> {
  await engine.write(async (run) => {
    await replaceAccounts(run, staged(files.accounts, accounts.columns))
    await replace(run, orders, staged(files.orders, orders.columns))
    await replace(run, lines, staged(files.lines, lines.columns))
    await bury(run, staged(files.gone, tombstones.columns))
    await moveCursor(run, source)
  })
}

async function bury(run: Run, gone: string): Promise<void> {
  await run(`delete from fact_order_line where line_id in (select id from ${gone} where table_name = 'order_lines')`)
  await run(`delete from fact_order where order_id in (select id from ${gone} where table_name = 'orders')`)
  await run(
    `update dim_account set is_gone = true where account_id in (select id from ${gone} where table_name = 'accounts')`,
  )
}

async function moveCursor(run: Run, { horizon, systemId, now }: Source): Promise<void> {
  await run('delete from feeder_cursor')
  await run(`insert into feeder_cursor values (true, $xid::bigint, $system, $now::timestamp)`, {
    xid: horizon.toString(),
    system: systemId,
    now: now.toISOString().replace('T', ' ').replace('Z', ''),
  })
}

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
async function replace(run: Run, { fact, key, into }: FactTable, from: string): Promise<void> {
  await run(`create or replace temp table incoming as select * from ${from}`)
  await run(
    `delete from ${fact} where ${key} >= (select min(${key}) from incoming) and ${key} in (select ${key} from incoming)`,
  )
  await run(`insert into ${fact} select ${into} from incoming s join dim_account d on d.account_id = s.account_id`)
  await run('drop table incoming')
}
