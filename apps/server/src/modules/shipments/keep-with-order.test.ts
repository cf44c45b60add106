import * as contract from '@quayside/contract'
import { beforeAll, expect, test } from 'vitest'
import { anAccount, aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../test/harness.ts'
import { writeAsOwner } from '../../platform/database.ts'
import { followAll } from './for-tests.ts'

const now = new Date('2026-11-20T08:00:00Z')
let database: TestDatabase
let api: TestApp
let accountId: string
beforeAll(async () => {
  database = await testDatabase()
  const dispatcher = await aUser(database)
  api = await testApp(database, { as: dispatcher, now })
  accountId = (await writeAsOwner(database, (tx) => anAccount(tx, { owner_id: dispatcher.id }))).id
})

type Line = contract.NewOrder['lines'][number]
const road = (origin: string, destination: string): Line => ({
  ...{ service: 'road', origin, destination, priceE4: 100_0000 },
})
const anOrder = (...lines: Line[]) => anOrderOf('2026-11-20', ...lines)
async function anOrderOf(orderedOn: string, ...lines: Line[]): Promise<string> {
  const { body } = await api.call(contract.createOrder, {
    body: { customer: { id: accountId }, currency: 'CNY', orderedOn, lines },
  })
  expect(body.outcome).toBe('taken')
  await follow()
  return body.orderId ?? expect.fail()
}
const follow = () => followAll(database)
const versionOf = async (id: string) => (await api.call(contract.readOrder, { params: { id } })).body.version
async function change(id: string, lines: Line[]) {
  await api.call(contract.changeOrder, {
    params: { id },
    version: await versionOf(id),
    body: { change: { lines }, reason: 'asked by telephone' },
  })
  await follow()
}
async function cancel(id: string) {
  await api.call(contract.cancelOrder, { params: { id }, version: await versionOf(id), body: { reason: 'called off' } })
  await follow()
}
const shipmentsOf = async (id: string) =>
  (
    await database.owner.query<{ id: string; state: string; origin: string; destination: string }>(
      'select id, state, origin, destination from shipments where order_id = $1 order by line_no',
      [id],
    )
  ).rows
const shown = async (id: string) =>
  (await shipmentsOf(id)).map(({ state, origin, destination }) => `${origin} → ${destination}: ${state}`)

test('with its order a shipment that has not begun is cancelled, once, and one under way goes on', async () => {
  const order = await anOrder(road('Shanghai', 'Wuhan'), road('Shanghai', 'Chengdu'))
  await cancel(order)
  await follow()
  expect(await shown(order)).toEqual(['Shanghai → Wuhan: cancelled', 'Shanghai → Chengdu: cancelled'])
  const { rows } = await database.owner.query(
    `select count(*)::integer as events from events where kind = 'shipment.milestone' and subject_id = any ($1)`,
    [(await shipmentsOf(order)).map(({ id }) => id)],
  )
  expect(rows).toEqual([{ events: 2 }])
  expect((await api.call(contract.readOrder, { params: { id: order } })).body.status).toBe('cancelled')

  const begun = await anOrder(road('Tianjin', 'Xian'))
  const [shipment] = await shipmentsOf(begun)
  await database.owner.query(`update shipments set state = 'inTransit' where id = $1`, [shipment?.id])
  await cancel(begun)
  expect(await shown(begun)).toEqual(['Tianjin → Xian: inTransit'])
})

test('a changed order changes what has not begun, opens what it adds and cancels what it leaves out', async () => {
  const order = await anOrder(road('Shanghai', 'Wuhan'), road('Shanghai', 'Chengdu'))
  await change(order, [road('Ningbo', 'Wuhan'), road('Shanghai', 'Chengdu'), road('Shanghai', 'Guangzhou')])
  expect(await shown(order)).toEqual([
    'Ningbo → Wuhan: planned',
    'Shanghai → Chengdu: planned',
    'Shanghai → Guangzhou: planned',
  ])
  // What stands first now is what stood second: lines are known by their place.
  await change(order, [road('Shanghai', 'Chengdu'), road('Shanghai', 'Guangzhou')])
  expect(await shown(order)).toEqual([
    'Shanghai → Chengdu: planned',
    'Shanghai → Guangzhou: planned',
    'Shanghai → Guangzhou: cancelled',
  ])
})

test('what somebody changed of a shipment himself stays as he left it', async () => {
  const order = await anOrder(road('Shanghai', 'Wuhan'))
  const [shipment] = await shipmentsOf(order)
  await api.call(contract.changeShipment, {
    params: { id: shipment?.id ?? '' },
    version: 1,
    body: { origin: 'Suzhou' },
  })
  await change(order, [road('Ningbo', 'Wuhan')])
  expect(await shown(order)).toEqual(['Suzhou → Wuhan: planned'])
})

test('one dated ahead may be cancelled today, and its shipment knows it', async () => {
  const order = await anOrderOf('2026-11-21', road('Shanghai', 'Nanjing'))
  await cancel(order)
  expect(await shown(order)).toEqual(['Shanghai → Nanjing: cancelled'])
  expect((await database.owner.query('select from unplaced_milestones')).rowCount).toBe(0)
})
