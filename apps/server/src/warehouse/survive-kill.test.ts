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
import { openEngine } from './engine.ts'
import { feed } from './feed.ts'
import { expectSame } from './for-tests.ts'

const now = new Date('2026-11-22T08:00:00Z')
/** Pages of a piece: small, so that the world of the test is many pieces. */
const pages = 8

/** A process that feeds and, before the statement numbered `fatal`, says so and goes no further. */
const program = (database: TestDatabase, folder: string, fatal: number) => `
  import { openDatabase } from '${new URL('../platform/database.ts', import.meta.url)}'
  import { openEngine } from '${new URL('./engine.ts', import.meta.url)}'
  import { feed } from '${new URL('./feed.ts', import.meta.url)}'
  const connection = ${JSON.stringify(database.ownerConfig)}
  const engine = await openEngine({ folder: ${JSON.stringify(folder)}, stagingFolder: ${JSON.stringify(folder)} })
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
async function killAt(database: TestDatabase, folder: string, fatal: number): Promise<boolean> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program(database, folder, fatal)], {
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

test('a first load killed again and again leaves nothing behind, and the next brings every row once', async () => {
  const database = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'quayside-warehouse-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const { lines, orders } = await loadWorld(
    database.ownerConfig,
    { seed: 3, customers: 200, linesPerCustomer: 20 },
    [],
    now,
    1,
  )
  for (const fatal of [6, 12, 20]) expect(await killAt(database, folder, fatal)).toBe(true)

  const engine = await openEngine({ folder, stagingFolder: folder })
  expect((await engine.columns(`select ${sums} from fact_order_line`)).n).toEqual([0])
  expect(await readdir(engine.staging)).toEqual([])
  await feed(database, engine, now, { pages })
  const source = await database.owner.query(`select sum(amount_e4)::bigint as amount from order_lines`)
  const found = await engine.columns(`select ${sums} from fact_order_line`)
  expect(found).toEqual({ n: [lines], orders: [orders], amount: [BigInt(source.rows[0].amount)] })
  await expectSame(database, engine)
  await engine.close()

  // The feeds after it, each killed at another of its statements.
  const changes = fc.sample(befalling, { numRuns: 36, seed: 7 })
  for (const [at, fatal] of [3, 9, 20].entries()) {
    for (const one of changes.slice(at * 12, at * 12 + 12)) await befall(database.owner, one)
    await killAt(database, folder, fatal)
  }
  const again = await openEngine({ folder, stagingFolder: folder })
  await feed(database, again, now)
  await expectSame(database, again)
  await again.close()
})
