import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/harness.ts'
import { type Database, openDatabase } from '../platform/database.ts'
import { startThrowAway } from '../platform/embedded/for-tests.ts'
import type { EmbeddedDatabase } from '../platform/embedded/index.ts'
import { prepareDatabase } from '../platform/prepare-database.ts'
import { befall, befalling, someCustomers } from './change-for-tests.ts'
import { type Engine, openEngine } from './engine.ts'
import { type FeedOptions, feed } from './feed.ts'
import { expectSame } from './for-tests.ts'
import { openPostgresEngine } from './postgres-engine.ts'

const now = new Date('2026-11-22T08:00:00Z')
const secret = 'secret of the tests'

/** A server that may be killed, and one that stays. What it committed it keeps; what it did not write down by itself it forgets. */
let mortal: EmbeddedDatabase
let doomed: Database
let lasting: TestDatabase

beforeAll(async () => {
  mortal = await startThrowAway()
  await asOwner(`alter system set synchronous_commit = on`)
  await asOwner(`alter system set wal_writer_delay = '10s'`)
  await asOwner('select pg_reload_conf()')
  const client = new pg.Client(mortal.connection)
  await client.connect()
  await prepareDatabase(client, secret)
  await client.end()
  await asOwner('create database target')
  doomed = openDatabase({ ownerUrl: mortal.connection, appUrl: mortal.connection, connections: 4 })
  lasting = await testDatabase()
  for (const source of [doomed, lasting]) await someCustomers(source, 6)
}, 60_000)
afterAll(async () => {
  await doomed.close()
  await mortal.stop()
})

async function asOwner(sql: string): Promise<number> {
  const client = new pg.Client(mortal.connection)
  client.on('error', () => undefined)
  await client.connect()
  const found = await client.query<{ pid: number }>(sql)
  await client.end()
  return found.rows[0]?.pid ?? 0
}

/** A process of the server dies: it throws all others out, forgets its memory and recovers from what it wrote down. */
async function killServer(): Promise<void> {
  const client = new pg.Client(mortal.connection)
  client.on('error', () => undefined)
  await client.connect()
  const found = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const ended = new Promise((resolve) => client.once('end', resolve))
  process.kill(found.rows[0]?.pid as number, 'SIGKILL')
  await ended
}

const recovered = () => expect.poll(() => asOwner('select 1 as pid').catch(() => 0), { interval: 20 }).toBe(1)

/** Kills before the feeder's step of that number; its steps are statements in the warehouse and tables on their way to it. */
function killedAt(engine: Engine, fatal: number, kill: () => Promise<void>): Engine {
  let at = 0
  const step = async () => {
    if (++at === fatal) await kill()
  }
  return {
    ...engine,
    write: (work) =>
      engine.write((writer) =>
        work({
          run: async (...statement) => {
            await step()
            return writer.run(...statement)
          },
          take: async (...rows) => {
            await step()
            return writer.take(...rows)
          },
        }),
      ),
  }
}

async function inMemory(): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-warehouse-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return openEngine({ folder: null, stagingFolder: folder })
}
const onMortal = () => openPostgresEngine({ ...mortal.connection, database: 'target' })
const onLasting = async () => openPostgresEngine((await testDatabase()).ownerConfig)

const fates = [
  { dies: 'the source', into: 'duckdb', source: () => doomed, open: inMemory, runs: 6 },
  { dies: 'the source', into: 'postgres', source: () => doomed, open: onLasting, runs: 4 },
  { dies: 'the warehouse', into: 'postgres', source: () => lasting, open: onMortal, runs: 4 },
  { dies: 'the server of both', into: 'postgres', source: () => doomed, open: onMortal, runs: 3 },
]

test.each(fates)(
  'whenever $dies is killed during a feed into $into, the next brings every row once',
  async ({ source: which, open, runs }) => {
    const engine = await open()
    const source = which()
    onTestFinished(() => engine.close())
    const kills = fc.record({
      changes: fc.array(befalling, { minLength: 3, maxLength: 8 }),
      fatal: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 40 })),
      anew: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(kills, async ({ changes, fatal, anew }) => {
        for (const one of changes) await befall(source.owner, one)
        const options: FeedOptions = { anew, pages: 1 }
        await feed(source, killedAt(engine, fatal, killServer), now, options).catch(() => undefined)
        await recovered()
        await feed(source, engine, now)
        await expectSame(source, engine)
      }),
      { numRuns: runs },
    )
  },
)

test('a transaction that takes the number of one the killed source forgot is not taken for that one', async () => {
  const engine = await inMemory()
  await feed(doomed, engine, now)
  await befall(doomed.owner, { what: 'newOrder', which: 1 })
  const client = await doomed.owner.connect()
  for (let again = 0; again < 5; again++) {
    await client.query('begin')
    await befall(client, { what: 'newOrder', which: 2 })
    await client.query('rollback')
  }
  client.release()
  await feed(doomed, engine, now)
  await killServer()
  await recovered()
  for (const which of [3, 4, 5, 6, 7, 8]) await befall(doomed.owner, { what: 'newOrder', which })
  await feed(doomed, engine, now)
  await expectSame(doomed, engine)
  await engine.close()
})
