import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../../test/harness.ts'
import { aPartner, ediWorld, removeEdiFolder, tender, work, written, x12 } from './for-tests.ts'
import { keepEdiFile } from './inbox/keep-file.ts'

const orders = 40

/**
 * A process that works the queue as a node does, and dies at the statement numbered `fatal` without a word. Each of its jobs is given
 * back as the queue gives back what a dead node held.
 */
const program = (connection: object, filesFolder: string, fatal: number) => `
  import { openDatabase } from '${new URL('../../platform/database.ts', import.meta.url)}'
  import { openFileStore } from '${new URL('../../platform/files/index.ts', import.meta.url)}'
  import { runJob } from '${new URL('../../platform/jobs/run-job.ts', import.meta.url)}'
  import { silentLog } from '${new URL('../../platform/log.ts', import.meta.url)}'
  import { ediJobs } from '${new URL('./index.ts', import.meta.url)}'
  import pg from 'pg'
  let at = 0
  const query = pg.Client.prototype.query
  pg.Client.prototype.query = function (...given) {
    if (++at === ${fatal}) process.kill(process.pid, 'SIGKILL')
    return query.apply(this, given)
  }
  const connection = ${JSON.stringify(connection)}
  const database = openDatabase({ ownerUrl: connection.owner, appUrl: connection.app })
  const context = { database, files: openFileStore(${JSON.stringify(filesFolder)}), clock: () => new Date(), log: silentLog, secret: 's' }
  for (;;) {
    const { rows } = await database.owner.query("select id, name, data from pgboss.job where state = 'created' and name like 'edi.%' and name <> 'edi.watch' order by created_on limit 1")
    if (rows.length === 0) break
    const job = ediJobs.find(({ name }) => name === rows[0].name)
    await runJob(job, { ...rows[0], retryCount: 0, retryLimit: 0 }, context, new AbortController().signal)
    await database.owner.query("update pgboss.job set state = 'completed', completed_on = now() where id = $1", [rows[0].id])
  }
  process.exit(0)`

async function killAt(connection: object, folder: string, fatal: number): Promise<boolean> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program(connection, folder, fatal)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  child.stderr.pipe(process.stderr, { end: false })
  const [, signal] = await once(child, 'exit')
  return signal === 'SIGKILL'
}

test('killed again and again at any statement, not one order is lost, doubled or acknowledged twice', async () => {
  const database = await testDatabase()
  const world = await ediWorld(database)
  onTestFinished(() => removeEdiFolder(world))
  await aPartner(world, { identifier: 'ACME' })
  const folder = world.context.files.pathOf('0'.repeat(64)).replace(/\/00\/00\/0+$/, '')
  const half = orders / 2
  for (const [file, control] of [
    [0, '1'],
    [1, '2'],
  ] as const) {
    const tenders = Array.from({ length: half }, (_, at) =>
      tender(`LOAD-${file * half + at}`, String(at + 1).padStart(4, '0')),
    )
    const text = x12(tenders, { control, group: control })
    const content = await world.context.files.put(Readable.from([Buffer.from(text)]), { limitBytes: 1e9 })
    await keepEdiFile(database, content, { way: 'http', name: `${file}.edi`, byId: world.chief.id }, new Date())
  }
  const connection = { owner: database.ownerConfig, app: database.appConfig }
  let kills = 0
  // Steps that are no multiple of each other fall on every kind of statement: reading, taking, acknowledging.
  for (const fatal of [3, 9, 17, 23, 29, 38, 31, 47, 43]) if (await killAt(connection, folder, fatal)) kills++
  await work(world)
  expect(kills).toBeGreaterThan(5)
  const { rows } = await database.owner.query(
    `select count(*)::int as orders, count(distinct reference)::int as loads,
            (select count(*)::int from edi_messages where direction = 'in' and status = 'taken' and outcome = 'taken') as taken,
            (select count(*)::int from edi_messages where direction = 'in') as messages,
            (select count(*)::int from events where kind = 'order.taken') as told,
            (select count(*)::int from edi_interchanges where direction = 'out') as receipts
     from   orders`,
  )
  expect(rows).toEqual([{ orders, loads: orders, taken: orders, messages: orders, told: orders, receipts: 2 }])
  expect((await written(world)).filter((text) => text.includes(`AK9*A*${half}*${half}*${half}~`))).toHaveLength(2)
}, 300_000)
