import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as contract from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { check, type Desk, run, upload, work } from '../src/modules/accounts/imports/for-tests.ts'
import { orderFiles } from '../src/modules/orders/index.ts'
import { writeAsOwner } from '../src/platform/database.ts'
import { openFileStore } from '../src/platform/files/index.ts'
import { newId } from '../src/platform/ids.ts'
import { anAccount, aUser, testApp, testDatabase } from './harness.ts'

let desk: Desk & { folder: string }
const now = new Date('2026-03-02T03:00:00Z')
const options = { target: 'serviceOrders' } as const

beforeAll(async () => {
  const database = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'quayside-order-files-'))
  const files = openFileStore(folder)
  const app = await testApp(database, { as: await aUser(database), files, now })
  desk = { app, database, files, now, folder, brought: { serviceOrders: orderFiles } }
  await writeAsOwner(database, (tx) => anAccount(tx, { name: 'Harbour Trading', sort_key: 'harbour trading' }))
})
afterAll(() => rm(desk.folder, { recursive: true, force: true }))

const rowsOf = async (id: string, state: 'faulty' | 'warned' | 'mended' | 'skipped' | 'any' = 'any') =>
  (await desk.app.call(contract.listImportRows, { params: { id }, query: { state } })).body.rows
const mend = (id: string, row: { rowNumber: number; version: number }, body: { values?: string[]; skip?: boolean }) =>
  desk.app.call(contract.mendImportRow, { params: { id, rowNumber: row.rowNumber }, body, version: row.version })
const standing = async (id: string) => {
  const text = `select status, count(*)::int as n, count(distinct number)::int as numbers,
                       (select count(*)::int from order_lines l where l.order_id = any (array_agg(o.id))) as lines
                from orders o where import_batch_id = $1 group by status order by status`
  return (await desk.database.owner.query(text, [id])).rows
}

test('a file under headings of its own is mapped, its faults told at their cells, mended or skipped, taken once, and undone', async () => {
  const csv = [
    'Auftrag;Wer;Was;Stück;Kilo;Von;Nach;Preis',
    'A-1;Harbour Trading;sea;10;1.200,5;CNSHA;DEHAM;1000',
    'A-2;Harbour Trading;sea;2;80;CNSHA;DEHAM;abc',
    'A-1;Harbour Trading;sea;5;300;CNSHA;DEHAM;500',
    'A-2;Harbour Trading;sea;1;40;CNSHA;DEHAM;20',
    'A-3;Nobody;sea;1;40;CNSHA;DEHAM;20',
    'A-4;Harbour Trading;sea;1;40;CNSHA;;20',
  ].join('\r\n')
  const mapping = {
    Auftrag: 'order',
    Wer: 'customer',
    Was: 'service',
    Stück: 'packages',
    Kilo: 'weightKg',
    Von: 'originCode',
    Nach: 'destinationCode',
    Preis: 'price',
  }
  const checked = await check(desk, 'a.csv', csv, { ...options, decimal: ',' }, mapping)
  expect(checked).toMatchObject({ state: 'checked', counts: { rows: 6, good: 2, faulty: 4 } })
  const { id } = checked
  const faulty = await rowsOf(id, 'faulty')
  const told = faulty.map(({ rowNumber, issues }) => [rowNumber, issues.map(({ column, code }) => [column, code])])
  expect(told).toEqual([
    [3, [['Preis', 'notANumber']]],
    [5, [[null, 'partOfFaulty']]],
    [6, [['Wer', 'customerUnknown']]],
    [7, [['Nach', 'needsPortOfDischarge']]],
  ])
  // The rows of one order go together: with its fault mended both may go in.
  const [second, , nobody] = faulty
  if (!second || !nobody) throw new Error('Faulty rows are kept.')
  const values = second.values.map((text) => (text === 'abc' ? '99,5' : text))
  expect((await mend(id, second, { values })).body).toMatchObject({ state: 'mended', issues: [] })
  expect((await mend(id, nobody, { skip: true })).body.state).toBe('skipped')
  const read = await desk.app.call(contract.readImport, { params: { id } })
  expect(read.body.counts).toMatchObject({ good: 4, faulty: 1, skipped: 1 })

  const done = await run(desk, id)
  expect(done).toMatchObject({ state: 'done', canUndo: true, counts: { ordersCreated: 2, linesCreated: 4 } })
  expect(await standing(id)).toEqual([{ status: 'confirmed', n: 2, numbers: 2, lines: 4 }])

  // The headings are known by now, and so are the orders.
  const again = await upload(desk, 'b.csv', csv)
  const query = { target: 'serviceOrders' } as const
  const suggested = await desk.app.call(contract.suggestMapping, { params: { id: again.id }, query })
  expect(suggested.body).toMatchObject({ remembered: true, mapping })
  const recheck = await check(desk, 'b.csv', csv, { ...options, decimal: ',' })
  expect(recheck.counts).toMatchObject({ skipped: 4, duplicatesFound: 2 })

  // One order was worked on since: it stays.
  const [touched] = (await desk.app.call(contract.listOrders, { query: { batch: id } })).body.rows
  if (!touched) throw new Error('Orders of a batch are listed.')
  await desk.database.owner.query('update orders set version = version + 1 where id = $1', [touched.id])
  await desk.app.call(contract.undoImport, { params: { id } })
  const undone = await work(desk, id)
  expect(undone).toMatchObject({
    state: 'undone',
    undone: { removed: 1, keptTotal: 1, kept: [{ id: touched.id, reason: 'changedSince' }] },
  })
  expect(await standing(id)).toMatchObject([
    { status: 'cancelled', n: 1 },
    { status: 'confirmed', n: 1 },
  ])
  // What was undone may come again.
  const third = await run(desk, (await check(desk, 'a.csv', csv, { ...options, decimal: ',' })).id)
  expect(third.counts.ordersCreated).toBe(touched.reference === 'A-1' ? 0 : 1)
})

