import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { isOutage } from './outage.ts'
import { type Known, queryAfter } from './query-after.ts'
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
  /** The API key through which everything is done: the policies look up how far it reaches. */
  keyId?: string
  close(): Promise<void>
}

/** The same database, entered through an API key; null: by the person himself. */
export const throughKey = (database: Database, keyId: string | null): Database =>
  keyId === null ? database : { ...database, keyId }

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, safeInteger)
const anyInstant: (text: string) => Date = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, 'text')
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, instant)

/** The driver reads every form of PostgreSQL; this one, of a server in UTC, the engine reads itself in a fifth of the time. */
function instant(text: string): Date {
  const usual = text.endsWith('+00') && text.charCodeAt(10) === 32
  return usual ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : anyInstant(text)
}

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
    options: `-c plan_cache_mode=force_generic_plan ${shortLists}`,
    onConnect: prepareOpenings,
  })
  const owner = new pg.Pool({
    ...asConfig(ownerUrl),
    ...patience,
    max: Math.max(4, connections >> 2),
    application_name: 'quayside-owner',
    options: shortLists,
  })
  for (const pool of [app, owner]) surviveBreaks(pool)
  return { app, owner, close: async () => void (await Promise.all([app.end(), owner.end()])) }
}

/** Every search reads what waits unsorted in its index: at PostgreSQL's usual 4 MB hundreds of pages, at 64 kB eight. */
const shortLists = '-c gin_pending_list_limit=64'

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
      if (key === 'query') beginNow(client)
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

const clientOf = (db: Db): pg.PoolClient => {
  const client = clients.get(db)
  if (!client) throw new TypeError('This handle is not bound to one connection.')
  return client
}

/** The driver's connection under a handle, for COPY and for statements made at run time. */
export function connectionOf(db: Db): pg.PoolClient {
  const client = clientOf(db)
  beginNow(client)
  return client
}

/** Runs a statement prepared once per connection: hot reads skip parsing and planning. `name` must be unique to `text`. */
export async function prepared<Row extends pg.QueryResultRow>(
  db: Db,
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const client = clientOf(db)
  const turn = turns.get(client)
  if (turn?.ended) throw afterTheEnd()
  if (!turn || turn.begun) return (await client.query<Row>({ name, text, values })).rows
  turn.begun = turn.mode === 'read write'
  return queryAfter<Row>(client, openingOf(turn), { name, text, values })
}

/**
 * The last statement of a transaction: when the route has said that nothing follows it (`commitWithLast`), the commit travels
 * with it, which saves a round trip; otherwise as `prepared`.
 */
export async function preparedLast<Row extends pg.QueryResultRow>(
  tx: Tx,
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const client = clientOf(tx)
  const turn = turns.get(client)
  if (!turn?.commitsWithLast) return prepared<Row>(tx, name, text, values)
  await turn.beginning
  const before = turn.begun ? [] : openingOf(turn)
  turn.begun = true
  const rows = await queryAfter<Row>(client, before, { name, text, values }, [
    { name: endings.commit.name, values: [] },
  ])
  turn.ended = true
  return rows
}

/** Said by a route of the one action it calls in this transaction: after the action's last statement nothing is sent. */
export function commitWithLast(tx: Tx): void {
  const turn = turns.get(clientOf(tx))
  if (turn && !turn.heldOpen) turn.commitsWithLast = true
}

