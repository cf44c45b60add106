import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Registry } from 'prom-client'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { testSecret } from '../../test/global-setup.ts'
import { type TestDatabase, testDatabase } from '../../test/harness.ts'
import { bothEngines } from './both-engines-for-tests.ts'
import { befall, someCustomers } from './change-for-tests.ts'
import { type Engine, openEngine } from './engine.ts'
import { startWarehouse } from './feeder.ts'
import { expectSame } from './for-tests.ts'
import { measureWarehouse } from './measure-warehouse.ts'
import { rebuildCommand } from './rebuild-command.ts'
import { askForRebuild, readRebuild } from './rebuilds.ts'

const now = new Date('2026-11-22T08:00:00Z')
const log = { error: () => undefined, info: () => undefined }
let database: TestDatabase
beforeEach(async () => {
  database = await testDatabase()
  await someCustomers(database, 3)
  for (let which = 1; which < 9; which++) await befall(database.owner, { what: 'newOrder', which })
})

const spoil = (engine: Engine) => engine.write(async ({ run }) => void (await run('delete from fact_order_line')))

bothEngines((_, open) => {
  test('the node that holds the warehouse loads it anew when asked, and tells how far it is', async () => {
    const engine = await open()
    const clock = () => now
    const warehouse = startWarehouse({ database, engine, clock, log, place: 'here', pauseMilliseconds: 10 })
    onTestFinished(() => warehouse.stop())
    await warehouse.catchUp()
    await spoil(engine)
    const { generation } = warehouse.state()
    await askForRebuild(database, 'elsewhere', now)
    const id = await askForRebuild(database, 'here', now)
    await expect.poll(async () => (await readRebuild(database, id))?.ended_at).not.toBeNull()
    expect(await readRebuild(database, id)).toMatchObject({ error: null })
    await expect.poll(async () => (await readRebuild(database, id))?.progress).toMatch(/^[a-z_]+: \d+ \(100 %\)$/)
    expect(warehouse.state().generation).toBeGreaterThan(generation)
    await expectSame(database, engine)
  })

  test('the metrics tell the lag and the rows moved', async () => {
    const engine = await open()
    let time = now
    const warehouse = startWarehouse({ database, engine, clock: () => time, log, follow: false })
    const registry = new Registry()
    measureWarehouse(warehouse, registry)
    await warehouse.catchUp()
    const { rowsMoved } = warehouse.state()
    time = new Date(now.getTime() + 1_500)
    for (let asked = 0; asked < 2; asked++) {
      const text = await registry.metrics()
      expect(text).toContain(`quayside_warehouse_lag_seconds{engine="${engine.name}"} 1.5`)
      expect(text).toContain(`quayside_warehouse_rows_moved_total{engine="${engine.name}"} ${rowsMoved}`)
    }
  })
})

test('two nodes that feed one warehouse bring every row once, and each learns what the other brought', async () => {
  const { openPostgresEngine } = await import('./postgres-engine.ts')
  const place = await testDatabase()
  const nodes = await Promise.all(
    [1, 2].map(async () =>
      startWarehouse({
        database,
        engine: await openPostgresEngine(place.ownerConfig),
        clock: () => now,
        log,
        follow: false,
      }),
    ),
  )
  onTestFinished(async () => void (await Promise.all(nodes.map((node) => node.stop()))))
  for (let round = 0; round < 4; round++) {
    await befall(database.owner, { what: 'newOrder', which: 50 + round })
    const before = nodes.map((node) => node.state().generation)
    await Promise.all(nodes.map((node) => node.catchUp()))
    await Promise.all(nodes.map((node) => node.catchUp()))
    for (const [at, node] of nodes.entries()) {
      await expectSame(database, node.engine)
      expect(node.state().generation).toBeGreaterThan(before[at] as number)
    }
  }
})

async function aCommand() {
  const dataDir = await mkdtemp(join(tmpdir(), 'quayside-rebuild-'))
  onTestFinished(() => rm(dataDir, { recursive: true }))
  const { host, port, user, password, database: name } = database.ownerConfig
  const url = new URL(`postgres://${user}:${password}@localhost:${port}/${name}`)
  if (host?.startsWith('/')) url.searchParams.set('host', host)
  else url.hostname = host ?? 'localhost'
  const said: string[] = []
  const context = {
    databaseUrl: url.href,
    dataDir,
    secret: testSecret,
    say: ({ en }: { en: string }) => void said.push(en),
    progress: (line: string) => void said.push(line),
  }
  return { context, said, dataDir }
}

test('with nothing running the command itself loads the warehouse anew', async () => {
  const { context, said, dataDir } = await aCommand()
  await rebuildCommand(context)
  const folder = join(dataDir, 'warehouse')
  const engine = await openEngine({ folder, stagingFolder: folder })
  await expectSame(database, engine)
  await engine.close()
  expect(said.join('\n')).toMatch(
    /by this command.*\n(.*\n)*order_lines: 24 \(100 %\)\n(.*\n)*The warehouse was rebuilt: \d+ rows/,
  )
})

test('a file that another process holds, which does not answer, is told of', async () => {
  const { context, said, dataDir } = await aCommand()
  const folder = join(dataDir, 'warehouse')
  const holder = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { openEngine } from '${new URL('./engine.ts', import.meta.url)}'
       await openEngine({ folder: ${JSON.stringify(folder)}, stagingFolder: ${JSON.stringify(folder)} })
       process.stdout.write('held')
       setInterval(() => undefined, 1_000)`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  onTestFinished(async () => {
    holder.kill('SIGKILL')
    await once(holder, 'exit')
  })
  await once(holder.stdout, 'data')
  await expect(rebuildCommand({ ...context, patienceMilliseconds: 1 })).rejects.toMatchObject({
    text: { en: expect.stringContaining('did not answer') },
  })
  expect(said.join('\n')).toContain('The running Quayside holds the warehouse')
  const left = await database.owner.query('select from warehouse_rebuilds')
  expect(left.rowCount).toBe(0)
})
