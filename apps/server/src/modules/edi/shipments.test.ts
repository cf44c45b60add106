import { afterAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../../test/harness.ts'
import { writeAsOwner } from '../../platform/database.ts'
import { openShipment } from '../shipments/index.ts'
import {
  aPartner,
  type EdiWorld,
  edifact,
  ediWorld,
  handIn,
  message,
  messagesOf,
  removeEdiFolder,
  tender,
  transaction,
  x12,
} from './for-tests.ts'

let world: EdiWorld
const now = new Date('2026-11-22T12:00:00Z')
beforeEach(async () => {
  world = await ediWorld(await testDatabase(), () => now)
  await aPartner(world, { identifier: 'ACME' })
})
afterAll(() => removeEdiFolder(world))

const aShipment = (value: string) =>
  writeAsOwner(world.database, (tx) =>
    openShipment(tx, null, { accountId: world.account.id, mode: 'road', references: [{ kind: 'pro', value }] }, now),
  )
const status = (control: string, at7: string, pro = 'PRO-1') =>
  transaction('214', control, [`B10*${pro}*SHIP-1*SCAC`, 'LX*1', at7, 'MS1*Suzhou**CN'])
const milestones = async () =>
  (
    await world.database.owner.query(
      `select code, kind, place, source from shipment_milestones order by recorded_at, at`,
    )
  ).rows

test('a 214 puts what happened on the shipment, once however often it comes', async () => {
  await aShipment('PRO-1')
  const at7 = 'AT7*D1*NS***20261122*0930*UT'
  const file = await handIn(world, x12([status('0001', at7)], { kind: 'QM' }))
  expect(await messagesOf(world, file)).toMatchObject([{ status: 'taken', outcome: 'milestone', reference: 'SHIP-1' }])
  await handIn(world, x12([status('0001', at7)], { kind: 'QM', control: '2' }))
  expect(await milestones()).toEqual([{ code: 'delivered', kind: 'actual', place: 'Suzhou, CN', source: 'edi' }])
})

test.each([
  ['PRO-1', 'AT7*D1*NS***20261122*1930*UT', 'inFuture'],
  ['PRO-1', 'AT7*ZZ*NS***20261122*0930*UT', 'statusUnknown'],
  ['PRO-1', 'AT7*D1*NS***20261131*0930*UT', 'dateWrong'],
  ['PRO-1', 'AT7*D1*NS', 'timeMissing'],
  ['PRO-2', 'AT7*D1*NS***20261122*0930*UT', 'shipmentUnknown'],
])('a 214 of %s that says %s waits: %s', async (pro, at7, code) => {
  await aShipment('PRO-1')
  const file = await handIn(world, x12([status('0001', at7, pro)], { kind: 'QM' }))
  expect(await messagesOf(world, file)).toMatchObject([{ status: 'quarantined', reasons: [{ code }] }])
  expect(await milestones()).toEqual([])
  expect((await world.database.owner.query('select from unplaced_milestones')).rowCount).toBe(0)
})

test('IFTSTA tells the same in the other standard', async () => {
  await aPartner(world, { identifier: 'EURO', standard: 'edifact', settings: { acknowledge: 'CONTRL' } })
  await aShipment('HBL-7')
  const iftsta = message('IFTSTA', '1', [
    'BGM+77+R1+9',
    'CNI+1+HBL-7',
    'STS+1+24',
    'DTM+334:202611220930:203',
    'LOC+9+CNSHA',
  ])
  const file = await handIn(world, edifact([iftsta], { sender: 'EURO' }))
  expect(await messagesOf(world, file)).toMatchObject([{ status: 'taken', outcome: 'milestone' }])
  expect(await milestones()).toMatchObject([{ code: 'departed', kind: 'actual' }])
})

test('a milestone of an order that is carried by us finds it by the number of its tender', async () => {
  await handIn(world, x12([tender('LOAD-1')]))
  await aShipment('LOAD-1')
  const file = await handIn(
    world,
    x12([status('0001', 'AT7*AF*NS***20261122*0930*UT', 'LOAD-1')], { kind: 'QM', control: '2' }),
  )
  expect(await messagesOf(world, file)).toMatchObject([{ status: 'taken' }])
})

test('an answer to an order is put on it, a bill is entered once', async () => {
  await handIn(world, x12([tender('LOAD-1')]))
  const answer = transaction('990', '0001', ['B1*SCAC*LOAD-1*20261122*D', 'N9*CN*PRO-9'])
  expect(await messagesOf(world, await handIn(world, x12([answer], { kind: 'GF', control: '2' })))).toMatchObject([
    { status: 'taken', outcome: 'declined', order_id: expect.any(String) },
  ])
  const bill = (control: string) =>
    transaction('210', control, ['B3**INV-1*LOAD-1*PP**20261122*125050*****SCAC', 'C3*USD'])
  expect(await messagesOf(world, await handIn(world, x12([bill('0001')], { kind: 'IM', control: '3' })))).toMatchObject(
    [{ status: 'taken', outcome: 'bill' }],
  )
  expect(await messagesOf(world, await handIn(world, x12([bill('0001')], { kind: 'IM', control: '4' })))).toMatchObject(
    [{ status: 'quarantined', reasons: [{ code: 'billKnown' }] }],
  )
  const { rows } = await world.database.owner.query(
    'select number, amount_e4, currency, order_id is not null as ordered from edi_bills',
  )
  expect(rows).toEqual([{ number: 'INV-1', amount_e4: 12_505_000, currency: 'USD', ordered: true }])
})
