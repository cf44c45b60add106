import { mapImport, readImport, readJob, runImport, undoImport } from '@quayside/contract'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { aUser, testApp, testDatabase, testFiles } from '../../../../test/harness.ts'
import { openSignal } from '../../../platform/event-signal.ts'
import { type JobDefinition, openJobs } from '../../../platform/jobs/index.ts'
import { silentLog } from '../../../platform/log.ts'
import { check, type Desk, run, upload, work } from './for-tests.ts'
import { importJob } from './import-job.ts'

let desk: Desk
beforeEach(async () => {
  const database = await testDatabase()
  const files = testFiles(database)
  const now = new Date('2026-11-22T08:00:00Z')
  desk = { app: await testApp(database, { as: await aUser(database), files, now }), database, files, now }
})

const options = { target: 'customersAndOrders' } as const
const file = `Order ID,Order Date,Customer ID,Customer Name,Row ID,Product Name,Sales,Profit,Freight,Colour
O1,2025-03-01,C1,One Ltd,1,Box,10.1234,2,5,red
O1,2025-03-01,C1,One Ltd,2,Crate,20,1,See DN-304 (ID#:10589),
O2,2025-04-01,C2,Two Ltd,3,Box,30,3,Invoiced Separately,blue
`
const lines = async () =>
  (
    await desk.database.owner.query(`
    select o.external_key as "order", l.line_no, l.external_key as key, l.amount_e4, l.cost_e4, l.freight_e4, l.freight_note, l.attributes
    from   order_lines l join orders o on o.id = l.order_id order by 1, 2`)
  ).rows
const figures = async () =>
  (
    await desk.database.owner.query(
      'select a.external_key as key, f.orders, f.lines, f.amount_e4 from account_figures f join accounts a on a.id = f.account_id order by 1',
    )
  ).rows

test('text in a number’s place and columns without a place are kept on the line', async () => {
  const { id, counts } = await check(desk, 'o.csv', file, options)
  expect(counts).toMatchObject({ good: 3, warned: 2, faulty: 0 })
  await run(desk, id)
  expect(await lines()).toEqual([
    {
      order: 'O1',
      line_no: 1,
      key: '1',
      amount_e4: 101_234,
      cost_e4: 81_234,
      freight_e4: 50_000,
      freight_note: null,
      attributes: { Colour: 'red' },
    },
    {
      order: 'O1',
      line_no: 2,
      key: '2',
      amount_e4: 200_000,
      cost_e4: 190_000,
      freight_e4: null,
      freight_note: 'See DN-304 (ID#:10589)',
      attributes: {},
    },
    {
      order: 'O2',
      line_no: 1,
      key: '3',
      amount_e4: 300_000,
      cost_e4: 270_000,
      freight_e4: null,
      freight_note: 'Invoiced Separately',
      attributes: { Colour: 'blue' },
    },
  ])
  expect(await figures()).toEqual([
    { key: 'C1', orders: 1, lines: 2, amount_e4: 301_234 },
    { key: 'C2', orders: 1, lines: 1, amount_e4: 300_000 },
  ])
})

test('a later export changes and adds lines of orders that exist, and its undo takes exactly that back', async () => {
  await run(desk, (await check(desk, 'o.csv', file, options)).id)
  const [before, sums] = [await lines(), await figures()]
  const later = `${file.replace('20,1,', '25,1,')}O1,2025-03-01,C1,One Ltd,4,Pallet,7,1,,\nO3,2025-05-01,C3,Three Ltd,5,Box,1,0,,\n`
  const done = await run(desk, (await check(desk, 'o.csv', later, options)).id)
  expect(done.counts).toMatchObject({ ordersCreated: 1, ordersChanged: 1, linesCreated: 2, accountsCreated: 1 })
  expect((await figures())[0]).toEqual({ key: 'C1', orders: 1, lines: 3, amount_e4: 101_234 + 250_000 + 70_000 })
  await desk.app.call(undoImport, { params: { id: done.id } })
  expect(await work(desk, done.id)).toMatchObject({ state: 'undone', undone: { keptTotal: 0 } })
  expect(await lines()).toEqual(before)
  expect(await figures()).toEqual(sums)
})

test('an order number that another customer has is refused, and one file may give it to two', async () => {
  const shared = 'Order ID,Order Date,Customer ID,Sales\nS1,2025-01-01,A,1\nS1,2025-01-01,B,2\n'
  expect((await run(desk, (await check(desk, 's.csv', shared, options)).id)).counts).toMatchObject({
    ordersCreated: 1,
    linesCreated: 2,
  })
  expect(await figures()).toMatchObject([
    { key: 'A', amount_e4: 10_000 },
    { key: 'B', amount_e4: 20_000 },
  ])
  const foreign = 'Order ID,Order Date,Customer ID,Sales\nS1,2025-01-01,Z,9\nS2,2025-01-01,Z,9\n'
  expect((await run(desk, (await check(desk, 'f.csv', foreign, options)).id)).counts).toMatchObject({
    faulty: 1,
    linesCreated: 1,
  })
})

test('the queue of the application checks and imports by itself, and the job is seen to end', async () => {
  const { database, files, app } = desk
  const signal = openSignal(database.ownerConfig, { channel: 'quayside_jobs' })
  const context = { database, files, clock: () => new Date(), log: silentLog }
  const queue = await openJobs({
    owner: database.ownerConfig,
    context,
    jobs: [importJob as unknown as JobDefinition],
    signal,
    superviseSeconds: 1,
  })
  onTestFinished(async () => {
    await queue.stop()
    await signal.close()
  })
  const { id } = await upload(desk, 'o.csv', file)
  const mapping = {
    'Order ID': 'order.key',
    'Order Date': 'order.orderedOn',
    'Customer ID': 'externalKey',
    Sales: 'line.amount',
  }
  const stateIs = () => app.call(readImport, { params: { id } }).then(({ body }) => body.state)
  await app.call(mapImport, { params: { id }, body: { options, mapping } })
  await expect.poll(stateIs).toBe('checked')
  await app.call(runImport, { params: { id } })
  await expect.poll(stateIs).toBe('done')
  const job = (await database.owner.query('select job_id from imports where id = $1', [id])).rows[0].job_id
  await expect.poll(() => app.call(readJob, { params: { id: job } }).then(({ body }) => body.state)).toBe('done')
})
