import { readFile } from 'node:fs/promises'
import { shipmentOtif } from '@quayside/contract'
import { expect, test } from 'vitest'
import { check, realData, run } from '../src/modules/accounts/imports/for-tests.ts'
import { openShipmentsOf } from '../src/modules/shipments/index.ts'
import { writeAsOwner } from '../src/platform/database.ts'
import { aUser, testApp, testDatabase, testFiles } from './harness.ts'

const now = new Date('2026-11-22T08:00:00Z')
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** The file by itself: what was shipped how, and whether it came after the day it was scheduled for. */
function deliveriesOf(content: string) {
  const [head = '', ...lines] = content.split(/\r\n?|\n/).filter((line) => line !== '')
  const columns = head.split('\t')
  const day = (text = '') => {
    const [date, month = '', year] = text.split('-')
    return Date.UTC(2000 + Number(year), months.indexOf(month), Number(date))
  }
  return lines.map((line) => {
    const cells = line.split('\t')
    const cell = (name: string) => cells[columns.indexOf(name)] ?? ''
    const word = cell('Shipment Mode')
    return {
      mode: { Air: 'air', 'Air Charter': 'air', Ocean: 'sea', Truck: 'road' }[word] ?? 'other',
      late: day(cell('Delivered to Client Date')) > day(cell('Scheduled Delivery Date')),
    }
  })
}

test('SCMS: its lines become shipments with milestones; OTIF overall and by mode is what the file itself says', async () => {
  const path = realData('scms/SCMS_Delivery_History_Dataset.csv')
  if (!path) return
  const database = await testDatabase()
  const files = testFiles(database)
  const app = await testApp(database, { as: await aUser(database), now, files })
  const desk = { app, database, files, now }
  const content = await readFile(path)
  const checked = await check(desk, 'SCMS.csv', content, { target: 'customersAndOrders', currency: 'USD' })
  await run(desk, checked.id)
  const orders = (await database.owner.query<{ id: string }>('select id from orders')).rows.map(({ id }) => id)
  for (let at = 0; at < orders.length; at += 500)
    await writeAsOwner(database, (tx) => openShipmentsOf(tx, null, orders.slice(at, at + 500), now))

  const deliveries = deliveriesOf(content.toString('utf8'))
  const { body } = await app.call(shipmentOtif, { query: { by: 'mode' } })
  expect(body.total).toMatchObject({
    shipments: 10_324,
    judged: 10_324,
    onTime: 9_138,
    early: 0,
    late: 1_186,
    missing: 0,
    inFull: 10_324,
    otif: 9_138,
  })
  const expected = [...Map.groupBy(deliveries, ({ mode }) => mode)].map(([mode, own]) => {
    const late = own.filter((one) => one.late).length
    return [mode, own.length, own.length - late, late]
  })
  expect(body.parts.map((part) => [part.key, part.judged, part.onTime, part.late]).toSorted()).toEqual(
    expected.toSorted(),
  )

  // Told again, nothing is opened a second time; the milestones are those of the file.
  expect(await writeAsOwner(database, (tx) => openShipmentsOf(tx, null, orders.slice(0, 500), now))).toEqual([])
  const milestones = await database.owner.query<{ n: number }>(
    `select count(*)::int as n from shipment_milestones m join shipments s on s.id = m.shipment_id
     join order_lines l on l.order_id = s.order_id and l.line_no = s.line_no
     where m.code = 'delivered' and (m.at at time zone 'UTC')::date = l.delivered_on and s.delivered_on = l.delivered_on`,
  )
  expect(milestones.rows[0]?.n).toBe(10_324)

  // Terms of one customer change his part alone.
  const late = await database.owner.query<{ account_id: string; n: number }>(
    'select account_id, count(*)::int as n from shipments where delivered_on > promised_on and delivered_on <= promised_on + 30 group by 1 order by 2 desc limit 1',
  )
  const { account_id, n } = late.rows[0] ?? { account_id: '', n: 0 }
  await database.owner.query(
    'insert into service_definitions (id, account_id, grace_days) values (gen_random_uuid(), $1, 30)',
    [account_id],
  )
  expect((await app.call(shipmentOtif, { query: {} })).body.total.late).toBe(1_186 - n)
}, 120_000)
