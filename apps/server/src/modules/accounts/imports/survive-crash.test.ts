import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runImport } from '@quayside/contract'
import type pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { aUser, testApp, testDatabase } from '../../../../test/harness.ts'
import { openDatabase } from '../../../platform/database.ts'
import { openFileStore } from '../../../platform/files/index.ts'
import { check, type Desk, run, work } from './for-tests.ts'
import { workImport } from './work-import.ts'

const now = new Date('2026-11-22T08:00:00Z')
const chunkRows = 100

async function aDesk(): Promise<Desk & { folder: string }> {
  const database = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'quayside-imports-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const files = openFileStore(folder)
  return {
    app: await testApp(database, { as: await aUser(database), files, now }),
    database,
    files,
    now,
    chunkRows,
    folder,
  }
}

/** 2,000 lines of 700 orders of 90 customers; orders and customers run across the chunks. */
const file = [
  'Order ID,Order Date,Customer ID,Customer Name,Product,Sales,Profit,Contact,Mobile',
  ...Array.from({ length: 2_000 }, (_, n) => {
    const order = (n * 13) % 700
    return `O${order},2025-03-${String((order % 28) + 1).padStart(2, '0')},C${order % 90},Customer ${order % 90},P${n},${(n % 97) + 0.1234},${n % 13},Person ${order % 90},`
  }),
].join('\n')

const state = async ({ database }: Desk) =>
  (
    await database.owner.query(`
      select (select count(*)::int from accounts) as accounts, (select count(*)::int from contacts) as contacts,
             (select count(*)::int from orders) as orders, (select count(*)::int from order_lines) as lines,
             (select sum(amount_e4)::text from order_lines) as amount, (select sum(cost_e4)::text from order_lines) as cost,
             (select sum(amount_e4)::text from account_months) as months, (select sum(orders)::int from account_figures) as figures,
             (select md5(string_agg(o.external_key || ' ' || l.line_no || ' ' || l.attributes::text, ',' order by o.external_key, l.line_no))
              from order_lines l join orders o on o.id = l.order_id) as placed,
             (select count(*)::int from events where kind in ('account.created', 'order.created')) as events`)
  ).rows[0]

const options = { target: 'customersAndOrders' } as const

test('an import killed again and again at any point ends as if nothing had happened', async () => {
  const calm = await aDesk()
  const done = await run(calm, (await check(calm, 'o.csv', file, options)).id)
  expect(done.counts).toMatchObject({ accountsCreated: 90, ordersCreated: 700, linesCreated: 2_000 })

  const desk = await aDesk()
  const { id } = await check(desk, 'o.csv', file, options)
  await desk.app.call(runImport, { params: { id } })
  for (const reached of [1, 500, 1_100]) await killBeyond(desk, id, reached + Math.round(Math.random() * 200))
  const survived = await work(desk, id)
  expect(survived).toMatchObject({ state: 'done', counts: done.counts })
  expect(await state(desk)).toEqual(await state(calm))
}, 180_000)

/** Starts a real process on the import and kills it without mercy once it is past a row. */
async function killBeyond(desk: Desk & { folder: string }, id: string, row: number): Promise<void> {
  const child = startChild(desk, id)
  const ended = once(child, 'exit')
  const checkpoint = async () =>
    Number((await desk.database.owner.query('select checkpoint from imports where id = $1', [id])).rows[0].checkpoint)
  await expect.poll(checkpoint, { interval: 3 }).toBeGreaterThanOrEqual(row)
  child.kill('SIGKILL')
  const [, signal] = await ended
  expect(signal).toBe('SIGKILL')
}