test('a file that would fill the memory is refused when it is mapped, and one that unfolds to as much when it is read', async () => {
  const mapping = { A: 'order', B: 'customer', C: 'service' }
  const { id } = await upload(desk, 'large.csv', 'A,B,C\r\nL-1,Harbour Trading,sea\r\n')
  await desk.database.owner.query('update imports set bytes = 64 * 1024 * 1024 + 1 where id = $1', [id])
  const refused = await desk.app.refused(contract.mapImport, { params: { id }, body: { options, mapping } })
  expect([refused.status, refused.body.code]).toEqual([422, 'fileTooLarge'])
  expect([refused.body.messageZh, refused.body.messageEn]).toEqual([
    expect.stringMatching(/64 MB.*拆分/),
    expect.stringMatching(/64 MB.*Split it/),
  ])
  // 8 MB of commas: nearly nine million cells.
  const wide = `A,B,C${',x'.repeat(1_000)}\r\n${`W,H,s${','.repeat(1_000)}\r\n`.repeat(8_700)}`
  const checked = await check(desk, 'wide.csv', wide, { ...options, delimiter: ',' }, mapping)
  expect(checked).toMatchObject({
    state: 'failed',
    message: { code: 'tooMuchText', zh: expect.stringContaining('64 MB'), en: expect.stringContaining('64 MB') },
  })
})

test('orders that are billed or whose goods moved stay when their import is undone', async () => {
  const lines = [1, 2, 3, 4].map((n) => `U-${n},Harbour Trading,road,${n},${n * 10},Shanghai,Beijing,10`)
  const csv = ['Order number,Customer,Service,Packages,Weight (kg),Origin,Destination,Price', ...lines].join('\n')
  const { id } = await check(desk, 'u.csv', csv, options)
  await run(desk, id)
  const { rows } = await desk.database.owner.query(
    'select id, account_id from orders where import_batch_id = $1 order by id',
    [id],
  )
  const [billed, moved, planned, voided] = rows.map((row) => row.id as string)
  const bill = { orderIds: [billed, voided], issuedOn: '2026-03-02', issue: true, each: 'order' } as never
  const { invoices } = (await desk.app.call(contract.billOrders, { body: bill })).body
  await desk.database.owner.query('update invoice_lines set billed = false where order_id = $1', [voided])
  expect(invoices).toHaveLength(2)
  for (const [orderId, state] of [
    [moved, 'inTransit'],
    [planned, 'planned'],
  ])
    await desk.database.owner.query(
      `insert into shipments (id, account_id, mode, order_id, state) values ($1, $2, 'road', $3, $4)`,
      [newId(), rows[0].account_id, orderId, state],
    )
  await desk.app.call(contract.undoImport, { params: { id } })
  const { undone } = await work(desk, id)
  expect(undone).toMatchObject({ removed: 2, keptTotal: 2 })
  expect(undone?.kept.map((one) => [one.id, one.reason])).toEqual([
    [billed, 'usedSince'],
    [moved, 'usedSince'],
  ])
  // The keys of what stays are not freed, whoever asks.
  await desk.database.owner.query(`update orders set status = 'cancelled', cancelled_at = now() where id = $1`, [
    billed,
  ])
  await desk.database.owner.query('select free_imported_order_keys($1)', [[billed]])
  const keys = await desk.database.owner.query('select from order_arrivals where order_id = any ($1)', [
    rows.map((row) => row.id),
  ])
  expect(keys.rowCount).toBe(2)
})

