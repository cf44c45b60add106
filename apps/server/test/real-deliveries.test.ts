import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listServiceLines, pivot, serviceKpis } from '@quayside/contract'
import { expect, onTestFinished, test } from 'vitest'
import { check, realData, run } from '../src/modules/accounts/imports/for-tests.ts'
import { openEngine } from '../src/warehouse/engine.ts'
import { startWarehouse } from '../src/warehouse/feeder.ts'
import { aUser, testApp, testDatabase, testFiles } from './harness.ts'

const now = new Date('2026-11-22T08:00:00Z')
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

interface Delivery {
  mode: string
  project: string
  vendor: string
  country: string
  lane: string
  late: boolean
  /** 0 where text stands. */
  freightE4: number
}

/** The file by itself: separated by tabs, ended by CR. */
function deliveriesOf(content: string): Delivery[] {
  const [head = '', ...lines] = content.split(/\r\n?|\n/).filter((line) => line !== '')
  const columns = head.split('\t')
  const day = (text = '') => {
    const [date, month = '', year] = text.split('-')
    return Date.UTC(2000 + Number(year), months.indexOf(month), Number(date))
  }
  return lines.map((line) => {
    const cells = line.split('\t')
    // What holds a comma stands in quotes.
    const cell = (name: string) => (cells[columns.indexOf(name)] ?? '').replace(/^"(.*)"$/, '$1').trim()
    return {
      mode: cell('Shipment Mode'),
      project: cell('Project Code'),
      vendor: cell('Vendor'),
      country: cell('Country'),
      lane: `${cell('Manufacturing Site')} → ${cell('Country')}`,
      freightE4: Math.round((Number(cell('Freight Cost (USD)')) || 0) * 1e4),
      late: day(cell('Delivered to Client Date')) > day(cell('Scheduled Delivery Date')),
    }
  })
}

function countBy(deliveries: readonly Delivery[], by: 'mode' | 'project' | 'vendor' | 'country' | 'lane') {
  const counts = new Map<string, [onTime: number, late: number]>()
  for (const delivery of deliveries) {
    const count = counts.get(delivery[by]) ?? [0, 0]
    count[delivery.late ? 1 : 0]++
    counts.set(delivery[by], count)
  }
  return counts
}

test('SCMS: on time overall, by mode and by customer is what the file itself says', async () => {
  const path = realData('scms/SCMS_Delivery_History_Dataset.csv')
  if (!path) return
  const database = await testDatabase()
  const stagingFolder = await mkdtemp(join(tmpdir(), 'quayside-service-'))
  onTestFinished(() => rm(stagingFolder, { recursive: true, force: true }))
  const engine = await openEngine({ folder: null, stagingFolder })
  const log = { error: () => undefined, info: () => undefined }
  const warehouse = startWarehouse({ database, engine, clock: () => now, log, follow: false })
  onTestFinished(() => warehouse.stop())
  const files = testFiles(database)
  const app = await testApp(database, { as: await aUser(database), now, files, warehouse })
  const desk = { app, database, files, now }
  const content = await readFile(path)
  const checked = await check(desk, 'SCMS.csv', content, { target: 'customersAndOrders', currency: 'USD' })
  await run(desk, checked.id)
  await warehouse.catchUp()

  const deliveries = deliveriesOf(content.toString('utf8'))
  const { body } = await app.call(serviceKpis.read, { query: { by: 'mode' } })
  expect(body.total).toMatchObject({ lines: 10_324, promised: 10_324, late: 1_186, onTime: 9_138, early: 0, open: 0 })
  expect(body.total.onTimeShare).toBeCloseTo(1 - 1_186 / 10_324, 12)
  const counts = (parts: typeof body.parts) => parts.map((part) => [part.key, [part.onTime, part.late]]).toSorted()
  expect(counts(body.parts)).toEqual([...countBy(deliveries, 'mode')].toSorted())
  const { body: byAccount } = await app.call(serviceKpis.read, { query: { by: 'account', limit: 1000 } })
  const accounts = await database.owner.query('select id, external_key from accounts')
  const projectOf = new Map(accounts.rows.map((row) => [row.id, row.external_key]))
  const projects = byAccount.parts.map((part) => [projectOf.get(part.key), [part.onTime, part.late]])
  expect(projects.toSorted()).toEqual([...countBy(deliveries, 'project')].toSorted())

  for (const [by, parts] of [
    ['vendor', 73],
    ['country', 43],
    ['lane', null],
  ] as const) {
    const found = (await app.call(serviceKpis.read, { query: { by, limit: 1000 } })).body.parts
    const expected = countBy(deliveries, by)
    expect(counts(found)).toEqual([...expected].toSorted())
    if (parts) expect(found).toHaveLength(parts)
    // An order counts where one of its lines went; in time when every one of them was.
    const source = await database.owner.query(`
      select key, count(*)::int as orders, count(*) filter (where kept)::int as otif
      from  (select ${{ vendor: 'vendor', country: 'country', lane: `origin || ' → ' || country` }[by]} as key, order_id,
                    bool_and(delivered_on <= promised_on) as kept from order_lines group by 1, 2) o
      group  by key`)
    const orders = found.map(({ key, orders: judged, otif }) => [key, judged, otif])
    expect(orders.toSorted()).toEqual(source.rows.map((row) => [row.key, row.orders, row.otif]).toSorted())
    // The late lines behind the largest part.
    const [largest] = found
    const behind = await app.call(listServiceLines, { query: { by, key: largest?.key, verdict: 'late', limit: 5 } })
    expect(behind.body.total).toBe(largest?.late)
    expect(behind.body.rows.every(({ verdict }) => verdict === 'late')).toBe(true)
  }

  // Freight in figures stands in 6,198 cells; text in the others is kept beside and adds nothing.
  const freight = await app.call(pivot.read, { query: { rows: 'mode', measures: 'freight,lines' } })
  const total = freight.body.rowKeys.findIndex((keys) => keys.length === 0)
  expect(freight.body.cells[total]).toEqual([688_178_494_100, 10_324])
  for (const [mode, own] of Map.groupBy(deliveries, (delivery) => delivery.mode))
    expect(freight.body.cells[freight.body.rowKeys.findIndex(([key]) => key === mode)]).toEqual([
      own.reduce((sum, { freightE4 }) => sum + freightE4, 0),
      own.length,
    ])

  // Orders, counted by the source: late when one line is.
  const { rows } = await database.owner.query(`
    select count(*)::int as orders, count(*) filter (where kept)::int as otif
    from  (select order_id, bool_and(delivered_on <= promised_on) as kept from order_lines group by 1) o`)
  expect(body.total).toMatchObject({ orders: rows[0].orders, otif: rows[0].otif, complete: rows[0].orders })
  const days = await database.owner.query(`
    select percentile_cont(0.5) within group (order by delivered_on - ordered_on) as median,
           percentile_cont(0.9) within group (order by delivered_on - ordered_on) as ninety
    from   order_lines where delivered_on >= ordered_on`)
  expect([body.total.medianDays, body.total.ninetyDays]).toEqual([days.rows[0].median, days.rows[0].ninety])
}, 120_000)
