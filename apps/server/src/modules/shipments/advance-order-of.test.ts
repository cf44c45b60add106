import type { MilestoneCode, OrderStatus } from '@quayside/contract'
import { beforeAll, expect, test } from 'vitest'
import { anAccount, aUser, type TestDatabase, testDatabase } from '../../../test/harness.ts'
import { writeAs, writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'
import { followAll } from './for-tests.ts'
import { openShipment } from './open-shipment.ts'
import { recordMilestone } from './record-milestone.ts'

const now = new Date('2026-11-20T08:00:00Z')
let database: TestDatabase
let dispatcher: User
let accountId: string

beforeAll(async () => {
  database = await testDatabase()
  dispatcher = await aUser(database, { roles: ['dispatcher'] })
  accountId = (await writeAsOwner(database, (tx) => anAccount(tx, { owner_id: dispatcher.id }))).id
})

async function anOrderWith(shipments: number, { status = 'confirmed', kind = 'service' } = {}) {
  const orderId = newId()
  await database.owner.query(
    `insert into orders (id, account_id, number, kind, ordered_on, currency, status, hold_reasons, cancelled_at)
     values ($1, $2, $3, $4, '2026-11-10', 'CNY', $5::text, '[{"code": "heldByHand"}]', case $5::text when 'cancelled' then now() end)`,
    [orderId, accountId, `O-${orderId}`, kind, status],
  )
  const ids: string[] = []
  for (let n = 0; n < shipments; n++)
    ids.push(
      (await writeAsOwner(database, (tx) => openShipment(tx, null, { accountId, orderId, mode: 'road' } as never, now)))
        .id,
    )
  return { orderId, ids }
}
const follow = () => followAll(database)
const tell = async (id: string | undefined, code: MilestoneCode, at: string, kind: 'actual' | 'planned' = 'actual') => {
  await writeAs(database, dispatcher.id, (tx) =>
    recordMilestone(tx, dispatcher, { shipment: { id: id ?? '' }, code, kind, at, source: 'edi' }, now),
  )
  await follow()
}
const statusOf = async (id: string) =>
  (await database.owner.query<{ status: OrderStatus }>('select status from orders where id = $1', [id])).rows[0]?.status
const setStatus = (id: string, status: OrderStatus) =>
  database.owner.query('update orders set status = $2 where id = $1', [id, status])
const told = async (id: string) =>
  (
    await database.owner.query<{ kind: string }>(
      `select kind from events where subject_id = $1 and actor_id is null order by seq`,
      [id],
    )
  ).rows.map(({ kind }) => kind)

test('an order is under way with its first shipment and completed with its last, each told once', async () => {
  const { orderId, ids } = await anOrderWith(3)
  await tell(ids[0], 'booked', '2026-11-18T06:00Z')
  await tell(ids[0], 'pickedUp', '2026-11-25T06:00Z', 'planned')
  expect(await statusOf(orderId)).toBe('confirmed')
  await tell(ids[0], 'pickedUp', '2026-11-18T07:00Z')
  expect(await statusOf(orderId)).toBe('inTransit')
  await tell(ids[1], 'departed', '2026-11-18T07:00Z')
  await tell(ids[0], 'delivered', '2026-11-19T06:00Z')
  await tell(ids[1], 'delivered', '2026-11-19T06:00Z')
  expect(await statusOf(orderId)).toBe('inTransit')
  // One that will never be keeps nobody waiting.
  await tell(ids[2], 'cancelled', '2026-11-19T07:00Z')
  expect(await statusOf(orderId)).toBe('completed')
  await tell(ids[1], 'delivered', '2026-11-19T09:00Z')
  expect(await told(orderId)).toEqual(['order.started', 'order.completed'])
})

test('an order held, cancelled or imported stays as it is; one released catches up with its shipments', async () => {
  const held = await anOrderWith(1, { status: 'held' })
  const cancelled = await anOrderWith(1, { status: 'cancelled' })
  const imported = await anOrderWith(1, { kind: 'goods' })
  for (const { ids } of [held, cancelled, imported])
    for (const code of ['pickedUp', 'delivered'] as const) await tell(ids[0], code, '2026-11-19T06:00Z')
  expect(await Promise.all([held, cancelled, imported].map(({ orderId }) => statusOf(orderId)))).toEqual([
    'held',
    'cancelled',
    'confirmed',
  ])
  await setStatus(held.orderId, 'confirmed')
  await database.owner.query(
    `insert into events (id, at, actor_id, subject_type, subject_id, account_id, kind) values ($1, $2, $3, 'order', $4, $5, 'order.released')`,
    [newId(), now, dispatcher.id, held.orderId, accountId],
  )
  await follow()
  expect(await statusOf(held.orderId)).toBe('completed')
  expect(await told(held.orderId)).toEqual(['order.completed'])
})

test('goods that come back complete no order, and an order that somebody set back stays so until a shipment tells more', async () => {
  const { orderId, ids } = await anOrderWith(2)
  await tell(ids[0], 'delivered', '2026-11-18T06:00Z')
  await tell(ids[1], 'returned', '2026-11-18T06:00Z')
  await tell(ids[1], 'outForDelivery', '2026-11-18T05:00Z')
  expect(await statusOf(orderId)).toBe('inTransit')
  await setStatus(orderId, 'confirmed')
  await tell(ids[1], 'gateOut', '2026-11-18T07:00Z')
  expect(await statusOf(orderId)).toBe('confirmed')
})
