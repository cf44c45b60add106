import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { expect, inject } from 'vitest'
import { type Database, openDatabase, type Tx, writeAs, writeAsOwner } from '../src/platform/database.ts'
import { appPassword } from '../src/platform/migrate.ts'
import { afterEveryFile } from './after-file.ts'
import { templateName, testSecret } from './global-setup.ts'

export interface TestDatabase extends Database {
  name: string
  /** Connection parameters, for what opens its own connections. */
  ownerConfig: pg.ClientConfig
  appConfig: pg.ClientConfig
  /** Closes and removes it; done by itself after the file. */
  drop(): Promise<void>
}

const opened = new Set<TestDatabase>()
afterEveryFile(() => Promise.all([...opened].map((database) => database.drop())))

/** A database of its own with the whole schema and no data: a clone of the migrated template. */
export async function testDatabase(options: { connections?: number } = {}): Promise<TestDatabase> {
  const test = await cloneTemplate(options)
  opened.add(test)
  return test
}

async function cloneTemplate(options: { connections?: number }): Promise<TestDatabase> {
  const server = inject('testServer')
  const name = `t_${randomBytes(8).toString('hex')}`
  await asOwner((client) => client.query(`create database ${name} template ${templateName} strategy file_copy`))
  const ownerConfig = { ...server, database: name }
  const appConfig = { ...server, database: name, user: 'quayside_app', password: appPassword(testSecret) }
  const database = openDatabase({
    ownerUrl: ownerConfig,
    appUrl: appConfig,
    connections: options.connections ?? 8,
  })
  const test: TestDatabase = { ...database, name, ownerConfig, appConfig, drop: () => drop(test, database) }
  return test
}

async function drop(test: TestDatabase, database: Database): Promise<void> {
  if (!opened.delete(test)) return
  await database.close()
  await asOwner((client) => client.query(`drop database if exists ${test.name} with (force)`))
}

async function asOwner(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ ...inject('testServer'), database: 'postgres' })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

class UndoTest extends Error {}
let shared: Promise<TestDatabase> | undefined

/**
 * Runs the work in a transaction of a database that all test files of this process share, then undoes it. Runs as the
 * owner, past the row policies; `as` names a user whose policies shall hold instead.
 */
export async function rolledBack<T>(work: (tx: Tx) => Promise<T>, options: { as?: string } = {}): Promise<T> {
  shared ??= cloneTemplate({})
  const database = await shared
  let result: T | undefined
  const undone = async (tx: Tx): Promise<never> => {
    result = await work(tx)
    throw new UndoTest()
  }
  try {
    await (options.as === undefined ? writeAsOwner(database, undone) : writeAs(database, options.as, undone))
  } catch (error) {
    if (!(error instanceof UndoTest)) throw error
  }
  return result as T
}

/**
 * Waits until every event is readable in commit order. The horizon is that of the whole server, so a transaction of
 * another test file may hold it back for a moment.
 */
export async function settled(database: Database): Promise<void> {
  const horizon = () =>
    database.owner.query<{ open: boolean }>(
      'select exists (select from events where xid >= pg_snapshot_xmin(pg_current_snapshot())) as open',
    )
  await expect.poll(async () => (await horizon()).rows[0]?.open, { interval: 5 }).toBe(false)
}