/** Said by what wraps an action in work of its own: the transaction goes on behind it. */
export function holdOpen(tx: Tx): void {
  const turn = turns.get(clientOf(tx))
  if (turn) turn.heldOpen = true
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

/**
 * What the connection is being used for. Nothing is sent before the first statement: a prepared one carries the actor with it
 * in the same message, which saves two round trips of three; any other begins a transaction first.
 */
interface Turn {
  /** `<user>`, `<user>/<key>`, or nothing. */
  actor: string
  mode: 'read only' | 'read write'
  /** A transaction is open. Prepared reads need none: each is a transaction of its own. */
  begun: boolean
  /** Settles with the statement that began it, unless that was the first of the work. */
  beginning?: Promise<unknown>
  heldOpen?: boolean
  commitsWithLast?: boolean
  /** Committed with the last statement. */
  ended?: boolean
}

const afterTheEnd = () => new TypeError('The transaction has been committed with what was called its last statement.')
const turns = new WeakMap<pg.PoolClient, Turn>()

/** They return no row, so that nothing comes before the rows of the statement behind them. */
const openings = {
  beginWrite: { name: 'begin-write', text: 'begin read write' },
  actToWrite: { name: 'act-to-write', text: "select where set_config('quayside.actor', $1, true) is null" },
  actToRead: {
    name: 'act-to-read',
    text: "select where set_config('quayside.actor', $1, true) is null or set_config('transaction_read_only', 'on', true) is null",
  },
} as const

const endings = { commit: { name: 'commit', text: 'commit' } } as const

/** Once per connection of the application. */
async function prepareOpenings(client: pg.ClientBase): Promise<void> {
  await client.query({ ...openings.beginWrite })
  await client.query({ ...endings.commit })
  for (const one of [openings.actToWrite, openings.actToRead]) await client.query({ ...one, values: [''] })
}

function openingOf({ actor, mode }: Turn): Known[] {
  const values = [actor]
  if (mode === 'read only') return [{ name: openings.actToRead.name, values }]
  return [
    { name: openings.beginWrite.name, values: [] },
    { name: openings.actToWrite.name, values },
  ]
}

/**
 * Begins the transaction of this turn if it is not open yet; later statements queue behind it. Statements made at run time are
 * planned for their values: whether a filter meets a hundred accounts or a million decides how to read them.
 */
function beginNow(client: pg.PoolClient): void {
  const turn = turns.get(client)
  if (turn?.ended) throw afterTheEnd()
  if (!turn || turn.begun) return
  turn.begun = true
  turn.beginning = client.query(
    `begin ${turn.mode}; select set_config('quayside.actor', '${turn.actor}', true), set_config('plan_cache_mode', 'auto', true)`,
  )
  turn.beginning.catch(() => undefined)
}

/** The ids are checked because they may be written into a statement. */
function turnOf({ keyId }: Database, actorId: string | null, mode: Turn['mode']): Turn {
  if (actorId !== null && !uuid.test(actorId)) throw new TypeError(`Not a user id: ${actorId}`)
  if (keyId !== undefined && !uuid.test(keyId)) throw new TypeError(`Not the id of a key: ${keyId}`)
  const actor = actorId === null || keyId === undefined ? (actorId ?? '') : `${actorId}/${keyId}`
  return { actor, mode, begun: false }
}

/** Reads in the name of `actorId` (null: nobody), with a snapshot per statement; row policies apply. */
export async function readAs<T>(database: Database, actorId: string | null, work: (db: Db) => Promise<T>): Promise<T> {
  const turn = turnOf(database, actorId, 'read only')
  const client = await database.app.connect()
  turns.set(client, turn)
  let broken: Error | undefined
  try {
    const result = await work(handleOf(client))
    await turn.beginning
    return result
  } catch (error) {
    broken = breakIn(error)
    throw error
  } finally {
    turns.delete(client)
    // Nothing was written, so the reply need not wait for the end of the transaction; but the next user of the connection must.
    if (turn.begun)
      client.query('commit').then(
        () => client.release(broken),
        (error: Error) => client.release(error),
      )
    else client.release(broken)
  }
}

/**
 * A server that ends a connection says so before the socket closes. In between the connection looks sound, and whoever was
 * handed it next would be told of an outage that was over.
 */
const breakIn = (error: unknown): Error | undefined => (error instanceof Error && isOutage(error) ? error : undefined)

/** Writes in the name of `actorId`: commits when `work` resolves, rolls back when it throws. Row policies apply. */
export async function writeAs<T>(database: Database, actorId: string | null, work: (tx: Tx) => Promise<T>): Promise<T> {
  return within(database.app, turnOf(database, actorId, 'read write'), (handle) => work(handle as Tx))
}

/** Writes past the row policies, as the owner: for jobs and start-up work that act for nobody. */
export function writeAsOwner<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return within(database.owner, 'begin', (handle) => work(handle as Tx))
}

/** Reads past the row policies, as the owner. */
export function readAsOwner<T>(database: Database, work: (db: Db) => Promise<T>): Promise<T> {
  return within(database.owner, 'begin read only', (handle) => work(handle))
}

async function within<T>(pool: pg.Pool, opening: Turn | string, work: (handle: Kysely<DB>) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const turn = typeof opening === 'string' ? null : opening
  let broken: Error | undefined
  try {
    if (typeof opening === 'string') await client.query(opening)
    else turns.set(client, opening)
    const handle = handleOf(client)
    wroteEvents.delete(handle)
    const result = await work(handle)
    await turn?.beginning
    if (turn?.begun !== false && !turn?.ended) await client.query('commit')
    if (wroteEvents.delete(handle)) announce(pool)
    return result
  } catch (error) {
    broken = breakIn(error)
    if (turn?.begun !== false && !turn?.ended)
      await client.query('rollback').catch((failure: Error) => {
        broken = failure
      })
    throw error
  } finally {
    turns.delete(client)
    client.release(broken)
  }
}
