import { OrderDraft } from '@quayside/contract'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { anAccount, aUser, type TestDatabase, testDatabase } from '../../../test/harness.ts'
import { type Tx, writeAs, writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { anOrder } from './for-tests.ts'
import { takeOrder } from './take-order.ts'

let database: TestDatabase
let chief: User
let customer: string
const now = new Date('2026-03-02T03:00:00Z')

beforeAll(async () => {
  database = await testDatabase()
  chief = await aUser(database)
  customer = (await writeAsOwner(database, (tx) => anAccount(tx))).id
})

const take = (key: string, then: (tx: Tx) => Promise<unknown> = async () => undefined) =>
  writeAs(database, chief.id, async (tx) => {
    const taken = await takeOrder(tx, chief, OrderDraft.parse(anOrder({ id: customer })), {
      channel: 'api',
      key,
      receivedAt: now,
    })
    await then(tx)
    return taken
  })
const standing = async () =>
  (await database.owner.query<{ n: number }>('select count(*)::int as n from orders')).rows[0]?.n

test('a server that dies with an order half written leaves nothing, and the same order sent again is taken once', async () => {
  const before = await standing()
  const dying = take('die-1', (tx) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx))
  await expect(dying).rejects.toThrow()
  expect(await standing()).toBe(before)
  const again = await take('die-1')
  expect(again.outcome).toBe('taken')
  expect(await take('die-1')).toMatchObject({ outcome: 'known', orderId: again.orderId })
  expect(await standing()).toBe((before ?? 0) + 1)
})

test('whoever waits behind one that dies takes the order himself', async () => {
  let release: (value: unknown) => void = () => undefined
  const held = new Promise((resolve) => {
    release = resolve
  })
  const first = take('die-2', async () => {
    await held
    throw new Error('power cut')
  })
  const second = take('die-2')
  await expect
    .poll(
      async () =>
        (
          await database.owner.query(`select from pg_stat_activity where wait_event_type = 'Lock' and datname = $1`, [
            database.name,
          ])
        ).rowCount,
    )
    .toBe(1)
  release(null)
  await expect(first).rejects.toThrow('power cut')
  expect((await second).outcome).toBe('taken')
})

test('fifty at once under ten keys are ten orders', async () => {
  const before = (await standing()) ?? 0
  const taken = await Promise.all(Array.from({ length: 50 }, (_, n) => take(`many-${n % 10}`)))
  expect(taken.filter(({ outcome }) => outcome === 'taken')).toHaveLength(10)
  expect(await standing()).toBe(before + 10)
})
