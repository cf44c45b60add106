import { addEdiChannel } from '@quayside/contract'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { testApp, testDatabase } from '../../../../test/harness.ts'
import {
  aPartner,
  type EdiWorld,
  ediWorld,
  handIn,
  messagesOf,
  removeEdiFolder,
  tender,
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
