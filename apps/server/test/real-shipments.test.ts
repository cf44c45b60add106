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
  // Days of ordering are written another way than those of delivery.
  const day = (text = '') => {
    const [, m, d, y] = /^(\d+)\/(\d+)\/\d*(\d\d)$/.exec(text) ?? []
    if (y) return Date.UTC(2000 + Number(y), Number(m) - 1, Number(d))
    const [date, month = '', year] = text.split('-')
    return Date.UTC(2000 + Number(year), months.indexOf(month), Number(date))
  }
  return lines.map((line) => {
    const cells = line.split('\t')
    const cell = (name: string) => cells[columns.indexOf(name)] ?? ''
    const word = cell('Shipment Mode')
    const way = [cell('Manufacturing Site'), cell('Country'), word]
    return {
      ordered: day(cell('PO Sent to Vendor Date')) || day(cell('PQ First Sent to Client Date')),
      delivered: day(cell('Delivered to Client Date')),
      // The narrowest first, as expect_shipment looks for what is like it.
      likes: [[...way, cell('Vendor')].join(), way.join(), way.slice(1).join(), word],
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
    await writeAsOwner(database, (tx) => openShipmentsOf(tx, null, orders.slice(at, at + 500), () => now))

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
  expect(await writeAsOwner(database, (tx) => openShipmentsOf(tx, null, orders.slice(0, 500), () => now))).toEqual([])
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

test('SCMS: of what was ordered since 2011 about four of five came within the band that the deliveries known by then gave', async () => {
  const path = realData('scms/SCMS_Delivery_History_Dataset.csv')
  if (!path) return
  const known = deliveriesOf(await readFile(path, 'utf8')).filter(({ ordered, delivered }) => delivered >= ordered)
  const inTime = known.toSorted((one, other) => one.delivered - other.delivered)
  const tried = known.filter(({ ordered }) => ordered >= Date.UTC(2011, 0)).filter((_, at) => at % 4 === 0)
  const alike = Map.groupBy(
    inTime.flatMap((one) => one.likes.map((way, level) => ({ ...one, like: `${level} ${way}` }))),
    ({ like }) => like,
  )
  const asked = tried.flatMap(({ ordered, delivered, likes }) => {
    const like = likes
      .map((way, level) => (alike.get(`${level} ${way}`) ?? []).filter((one) => one.delivered <= ordered))
      .find(({ length }) => length >= 8)
    const durations = like?.slice(-200).map((one) => (one.delivered - one.ordered) / 86_400_000)
    return durations ? [{ durations, took: (delivered - ordered) / 86_400_000 }] : []
  })
  const database = await testDatabase()
  const { rows } = await database.owner.query<{ n: number; band: number; quantiles: number }>(
    `select count(*)::int as n, avg((took between band[1] and band[2])::int)::float8 as band, avg((took between q[1] and q[2])::int)::float8 as quantiles
     from   jsonb_to_recordset($1) as x (durations jsonb, took float8)
     cross  join lateral (select array(select d::float8 from jsonb_array_elements_text(durations) d) as all_of) h
     cross  join lateral (select arrival_band(all_of) as band, (select percentile_cont(array[0.1, 0.9]) within group (order by d) from unnest(all_of) d) as q) e`,
    [JSON.stringify(asked)],
  )
  const [{ n, band, quantiles }] = rows as [{ n: number; band: number; quantiles: number }]
  expect(n).toBeGreaterThan(1_000)
  // Measured 78 of 100; by quantiles alone 66.
  expect(band).toBeGreaterThan(0.74)
  expect(band).toBeLessThan(0.86)
  expect(band).toBeGreaterThan(quantiles + 0.08)
}, 60_000)
