import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/harness.ts'
import { loadWorld } from '../demo/index.ts'
import { befall, befalling } from './change-for-tests.ts'
import { type Engine, openEngine } from './engine.ts'
import { feed } from './feed.ts'
import { expectSame } from './for-tests.ts'
import { openPostgresEngine } from './postgres-engine.ts'

const now = new Date('2026-11-22T08:00:00Z')
/** Pages of a piece: small, so that the world of the test is many pieces. */
const pages = 8

interface Place {
  open(): Promise<Engine>
  /** The same in the words of another process. */
  opening: string
}

async function aFile(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-warehouse-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const options = { folder, stagingFolder: folder }
  return {
    open: () => openEngine(options),
    opening: `(await import('${new URL('./engine.ts', import.meta.url)}')).openEngine(${JSON.stringify(options)})`,
  }
}

async function aServer(): Promise<Place> {
  const { ownerConfig } = await testDatabase()
  return {
    open: () => openPostgresEngine(ownerConfig),
    opening: `(await import('${new URL('./postgres-engine.ts', import.meta.url)}')).openPostgresEngine(${JSON.stringify(ownerConfig)})`,
  }
}

/** A process that feeds and, before the statement numbered `fatal`, says so and goes no further. */
const program = (database: TestDatabase, { opening }: Place, fatal: number) => `
  import { openDatabase } from '${new URL('../platform/database.ts', import.meta.url)}'
  import { feed } from '${new URL('./feed.ts', import.meta.url)}'
  const connection = ${JSON.stringify(database.ownerConfig)}
  const engine = await ${opening}
  let at = 0
  const write = (work) => engine.write((writer) => work({ ...writer, run: async (...statement) => {
    if (++at === ${fatal}) {
      process.stdout.write('here')
      await new Promise(() => setInterval(() => undefined, 1_000))
    }
    return writer.run(...statement)
  } }))
  await feed(openDatabase({ ownerUrl: connection, appUrl: connection }), { ...engine, write }, new Date(), { pages: ${pages} })
  process.stdout.write('done')`

/** Runs the feed in a real process and kills it without mercy at a statement; false when there are not so many. */
async function killAt(database: TestDatabase, place: Place, fatal: number): Promise<boolean> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program(database, place, fatal)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stderr.pipe(process.stderr, { end: false })
  const ended = once(child, 'exit')
  const [said] = await Promise.race([once(child.stdout, 'data'), ended.then(() => [''])])
  child.kill('SIGKILL')
  await ended
  return String(said) === 'here'
}

const sums = 'count(*)::integer as n, count(distinct order_id)::integer as orders, sum(amount_e4)::bigint as amount'

/** Statements of the first load to die at, and then of three feeds of what befell since. */
const fates = [
  { engine: 'duckdb', place: aFile, loads: [6, 12, 20], feeds: [3, 9, 20] },
  { engine: 'postgres', place: aServer, loads: [20], feeds: [5, 14, 25] },
]

test.each(fates)(
  'on $engine a first load and the feeds after it, killed again and again, leave nothing half done, and the next brings every row once',
  async ({ place: aPlace, loads, feeds }) => {
    const database = await testDatabase()
    const place = await aPlace()
    const { lines, orders } = await loadWorld(
      database.ownerConfig,
      { seed: 3, customers: 200, linesPerCustomer: 20 },
      [],
      now,
      1,
    )
    for (const fatal of loads) expect(await killAt(database, place, fatal)).toBe(true)

    const engine = await place.open()
    expect((await engine.columns(`select ${sums} from fact_order_line`)).n).toEqual([0])
    if ('staging' in engine) expect(await readdir(String(engine.staging))).toEqual([])
    await feed(database, engine, now, { pages })
    const source = await database.owner.query(`select sum(amount_e4)::bigint as amount from order_lines`)
    const found = await engine.columns(`select ${sums} from fact_order_line`)
    expect(found).toEqual({ n: [lines], orders: [orders], amount: [BigInt(source.rows[0].amount)] })
    await expectSame(database, engine)
    await engine.close()

    const changes = fc.sample(befalling, { numRuns: 36, seed: 7 })
    for (const [at, fatal] of feeds.entries()) {
      for (const one of changes.slice(at * 12, at * 12 + 12)) await befall(database.owner, one)
      expect(await killAt(database, place, fatal)).toBe(true)
    }
    const again = await place.open()
    await feed(database, again, now)
    await expectSame(database, again)
    await again.close()
  },
)
