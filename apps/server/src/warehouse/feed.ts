import type pg from 'pg'
import type { Database } from '../platform/database.ts'
import type { Engine, Run, Writer } from './engine.ts'
import { forgetKeys, rememberKeys } from './former-keys.ts'
import { type Loaded, type LoadOptions, loadAll } from './load-all.ts'
import { allMoved, type Marks, type Moved, marked } from './marks.ts'
import { beginSums, renewSums } from './order-totals.ts'
import { eraseRows, replaceRows } from './replace-rows.ts'
import { accounts, type SourceTable, selectOf, sources, stagedTypes, sumTables } from './source-tables.ts'
import { rowsOf } from './staging.ts'

/** What one feed brought over. */
export interface Fed {
  accounts: number
  orders: number
  lines: number
  /** Rows of all tables, these included. */
  rows: number
  /** Rows erased in the source. */
  gone: number
  /** The snapshot that the warehouse now is of, also where another node brought it there. */
  at: string
  /** Which snapshot brought the last change of each table. */
  marks: Marks
}

export interface FeedOptions extends LoadOptions {
  /** Load from zero although the warehouse follows this source: readers keep what was there until all is in. */
  anew?: boolean
}

/**
 * Brings over everything committed since the last feed, exactly once: the warehouse then is what one snapshot of the source is.
 *
 * Rows carry the transaction that last wrote them (`xid`). The cursor is the snapshot of the last feed, with the transactions
 * that ran just then; a feed takes the rows of every transaction which that snapshot did not see. What commits late is taken
 * late and holds nobody else back. The rows and the new cursor enter the warehouse in one transaction, and a row replaces its
 * former self, so a crash at any point repeats a feed without losing or doubling.
 */
