import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { announceEvents } from './announce-events.ts'
import { isOutage } from './outage.ts'
import { openPools, type PoolOptions } from './pools.ts'
import { queryAfter } from './query-after.ts'
import type { DB } from './schema.generated.ts'
import { afterTheEnd, beginNow, endings, openingOf, openingPlanned, type Turn, turnOf, turns } from './turn.ts'

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

export function openDatabase(options: PoolOptions): Database {
  const { app, owner } = openPools(options)
  return { app, owner, close: async () => void (await Promise.all([app.end(), owner.end()])) }
}

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
 * As `prepared`, but planned for its values where they matter: whether a filter meets a hundred rows or a million decides how to
 * read them. PostgreSQL compares, and goes on with one plan for all values where that is as good.
 */
export async function plannedForValues<Row extends pg.QueryResultRow>(
  db: Db,
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const client = clientOf(db)
  const turn = turns.get(client)
  if (!turn || turn.begun || turn.mode === 'read write')
    return (await connectionOf(db).query<Row>({ name, text, values })).rows
  return queryAfter<Row>(client, openingPlanned(turn), { name, text, values })
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

/** Readers of the spine are woken once this transaction has committed. */
export function announceAfterCommit(tx: Tx): void {
  wroteEvents.add(tx)
}

/** Reads in the name of `actorId` (null: nobody), with a snapshot per statement; row policies apply. */
export async function readAs<T>(database: Database, actorId: string | null, work: (db: Db) => Promise<T>): Promise<T> {
  const turn = turnOf(database.keyId, actorId, 'read only')
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
  return within(database.app, turnOf(database.keyId, actorId, 'read write'), (handle) => work(handle as Tx))
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
    if (wroteEvents.delete(handle)) announceEvents(pool)
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
