import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { classification, readCustomer360 } from '@quayside/contract'
import { parseDate, parseDecimal } from '@quayside/tabular'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { aUser, testApp, testDatabase, testFiles } from '../../../../test/harness.ts'
import { openEngine } from '../../../warehouse/engine.ts'
import { startWarehouse, type Warehouse } from '../../../warehouse/feeder.ts'
import { detectReadable, importRows } from './detect-import.ts'
import { check, contentOf, type Desk, realData, run } from './for-tests.ts'

const now = new Date('2026-11-22T08:00:00Z')
let warehouse: Warehouse | undefined
afterEach(async () => {
  await warehouse?.stop()
  warehouse = undefined
})

async function deskWithWarehouse(): Promise<Desk> {
  const database = await testDatabase()
  const stagingFolder = await mkdtemp(join(tmpdir(), 'quayside-imports-'))
  onTestFinished(() => rm(stagingFolder, { recursive: true, force: true }))
  const engine = await openEngine({ folder: null, stagingFolder })
  const log = { error: () => undefined, info: () => undefined }
  warehouse = startWarehouse({ database, engine, clock: () => now, log, follow: false })
  const files = testFiles(database)
  return { app: await testApp(database, { as: await aUser(database), now, files, warehouse }), database, files, now }
}

async function sums({ database }: Desk) {
  const { rows } = await database.owner.query(`
    select (select count(*)::int from accounts) as accounts, (select count(*)::int from orders) as orders, count(*)::int as lines,
           sum(amount_e4)::text as amount, sum(amount_e4 - cost_e4)::text as profit, sum(freight_e4)::text as freight,
           count(freight_e4)::int as freights, count(freight_note)::int as freight_notes, sum(quantity)::text as quantity,
           count(*) filter (where delivered_on > promised_on)::int as late, sum(weight_g)::text as weight
    from   order_lines`)
  return rows[0]
}

/** A, B, C, D by the pyramid of 1, 4, 15 and 80 %, worked out from the file alone. */
function pyramid(values: bigint[]): { accounts: number[]; value: number[] } {
  const sorted = values.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0))
  const cuts = [1, 5, 20, 100].map((percent) => Math.ceil((sorted.length * percent) / 100))
  const parts = cuts.map((cut, at) => sorted.slice(at === 0 ? 0 : cuts[at - 1], cut))
  return {
    accounts: parts.map((part) => part.length),
    value: parts.map((part) => Number(part.reduce((sum, one) => sum + one, 0n))),
  }
}

interface Line {
  [column: string]: string
}

/** The file once more, by other means than the import's mapping. */
async function linesOf(path: string, sheet: string | null = null): Promise<Line[]> {
  const lines: Line[] = []
  const options = { target: 'customers', sheet, hasHeader: true } as never
  await detectReadable(path)
  for await (const batch of importRows(path, options))
    for (const row of batch.rows)
      lines.push(Object.fromEntries(batch.header.map((name, at) => [name, row.values[at] ?? ''])))
  return lines
}

const e4 = (text: string) => {
  const found = parseDecimal(text, 4)
  if (!found.ok) throw new Error(`No number: ${text}`)
  return found.value
}

const totals = (lines: readonly Line[], key: string, value: string) => {
  const sum = new Map<string, bigint>()
  for (const line of lines) sum.set(line[key] ?? '', (sum.get(line[key] ?? '') ?? 0n) + e4(line[value] ?? ''))
  return sum
}

async function tiers({ app }: Desk, currency: string) {
  await warehouse?.catchUp()
  const { body } = await app.call(classification.read, { query: { measure: 'amount', currency } })
  return { accounts: body.tiers.map((tier) => tier.accounts), value: body.tiers.map((tier) => tier.value) }
}

async function figuresOf({ app, database }: Desk, key: string) {
  const { rows } = await database.owner.query('select id from accounts where external_key = $1', [key])
  return (await app.call(readCustomer360, { params: { id: rows[0].id } })).body.account.figures
}

