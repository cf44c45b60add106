import type { ShipmentReference } from '@quayside/contract'
import { beforeAll, expect, test } from 'vitest'
import { anAccount, aUser, type TestDatabase, testDatabase } from '../../../test/harness.ts'
import { writeAs, writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { followAll } from './for-tests.ts'
import { openShipment } from './open-shipment.ts'
import { recordMilestone, type ToldMilestone } from './record-milestone.ts'

const now = new Date('2026-11-20T08:00:00Z')
let database: TestDatabase
let dispatcher: User
let seller: User
let [his, other] = ['', '']

beforeAll(async () => {
  database = await testDatabase()
  dispatcher = await aUser(database, { roles: ['dispatcher'] })
  seller = await aUser(database, { roles: ['salesRepresentative'] })
  his = (await writeAsOwner(database, (tx) => anAccount(tx, { owner_id: seller.id }))).id
  other = (await writeAsOwner(database, (tx) => anAccount(tx))).id
})

const tell = (value: string, more: Partial<ToldMilestone> = {}, { accountIds }: { accountIds?: string[] } = {}) => {
  const shipment = { references: [{ kind: 'container' as const, value }], ...(accountIds ? { accountIds } : {}) }
  const told = { shipment, code: 'pickedUp', kind: 'actual', at: '2026-11-19T06:00Z', source: 'edi', ...more } as const
  return writeAs(database, dispatcher.id, (tx) => recordMilestone(tx, dispatcher, told, now))
}
async function open(accountId: string, value: string, kind: ShipmentReference['kind'] = 'container') {
  const draft = { accountId, mode: 'sea' as const, references: [{ kind, value }] }
  const { id } = await writeAsOwner(database, (tx) => openShipment(tx, null, draft, now))
  await follow()
  return id
}
const follow = () => followAll(database)
const codesOf = async (id: string) =>
  (
    await database.owner.query<{ code: string; source_key: string | null }>(
      'select code, source_key from shipment_milestones where shipment_id = $1 order by at',
      [id],
    )
  ).rows
const kept = async (id: string | null) =>
  (await database.owner.query('select state, fault, settled_by from unplaced_milestones where id = $1', [id])).rows

test('what was told before its shipment was opened is put on it by itself, once, by any spelling of its reference', async () => {
  const first = await tell('MSCU 123456-7', { key: 'a', sourceDetail: 'Carrier' })
  const second = await tell('mscu1234567', { code: 'departed', at: '2026-11-19T09:00Z' })
  const elsewhere = await tell('MSCU7654321')
  expect([first.outcome, second.outcome]).toEqual(['unknownShipment', 'unknownShipment'])
  const id = await open(his, 'MSCU1234567')
  expect(await codesOf(id)).toEqual([
    { code: 'pickedUp', source_key: 'edi:Carrier:a' },
    { code: 'departed', source_key: null },
  ])
  expect(await kept(first.keptId)).toEqual([{ state: 'placed', fault: 'unknownShipment', settled_by: null }])
  expect(await kept(elsewhere.keptId)).toMatchObject([{ state: 'open' }])
  expect(await tell('MSCU1234567', { key: 'a', sourceDetail: 'Carrier' })).toMatchObject({ outcome: 'known' })
  await follow()
  expect((await database.owner.query('select state from shipments where id = $1', [id])).rows).toEqual([
    { state: 'inTransit' },
  ])
})

test('it waits where the reference is of another kind, and comes with a shipment that gets it later', async () => {
  const { keptId } = await tell('BOX-1')
  const id = await open(his, 'BOX-1', 'bol')
  expect(await kept(keptId)).toMatchObject([{ state: 'open', fault: 'unknownShipment' }])
  await database.owner.query(
    `insert into shipment_references (shipment_id, kind, value) values ($1, 'container', 'BOX-1')`,
    [id],
  )
  await database.owner.query(
    `insert into events (id, at, subject_type, subject_id, account_id, kind) values (gen_random_uuid(), $1, 'shipment', $2, $3, 'shipment.changed')`,
    [now, id, his],
  )
  await follow()
  expect(await kept(keptId)).toMatchObject([{ state: 'placed' }])
})

test('what cannot be true stays for a person, with its fault', async () => {
  const { keptId } = await tell('BOX-2', { at: '2027-01-01T00:00Z' })
  expect(await codesOf(await open(his, 'BOX-2'))).toEqual([])
  expect(await kept(keptId)).toMatchObject([{ state: 'open', fault: 'future' }])
})

test('nobody tells so of a customer he could not tell of', async () => {
  const partner = await tell('BOX-3', {}, { accountIds: [his] })
  expect(await codesOf(await open(other, 'BOX-3'))).toEqual([])
  const id = await open(his, 'BOX-3')
  expect(await codesOf(id)).toMatchObject([{ code: 'pickedUp' }])
  expect(await kept(partner.keptId)).toMatchObject([{ state: 'placed' }])
  const bySeller = await tell('BOX-4')
  await database.owner.query('update unplaced_milestones set received_from = $2 where id = $1', [
    bySeller.keptId,
    seller.id,
  ])
  expect(await codesOf(await open(other, 'BOX-4'))).toEqual([])
  expect(await kept(bySeller.keptId)).toMatchObject([{ state: 'open', fault: 'unknownShipment' }])
})
