import { addEdiChannel } from '@quayside/contract'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { anAccount, testApp, testDatabase } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { openShipment } from '../../shipments/index.ts'
import {
  aPartner,
  type EdiWorld,
  ediWorld,
  handIn,
  messagesOf,
  removeEdiFolder,
  tender,
  transaction,
  work,
  x12,
} from '../for-tests.ts'
import { watchEdi } from '../index.ts'

let world: EdiWorld
beforeEach(async () => {
  world = await ediWorld(await testDatabase())
})
afterAll(() => removeEdiFolder(world))

const queued = async (name: string) =>
  (
    await world.database.owner.query<{ later: boolean }>(
      `select start_after > now() as later from pgboss.job where name = $1 and state = 'created'`,
      [name],
    )
  ).rows

test('a round looks into watched folders, sends what waited for a way and orders the next', async () => {
  const partnerId = await aPartner(world, { identifier: 'ACME' })
  const file = await handIn(world, x12([tender('LOAD-1')]))
  expect(await messagesOf(world, file)).toMatchObject([{ status: 'taken' }])
  const receipt = async () =>
    (await world.database.owner.query(`select state from edi_interchanges where direction = 'out'`)).rows
  expect(await receipt()).toEqual([{ state: 'waiting' }])
  const api = await testApp(world.database, { as: world.chief })
  await api.call(addEdiChannel, {
    params: { id: partnerId },
    body: { settings: { way: 'folder', inFolder: 'acme/in', outFolder: 'acme/out' } },
  })
  await world.database.owner.query(
    `update edi_interchanges set received_at = received_at - interval '5 minutes' where direction = 'out'`,
  )
  await watchEdi(world.database, world.context.clock())
  await watchEdi(world.database, world.context.clock())
  await work(world)
  expect(await receipt()).toEqual([{ state: 'sent' }])
  expect(await queued('edi.watch')).toEqual([{ later: true }])
  const { rows } = await world.database.owner.query(`select looked_at, worked_at, trouble from edi_channels`)
  expect(rows).toEqual([{ looked_at: expect.any(Date), worked_at: expect.any(Date), trouble: null }])
})

test('a round in which nothing is to be done, and one with every kind of way, end without a fault', async () => {
  await watchEdi(world.database, world.context.clock())
  await work(world)
  expect(await queued('edi.watch')).toEqual([{ later: true }])
  const partnerId = await aPartner(world, { identifier: 'ACME' })
  const api = await testApp(world.database, { as: world.chief })
  await api.call(addEdiChannel, { params: { id: partnerId }, body: { settings: { way: 'http' } } })
  await handIn(world, x12([tender('LOAD-1')]))
  await world.database.owner.query(`update edi_interchanges set received_at = received_at - interval '5 minutes'`)
  await world.database.owner.query(`update pgboss.job set start_after = now() where name = 'edi.watch'`)
  await work(world)
  const { rows } = await world.database.owner.query(`select state from edi_interchanges where direction = 'out'`)
  expect(rows).toEqual([{ state: 'waiting' }])
})

test('what came before its shipment or its order is taken once that is here, and not asked for again without cause', async () => {
  await aPartner(world, { identifier: 'ACME' })
  const status = transaction('214', '0001', ['B10*PRO-9*LOAD-9*SCAC', 'LX*1', 'AT7*AF*NS***20261122*0930*UT'])
  const change = transaction('860', '0001', ['BCH*04*SA*PO-9***20261122', 'POC*1*QI*12**EA*2.5**VP*BOLT-9'])
  const early = await handIn(world, x12([status], { kind: 'QM', control: '1' }), 'early.edi')
  const changed = await handIn(world, x12([change], { kind: 'PC', control: '2' }), 'changed.edi')
  const become = async () =>
    [...(await messagesOf(world, early)), ...(await messagesOf(world, changed))].map(({ status, reasons }) => [
      status,
      ...reasons.map(({ code }) => code),
    ])
  const round = async () => {
    await watchEdi(world.database, world.context.clock())
    await work(world)
  }
  const attempts = async () =>
    (await world.database.owner.query(`select sum(attempts)::integer as attempts from edi_messages`)).rows[0].attempts
  const waiting = [
    ['quarantined', 'shipmentUnknown'],
    ['quarantined', 'orderUnknown'],
  ]
  await round()
  expect(await become()).toEqual(waiting)
  expect(await attempts()).toBe(0)
  const elsewhere = await writeAsOwner(world.database, (tx) => anAccount(tx))
  const open = (accountId: string) =>
    writeAsOwner(world.database, (tx) =>
      openShipment(
        tx,
        null,
        { accountId, mode: 'road', references: [{ kind: 'pro', value: 'pro 9' }] },
        world.context.clock(),
      ),
    )
  await open(elsewhere.id)
  await round()
  expect(await become()).toEqual(waiting)
  await open(world.account.id)
  const order = ['BEG*00*SA*PO-9**20261122', 'PO1*1*4*EA*2.5**VP*BOLT-9']
  await handIn(world, x12([transaction('850', '0001', order)], { kind: 'PO', control: '3' }), 'order.edi')
  await round()
  expect(await become()).toEqual([['taken'], ['taken']])
  expect(await attempts()).toBe(2)
})