export async function feed(database: Database, engine: Engine, now: Date, options: FeedOptions = {}): Promise<Fed> {
  // Before the source's snapshot: what another node feeds into the same warehouse must not be newer than what is compared with it.
  const before = await cursorOf(engine.glance)
  const client = await database.owner.connect()
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    const source = { ...(await sourceState(client)), now }
    const follows = !options.anew && before !== null && followsOn(before, source)
    const fed = follows
      ? await feedSince(database, engine, client, source, before)
      : await feedAll(database, engine, client, source, { ...options, before })
    await client.query('commit')
    return fed
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

/** A snapshot of the source as PostgreSQL writes it, and its oldest transaction that still ran. */
interface Place {
  xid: bigint
  snapshot: string
  systemId: string
}

interface Source extends Place {
  now: Date
}

interface Cursor extends Place {
  marks: Marks
}

const fedOf = (loaded: Loaded, gone: number, at: Cursor | null): Fed => ({
  accounts: loaded.accounts ?? 0,
  orders: loaded.orders ?? 0,
  lines: loaded.order_lines ?? 0,
  rows: Object.values(loaded).reduce((sum, rows) => sum + rows, 0),
  gone,
  at: at?.snapshot ?? '',
  marks: at?.marks ?? {},
})

/** The first feed of all, or one anew. What was there goes in the same transaction, so that nobody reads half a warehouse. */
async function feedAll(
  database: Database,
  engine: Engine,
  client: pg.PoolClient,
  source: Source,
  { before, ...options }: FeedOptions & { before: Cursor | null },
): Promise<Fed> {
  let loaded: Loaded = {}
  let at: Cursor | null = { ...source, marks: marked({}, allMoved, source.snapshot) }
  const loadedAt = at
  await engine.write(async (writer) => {
    const present = await cursorOf(writer.run)
    if (!options.anew && present?.snapshot !== before?.snapshot) {
      at = present
      return
    }
    await rememberKeys(writer.run)
    for (const table of ['dim_date', ...sumTables, ...sources.map(({ into }) => into)])
      await writer.run(`delete from ${table}`)
    loaded = await loadAll(database, client, writer, options)
    await forgetKeys(writer.run)
    await remember(database)
    await moveCursor(writer.run, loadedAt, source.now)
  })
  return fedOf(loaded, 0, at)
}

/** What changed since the cursor. */
async function feedSince(
  database: Database,
  engine: Engine,
  client: pg.PoolClient,
  source: Source,
  cursor: Cursor,
): Promise<Fed> {
  const loaded: Loaded = {}
  let gone = 0
  let at: Cursor | null = cursor
  const changed = await changedTables(client, cursor)
  if (changed.size > 0)
    await engine.write(async (writer) => {
      const present = await cursorOf(writer.run)
      at = present
      // Another node has fed the same warehouse meanwhile.
      if (present?.snapshot !== cursor.snapshot) return
      const moved: Moved = new Set()
      await beginSums(writer.run)
      // The graves first: what was erased and entered again under its old id stands, for a snapshot sees it after its grave.
      if (changed.has('tombstones')) gone = await bury(client, writer, engine.name, cursor, moved)
      for (const table of sources)
        if (changed.has(table.table)) {
          const rows = rowsOf(client, selectOf(table, newRowsOf(table, cursor)))
          await writer.take(rows, stagedTypes(table), (from) =>
            replaceRows(writer.run, engine.name, table, from, moved),
          )
          loaded[table.table] = rows.count()
        }
      await renewSums(writer.run, engine.name, moved)
      await remember(database)
      at = { ...source, marks: marked(present.marks, moved, source.snapshot) }
      await moveCursor(writer.run, at, source.now)
    })
  return fedOf(loaded, gone, at)
}

/** A restored or replaced database has another identity, and its transaction numbers mean nothing here: then all is loaded anew. */
async function sourceState(client: pg.PoolClient): Promise<Place> {
  const result = await client.query<{ xid: string; snapshot: string; system_id: string }>(
    `select pg_snapshot_xmin(s)::text as xid, s::text as snapshot,
            concat_ws('/', (select system_identifier from pg_control_system()), (select timeline_id from pg_control_checkpoint()),
                      (select oid from pg_database where datname = current_database())) as system_id
     from   pg_current_snapshot() s`,
  )
  const row = result.rows[0]
  if (!row) throw new Error('The database did not tell its snapshot.')
  return { xid: BigInt(row.xid), snapshot: row.snapshot, systemId: row.system_id }
}

/** Up to where the warehouse follows a source; null when it never did. */
async function cursorOf(run: Run): Promise<Cursor | null> {
  const found = await run('select xid, snapshot, system_id, marks from feeder_cursor')
  if (!found.xid?.length) return null
  return {
    xid: found.xid[0] as bigint,
    snapshot: found.snapshot?.[0] as string,
    systemId: found.system_id?.[0] as string,
    marks: JSON.parse(found.marks?.[0] as string),
  }
}

/** Whether it is this source, and not one set back to an earlier state. */
const followsOn = (cursor: Place, source: Place) => cursor.systemId === source.systemId && cursor.xid <= source.xid

/** The first bound is for the index: all below it was seen. */
const isNew =
  ({ xid, snapshot }: Place) =>
  (column: string) =>
    `(${column} >= '${xid}'::xid8 and not pg_visible_in_snapshot(${column}, '${snapshot}'::pg_snapshot))`

const newRowsOf = ({ changed }: SourceTable, cursor: Place) =>
  changed ? changed(isNew(cursor)) : isNew(cursor)('t.xid')

/** One question for all tables: most looks at the source find nothing. */
async function changedTables(client: pg.PoolClient, cursor: Place): Promise<Set<string>> {
  const one = (table: string, from: string, where: string) =>
    `select '${table}' as name where exists (select from ${from} where ${where})`
  const result = await client.query<{ name: string }>(
    [
      ...sources.map((source) => one(source.table, `${source.table} t`, newRowsOf(source, cursor))),
      one('tombstones', 'tombstones t', isNew(cursor)('t.xid')),
    ].join(' union all '),
  )
  return new Set(result.rows.map(({ name }) => name))
}

/** Takes out what was erased. An erased account stays for its figures of the past, marked as gone. */
async function bury(
  client: pg.PoolClient,
  writer: Writer,
  engine: Engine['name'],
  cursor: Place,
  moved: Moved,
): Promise<number> {
  const rows = rowsOf(client, `select t.table_name, t.id from tombstones t where ${isNew(cursor)('t.xid')}`)
  await writer.take(rows, { table_name: 'varchar', id: 'uuid' }, async (from) => {
    await writer.run(`create temp table graves as select * from ${from} s`)
    const found = await writer.run('select distinct table_name as name from graves')
    for (const source of sources.filter(({ table }) => found.name?.includes(table))) {
      moved.add(source.into)
      const dead = `graves where table_name = '${source.table}'`
      if (source !== accounts) await eraseRows(writer.run, engine, source, dead)
      else {
        moved.add('reach')
        await writer.run(`update dim_account set is_gone = true where account_id in (select id from ${dead})`)
      }
    }
    await writer.run('drop table graves')
  })
  return rows.count()
}

/**
 * Lets the source write down durably that every transaction number of the snapshot was used. Of a transaction that changed nothing
 * or was undone a server that is killed may know nothing afterwards: it would give its number to another, whose rows the cursor
 * takes for old ones.
 */
const remember = ({ owner }: Database) => owner.query(`select pg_logical_emit_message(true, 'quayside', '')`)

async function moveCursor(run: Run, { xid, snapshot, systemId, marks }: Cursor, now: Date): Promise<void> {
  await run('delete from feeder_cursor')
  await run(`insert into feeder_cursor values ($xid::bigint, $snapshot, $system, $now::timestamp, $marks)`, {
    xid: xid.toString(),
    snapshot,
    system: systemId,
    now: now.toISOString().replace('T', ' ').replace('Z', ''),
    marks: JSON.stringify(marks),
  })
}