test('an order file killed on its way is taken once', async () => {
  const lines = Array.from(
    { length: 36 },
    (_, n) => `K-${n % 24},Harbour Trading,road,${n + 1},${n + 10},Shanghai,Beijing,10`,
  )
  const csv = ['Order number,Customer,Service,Packages,Weight (kg),Origin,Destination,Price', ...lines].join('\n')
  const { id, counts } = await check(desk, 'k.csv', csv, options)
  expect(counts).toMatchObject({ rows: 36, good: 36, faulty: 0 })
  await desk.app.call(contract.runImport, { params: { id } })
  await killBeyond(id, 9)
  const survived = await work(desk, id)
  expect(survived).toMatchObject({ state: 'done', counts: { ordersCreated: 24, linesCreated: 36 } })
  expect(await standing(id)).toEqual([{ status: 'confirmed', n: 24, numbers: 24, lines: 36 }])
}, 120_000)

/** Starts a real process on the import and kills it without mercy once it is past a row. */
async function killBeyond(id: string, row: number): Promise<void> {
  const { database, folder } = desk
  const module = new URL('../src/modules/orders/index.ts', import.meta.url).href
  const bringing = { target: 'serviceOrders', module, name: 'orderFiles' }
  const child = fileURLToPath(new URL('../src/modules/accounts/imports/crash-child.ts', import.meta.url))
  const told = { ownerUrl: database.ownerConfig, appUrl: database.appConfig, folder, id, chunkRows: 1, bringing }
  const running = spawn(process.execPath, [child], {
    env: { ...process.env, QUAYSIDE_CRASH_CHILD: JSON.stringify(told) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  running.stderr.pipe(process.stderr, { end: false })
  const ended = once(running, 'exit')
  const checkpoint = async () =>
    Number((await database.owner.query('select checkpoint from imports where id = $1', [id])).rows[0].checkpoint)
  await expect.poll(checkpoint, { interval: 3, timeout: 30_000 }).toBeGreaterThanOrEqual(row)
  running.kill('SIGKILL')
  const [, signal] = await ended
  expect(signal).toBe('SIGKILL')
}

test('a dispatcher looks through a file of orders, takes the faulty rows back to mend them, and takes the rest; no customers', async () => {
  const dispatcher = await aUser(desk.database, { roles: ['dispatcher'] })
  const own = { ...desk, app: await testApp(desk.database, { as: dispatcher, files: desk.files, now }) }
  const csv = [
    'Order,Customer,Service,Origin,Destination,Packages',
    'D-1,Harbour Trading,sea,CNSHA,DEHAM,10',
    'D-2,=Nobody,sea,CNSHA,DEHAM,x',
  ].join('\r\n')
  const mapping = {
    Order: 'order',
    Customer: 'customer',
    Service: 'service',
    Origin: 'originCode',
    Destination: 'destinationCode',
    Packages: 'packages',
  }
  const { id } = await upload(own, 'd.csv', csv)
  const asCustomers = { options: { target: 'customers' }, mapping: { Customer: 'account.name' } } as const
  const refused = await own.app.refused(contract.mapImport, { params: { id }, body: asCustomers })
  expect(refused.status).toBe(403)
  const checked = await check(own, 'd.csv', csv, options, mapping)
  expect(checked).toMatchObject({ state: 'checked', counts: { rows: 2, good: 1, faulty: 1 } })
  const saved = await own.app.inject({
    method: 'GET',
    url: `/api/imports/${checked.id}/faulty-rows?format=csv&locale=en`,
  })
  expect([saved.statusCode, saved.body]).toEqual([200, expect.stringContaining(`'=Nobody`)])
  expect(await run(own, checked.id)).toMatchObject({ state: 'done', canUndo: true, counts: { ordersCreated: 1 } })
  expect(await standing(checked.id)).toMatchObject([{ n: 1, lines: 1 }])
})
