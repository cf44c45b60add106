import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.generated.ts'

/** A handle that may only read. */
export type Db = Kysely<DB>
declare const insideTransaction: unique symbol
/** A handle inside an open read-write transaction. Actions that change anything take this, so that atomicity is in the type. */
export type Tx = Kysely<DB> & { readonly [insideTransaction]: true }

export interface Database {
  /** The application's door: every use names an actor, and row policies hold. */
  app: pg.Pool
  /** The owner's door, past the row policies: migrations, sign-in, the feeder, jobs that act for nobody. Never for a request. */
  owner: pg.Pool
  close(): Promise<void>
}

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, safeInteger)

/** A bigint column holds counts and ten-thousandths of money; beyond 2^53 a JSON number would lie, so it is refused. */
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`The database returned ${text}, which exceeds ±2^53.`)
  return value
}

export interface DatabaseOptions {
  ownerUrl: string | pg.PoolConfig
  appUrl: string | pg.PoolConfig
  /** Connections of the application pool; the owner's pool has a quarter of it, at least two. */
  connections?: number
}

export function openDatabase({ ownerUrl, appUrl, connections = 16 }: DatabaseOptions): Database {
  const app = new pg.Pool({
    ...asConfig(appUrl),
    ...patience,
    max: connections,
    application_name: 'quayside',
    options: '-c plan_cache_mode=force_generic_plan',
  })
  const owner = new pg.Pool({
    ...asConfig(ownerUrl),
    ...patience,
    max: Math.max(4, connections >> 2),
    application_name: 'quayside-owner',
  })
  for (const pool of [app, owner]) surviveBreaks(pool)
  return { app, owner, close: async () => void (await Promise.all([app.end(), owner.end()])) }
}

/** A request waits this long for a connection, then is told that the database is away. */
const patience = { connectionTimeoutMillis: 5_000, keepAlive: true } as const

/** A connection that breaks, idle or in use, is replaced at its next use; without listeners Node would end the process. */
function surviveBreaks(pool: pg.Pool): void {
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
}

const asConfig = (url: string | pg.PoolConfig): pg.PoolConfig =>
  typeof url === 'string' ? { connectionString: url } : url

const handles = new WeakMap<pg.PoolClient, Kysely<DB>>()
const clients = new WeakMap<Kysely<DB>, pg.PoolClient>()

/** Kysely over one checked-out connection; made once per connection and kept. */
function handleOf(client: pg.PoolClient): Kysely<DB> {
  const known = handles.get(client)
  if (known) return known
  const borrowed = new Proxy(client, {
    get: (target, key) => {
      if (key === 'release') return () => undefined
      const value = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const pool = { connect: async () => borrowed, end: async () => undefined }
  const handle = new Kysely<DB>({ dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }) })
  handles.set(client, handle)
  clients.set(handle, client)
  return handle
}

/** The driver's connection under a handle, for COPY and for named prepared statements. */
export function connectionOf(db: Db): pg.PoolClient {
  const client = clients.get(db)
  if (!client) throw new TypeError('This handle is not bound to one connection.')
  return client
}

/** Runs a statement prepared once per connection: hot reads skip parsing and planning. `name` must be unique to `text`. */
export async function prepared<Row extends pg.QueryResultRow>(
  db: Db,
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const result = await connectionOf(db).query<Row>({ name, text, values })
  return result.rows
}

const wroteEvents = new WeakSet<Kysely<DB>>()
const announcing = new WeakSet<pg.Pool>()
const announceEveryMs = 50

/** Readers of the spine are woken once this transaction has committed. */
export function announceAfterCommit(tx: Tx): void {
  wroteEvents.add(tx)
}

/**
 * Outside the transaction and bundled: NOTIFY within would make all commits queue for one lock. A lost announcement only
 * delays readers until they look by themselves.
 */
function announce(pool: pg.Pool): void {
  if (announcing.has(pool)) return
  announcing.add(pool)
  setTimeout(() => {
    announcing.delete(pool)
    if (!pool.ending) pool.query('notify quayside_events').catch(() => undefined)
  }, announceEveryMs).unref()
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Begins a transaction in the actor's name; one round trip. The id is checked because it is written into the statement. */
function beginning(actorId: string | null, mode: 'read only' | 'read write'): string {
  if (actorId !== null && !uuid.test(actorId)) throw new TypeError(`Not a user id: ${actorId}`)
  return `begin ${mode}; select set_config('quayside.actor', '${actorId ?? ''}', true)`
}

/** Reads in the name of `actorId` (null: nobody) in one snapshot-per-statement transaction; row policies apply. */
export function readAs<T>(database: Database, actorId: string | null, work: (db: Db) => Promise<T>): Promise<T> {
  return within(database.app, beginning(actorId, 'read only'), (handle) => work(handle))
}

/** Writes in the name of `actorId`: commits when `work` resolves, rolls back when it throws. Row policies apply. */
export function writeAs<T>(database: Database, actorId: string | null, work: (tx: Tx) => Promise<T>): Promise<T> {
  return within(database.app, beginning(actorId, 'read write'), (handle) => work(handle as Tx))
}

/** Writes past the row policies, as the owner: for jobs and start-up work that act for nobody. */
export function writeAsOwner<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return within(database.owner, 'begin', (handle) => work(handle as Tx))
}

/** Reads past the row policies, as the owner. */
export function readAsOwner<T>(database: Database, work: (db: Db) => Promise<T>): Promise<T> {
  return within(database.owner, 'begin read only', (handle) => work(handle))
}

async function within<T>(pool: pg.Pool, begin: string, work: (handle: Kysely<DB>) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(begin)
    const handle = handleOf(client)
    wroteEvents.delete(handle)
    const result = await work(handle)
    await client.query('commit')
    if (wroteEvents.delete(handle)) announce(pool)
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}
