import { afterAll, beforeAll, expect, test } from 'vitest'
import { testSecret } from '../../test/global-setup.ts'
import { type TestDatabase, testDatabase, testFiles } from '../../test/harness.ts'
import { silentLog } from '../platform/log.ts'
import { loadDemo, loadEdi, loadWebhooks } from './index.ts'

const now = new Date('2026-11-22T02:00:00Z')
let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
  await loadDemo(database, now, { customers: 120, linesPerCustomer: 20 })
  const context = { database, files: testFiles(database), clock: () => now, log: silentLog, secret: testSecret }
  await loadEdi(context)
  await loadWebhooks(context)
})
afterAll(() => database.drop())

const counted = async (query: string) => (await database.owner.query(query)).rows

test('the EDI centre of the demonstration has orders that were taken and messages that wait for a person, each for its reason', async () => {
  expect(
    await counted(
      `select type, status, case status when 'quarantined' then reasons -> 0 ->> 'code' else outcome end as why, count(*)::int from edi_messages where direction = 'in'
       group by 1, 2, 3 order by 1, 2, 3`,
    ),
  ).toEqual([
    { type: '204', status: 'quarantined', why: 'envelopeFault', count: 1 },
    { type: '204', status: 'quarantined', why: 'partnerUnknown', count: 1 },
    { type: '204', status: 'taken', why: 'taken', count: 4 },
    { type: '214', status: 'quarantined', why: 'shipmentUnknown', count: 1 },
    { type: '997', status: 'taken', why: 'receipt', count: 2 },
    { type: 'ORDERS', status: 'quarantined', why: 'customerUnknown', count: 1 },
    { type: 'ORDERS', status: 'taken', why: 'taken', count: 2 },
  ])
  expect(await counted(`select count(*)::int from edi_interchanges where state = 'repeated'`)).toEqual([{ count: 1 }])
})

test('what was taken is answered: acknowledged by the partner, waiting for that, or not fetched yet', async () => {
  expect(
    await counted(
      `select type, status, count(*)::int from edi_messages where direction = 'out' and type in ('990', 'ORDRSP') group by 1, 2 order by 1, 2`,
    ),
  ).toEqual([
    { type: '990', status: 'acknowledged', count: 2 },
    { type: '990', status: 'sent', count: 1 },
    { type: '990', status: 'waiting', count: 1 },
    { type: 'ORDRSP', status: 'sent', count: 2 },
  ])
})

test('its webhooks show every state of a message, and nobody outside is called', async () => {
  expect(
    await counted(
      `select e.state as endpoint, d.state, count(*) > 0 as some, bool_and(d.attempts = (select count(*) from webhook_attempts a where a.delivery_id = d.id)) as logged
       from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id group by 1, 2 order by 1, 2`,
    ),
  ).toEqual([
    { endpoint: 'disabled', state: 'delivered', some: true, logged: true },
    { endpoint: 'disabled', state: 'failed', some: true, logged: true },
    { endpoint: 'paused', state: 'delivered', some: true, logged: true },
    { endpoint: 'paused', state: 'failed', some: true, logged: true },
    { endpoint: 'paused', state: 'waiting', some: true, logged: true },
  ])
})