function startChild({ database, folder }: Desk & { folder: string }, id: string): ChildProcess {
  const environment = { ownerUrl: database.ownerConfig, appUrl: database.appConfig, folder, id, chunkRows }
  const child = spawn(process.execPath, [fileURLToPath(new URL('./crash-child.ts', import.meta.url))], {
    env: { ...process.env, QUAYSIDE_CRASH_CHILD: JSON.stringify(environment) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  child.stderr.pipe(process.stderr, { end: false })
  return child
}

test('two imports of one file at once double nothing', async () => {
  const desk = await aDesk()
  const one = await check(desk, 'o.csv', file, options)
  const other = await check(desk, 'o.csv', file, options)
  for (const { id } of [one, other]) await desk.app.call(runImport, { params: { id } })
  const done = await Promise.all([work(desk, one.id), work(desk, other.id)])
  expect(done.map((batch) => batch.state)).toEqual(['done', 'done'])
  expect(done.map((batch) => batch.counts.faulty)).toEqual([0, 0])
  expect(await state(desk)).toMatchObject({ accounts: 90, orders: 700, lines: 2_000, figures: 700, events: 790 })
})

test('an import that another of the same file overtakes adds nothing to the orders both know', async () => {
  const calm = await aDesk()
  await run(calm, (await check(calm, 'o.csv', file, options)).id)

  const desk = await aDesk()
  const slow = await check(desk, 'o.csv', file, options)
  const fast = await check(desk, 'o.csv', file, options)
  for (const { id } of [slow, fast]) await desk.app.call(runImport, { params: { id } })
  let overtaken = false
  await workImport({ database: desk.database, files: desk.files, clock: () => now, chunkRows }, slow.id, {
    report: async ({ done }) => {
      if (done < 300 || overtaken) return
      overtaken = true
      expect((await work(desk, fast.id)).counts).toMatchObject({ faulty: 0 })
    },
  })
  expect(overtaken).toBe(true)
  expect(await work(desk, slow.id)).toMatchObject({ state: 'done', counts: { faulty: 0 } })
  expect(await state(desk)).toEqual(await state(calm))
})

test('lines of another file in an order this one made stand aside and are not taken for its own', async () => {
  const head = 'Order ID,Order Date,Customer ID,Customer Name,Product,Sales,Line ID'
  const line = (amount: number, key: string) => `O1,2025-03-01,C1,Customer 1,Freight,${amount},${key}`
  // The first has filled place 1 when the second puts a line with a key of its own at place 2.
  const one = [head, line(1, ''), line(2, 'B'), line(3, ''), line(4, '')].join('\n')
  const other = [head, line(1, ''), line(9, 'X')].join('\n')
  const desk = { ...(await aDesk()), chunkRows: 1 }
  const slow = await check(desk, 'one.csv', one, options)
  const fast = await check(desk, 'other.csv', other, options)
  for (const { id } of [slow, fast]) await desk.app.call(runImport, { params: { id } })
  let met = false
  await workImport({ database: desk.database, files: desk.files, clock: () => now, chunkRows: 1 }, slow.id, {
    report: async ({ done }) => {
      if (done < 2 || met) return
      met = true
      await work(desk, fast.id)
    },
  })
  const lines = await desk.database.owner.query(
    `select line_no, external_key, (amount_e4 / 10000)::int as amount from order_lines order by line_no`,
  )
  expect(lines.rows.map((row) => [row.line_no, row.external_key, row.amount])).toEqual([
    [1, null, 1],
    [2, 'X', 9],
    [3, 'B', 2],
    [4, null, 3],
    [5, null, 4],
  ])
})

test('two workers on one batch write each row once', async () => {
  const desk = await aDesk()
  const { id } = await check(desk, 'o.csv', file, options)
  await desk.app.call(runImport, { params: { id } })
  await Promise.all([work(desk, id), work(desk, id)])
  const batch = await work(desk, id)
  expect(batch).toMatchObject({
    state: 'done',
    counts: { accountsCreated: 90, ordersCreated: 700, linesCreated: 2_000 },
  })
  expect(await state(desk)).toMatchObject({ accounts: 90, orders: 700, lines: 2_000 })
})

test('a database that goes away in the middle and comes back costs nothing', async () => {
  const desk = await aDesk()
  const { id } = await check(desk, 'o.csv', file, options)
  await desk.app.call(runImport, { params: { id } })
  const road = await breakableRoad(desk.database.ownerConfig)
  const through = { host: '127.0.0.1', port: road.port }
  const database = openDatabase({
    ownerUrl: { ...desk.database.ownerConfig, ...through },
    appUrl: { ...desk.database.appConfig, ...through },
    connections: 2,
  })
  let broken = false
  const working = workImport({ database, files: desk.files, clock: () => now, chunkRows }, id, {
    report: async ({ done }) => {
      if (done < 500 || broken) return
      broken = true
      road.breakUntilTried(3)
    },
  })
  await working
  expect(road.refused()).toBeGreaterThanOrEqual(3)
  expect(await work(desk, id)).toMatchObject({ state: 'done', counts: { linesCreated: 2_000, faulty: 0 } })
  expect(await state(desk)).toMatchObject({ accounts: 90, orders: 700, lines: 2_000 })
  await database.close()
  await road.close()
})

/** A port in front of the database. Broken, it cuts every connection and turns away the next ones until so many have tried. */
async function breakableRoad(to: pg.ClientConfig) {
  const open = new Set<Socket>()
  let left = 0
  let refused = 0
  const server = createServer((near) => {
    near.on('error', () => undefined)
    if (left > 0) {
      left--
      refused++
      return near.destroy()
    }
    const far = String(to.host).startsWith('/')
      ? connect(`${to.host}/.s.PGSQL.${to.port}`)
      : connect(Number(to.port), to.host)
    far.on('error', () => near.destroy()).on('close', () => near.destroy())
    near.on('close', () => far.destroy())
    open.add(near)
    return near.pipe(far).pipe(near)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    refused: () => refused,
    breakUntilTried(times: number) {
      left = times
      for (const socket of open) socket.destroy()
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