test('Superstore: customers, orders and lines of one file, exact to the fourth decimal', async () => {
  const path = realData('superstore/superstore.csv')
  if (!path) return
  const desk = await deskWithWarehouse()
  const checked = await check(desk, 'superstore.csv', await contentOf(path), {
    target: 'customersAndOrders',
    currency: 'USD',
  })
  expect(checked).toMatchObject({
    state: 'checked',
    options: { dateOrder: 'dmy' },
    counts: { rows: 10_194, good: 10_194, faulty: 0 },
  })
  const done = await run(desk, checked.id)
  expect(done).toMatchObject({
    state: 'done',
    counts: { accountsCreated: 804, ordersCreated: 5_111, linesCreated: 10_194 },
  })
  expect(await sums(desk)).toMatchObject({
    accounts: 804,
    orders: 5_111,
    lines: 10_194,
    amount: '23265343543',
    profit: '2922968146',
  })

  const lines = await linesOf(path)
  const byCustomer = totals(lines, 'Customer ID', 'Sales')
  expect(await tiers(desk, 'USD')).toEqual(pyramid([...byCustomer.values()]))
  const own = lines.filter((line) => line['Customer ID'] === 'DP-13000')
  const days = own
    .map((line) => parseDate(line['Order Date'] ?? '', { order: 'dmy' }))
    .map((day) => (day.ok ? day.value.date : ''))
    .sort()
  expect(await figuresOf(desk, 'DP-13000')).toMatchObject({
    orders: new Set(own.map((line) => line['Order ID'])).size,
    lines: own.length,
    amountE4: Number(byCustomer.get('DP-13000')),
    grossProfitE4: Number(totals(own, 'Customer ID', 'Profit').get('DP-13000')),
    firstOrderOn: days[0],
    lastOrderOn: days.at(-1),
  })
  const kept = await desk.database.owner.query(
    `select count(*)::int as n from order_lines where attributes ?& array['Postal Code', 'State/Province', 'Country/Region']`,
  )
  expect(kept.rows[0].n).toBe(lines.filter((line) => line['Postal Code'] !== '').length)
})

test('SCMS, raw: text in number cells is kept with a reason, and no line is lost', async () => {
  const path = realData('scms/SCMS_Delivery_History_Dataset.csv')
  if (!path) return
  const desk = await deskWithWarehouse()
  const checked = await check(desk, 'SCMS.csv', await contentOf(path), {
    target: 'customersAndOrders',
    currency: 'USD',
  })
  expect(checked).toMatchObject({ detected: { delimiter: '\t', lineEnd: '\r' }, counts: { rows: 10_324, faulty: 0 } })
  const done = await run(desk, checked.id)
  expect(done.counts).toMatchObject({ accountsCreated: 142, ordersCreated: 6_233, linesCreated: 10_324 })
  expect(await sums(desk)).toMatchObject({
    lines: 10_324,
    amount: '16275844572900',
    freights: 6_198,
    freight: '688178494100',
    freight_notes: 10_324 - 6_198,
    late: 1_186,
    quantity: '189265090.0000',
    weight: '21820540000',
  })
  // No column names the customer: his key does, and no date in its stead.
  const { rows: unnamed } = await desk.database.owner.query('select name from accounts where name <> external_key')
  expect(unnamed).toEqual([])
  const modes = await desk.database.owner.query(
    'select mode, count(*)::int as n from order_lines group by 1 order by 2 desc',
  )
  expect(modes.rows).toEqual([
    { mode: 'Air', n: 6_113 },
    { mode: 'Truck', n: 2_830 },
    { mode: 'Air Charter', n: 650 },
    { mode: 'Ocean', n: 371 },
    { mode: 'N/A', n: 360 },
  ])
  const noted = await desk.database.owner.query(`
    select l.freight_note, i.issues from order_lines l
    join   import_rows i on i.values[1] = l.external_key
    where  l.freight_note = 'See DN-304 (ID#:10589)' limit 1`)
  expect(noted.rows[0].issues).toContainEqual(
    expect.objectContaining({ column: 'Freight Cost (USD)', code: 'crossReference', severity: 'warning' }),
  )

  const lines = await linesOf(path)
  const byCustomer = totals(lines, 'Project Code', 'Line Item Value')
  expect(await tiers(desk, 'USD')).toEqual(pyramid([...byCustomer.values()]))
  expect(await figuresOf(desk, '104-CI-T30')).toMatchObject({
    lines: lines.filter((line) => line['Project Code'] === '104-CI-T30').length,
    amountE4: Number(byCustomer.get('104-CI-T30')),
  })
})

test('Brunel: one sheet of a workbook, chosen', async () => {
  const path = realData('brunel/brunel-logistics.xlsx')
  if (!path) return
  const desk = await deskWithWarehouse()
  const { app } = desk
  const content = await contentOf(path)
  const { previewImport, mapImport, suggestMapping } = await import('@quayside/contract')
  const { upload, work } = await import('./for-tests.ts')
  const uploaded = await upload(desk, 'brunel.xlsx', content)
  expect(uploaded.detected?.sheets.map((sheet) => sheet.name)).toContain('OrderList')
  const seen = await app.call(previewImport, { params: { id: uploaded.id }, body: { sheet: 'OrderList' } })
  expect(seen.body.headers).toContain('Customer')
  const options = { target: 'customersAndOrders', sheet: 'OrderList' } as const
  const { body } = await app.call(suggestMapping, {
    params: { id: uploaded.id },
    query: { target: options.target, sheet: 'OrderList' },
  })
  await app.call(mapImport, { params: { id: uploaded.id }, body: { options, mapping: body.mapping } })
  expect(await work(desk, uploaded.id)).toMatchObject({ counts: { rows: 9_215, faulty: 0 } })
  expect((await run(desk, uploaded.id)).counts).toMatchObject({
    accountsCreated: 46,
    ordersCreated: 9_215,
    linesCreated: 9_215,
  })
  expect(await sums(desk)).toMatchObject({ quantity: '29513315.0000' })
})
