import { type CustomerRef, createOrders, OrderDraft } from '@quayside/contract'
import { sortKey } from '@quayside/searchkeys'
import { beforeAll, expect, test } from 'vitest'
import { anAccount, aUser, type TestDatabase, testApp, testDatabase } from '../../../test/harness.ts'
import { writeAs, writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { anOrder } from './for-tests.ts'
import { takeAgainIfBrokenOff } from './take-again.ts'
import { takeOrder } from './take-order.ts'
import { type Incoming, takeOrders } from './take-orders.ts'

let database: TestDatabase
let chief: User
/** Each by its id, its number, a partner's code and its name. */
let customers: CustomerRef[][]
const now = new Date('2026-03-02T03:00:00Z')
const arrival = { channel: 'api', receivedAt: now } as const

beforeAll(async () => {
  database = await testDatabase()
  chief = await aUser(database)
  customers = await Promise.all(
    Array.from({ length: 4 }, async (_, n) => {
      // Every other one has a limit, which is locked as long as it is reckoned with.
      const limit = n % 2 === 0 ? { credit_limit_e4: 900_000_000_000, currency: 'CNY' } : {}
      const fields = { name: `Batch ${n}`, number: `B-${n}`, sort_key: sortKey(`Batch ${n}`), ...limit }
      const { id } = await writeAsOwner(database, (tx) => anAccount(tx, fields))
      await database.owner.query(
        `insert into account_codes (id, partner, code, account_id) values (gen_random_uuid(), 'ACME', $1, $2)`,
        [`K-${9 - n}`, id],
      )
      return [{ id }, { number: fields.number }, { partner: 'ACME', code: `K-${9 - n}` }, { name: fields.name }]
    }),
  )
})

const draft = (customer: CustomerRef, more: object = {}) =>
  OrderDraft.parse({ ...anOrder(customer, { priceE4: 1_000_000 }), ...more })
const takeAll = (orders: readonly Incoming[], onFault?: 'refuse') =>
  writeAs(database, chief.id, (tx) => takeOrders(tx, chief, orders, { ...arrival, onFault }))
const standing = async (like: string) =>
  (
    await database.owner.query<{ customer_reference: string }>(
      'select customer_reference from orders where customer_reference like $1 order by 1',
      [like],
    )
  ).rows.map((row) => row.customer_reference)
const deadlocks = async () =>
  Number(
    (await database.owner.query('select deadlocks from pg_stat_database where datname = $1', [database.name])).rows[0]
      ?.deadlocks,
  )
const refOf = (who: number, way: number): CustomerRef => customers[who]?.[way % 4] ?? { name: '' }

/** Twelve orders, of every other batch in opposite order; each batch calls the customers by another way. */
function batchOf(batch: number, name: string): Incoming[] {
  const orders = Array.from({ length: 12 }, (_, n) => {
    const called = `${name}-${String(n).padStart(2, '0')}`
    return { draft: draft(refOf(n % 4, batch), { customerReference: called }), key: called }
  })
  return batch % 2 === 0 ? orders : orders.toReversed()
}

test('batches of other orders with the same customers in opposite order, called otherwise, wait in no ring', async () => {
  const before = await deadlocks()
  const results = await Promise.all([0, 1, 2, 3, 4, 5].map((n) => takeAll(batchOf(n, `OTHER-${n}`))))
  expect(results.flat().map(({ outcome }) => outcome)).toEqual(Array.from({ length: 72 }, () => 'taken'))
  expect(await standing('OTHER-%')).toHaveLength(72)
  expect(await deadlocks()).toBe(before)
})

test('batches of the same orders in opposite order are taken once', async () => {
  const before = await deadlocks()
  const results = await Promise.all([0, 1, 2, 3, 4, 5].map((n) => takeAll(batchOf(n, 'SAME'))))
  const outcomes = results.flat().map(({ outcome }) => outcome)
  expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(12)
  expect(outcomes.filter((outcome) => outcome === 'known')).toHaveLength(60)
  expect(await standing('SAME-%')).toHaveLength(12)
  expect(await deadlocks()).toBe(before)
})

test('a batch waits in no ring with single orders that come with its keys the other way round', async () => {
  const before = await deadlocks()
  const orders = Array.from({ length: 10 }, (_, n) => ({
    draft: draft(refOf(0, n), { customerReference: `ONE-${n}` }),
    key: `single-${n}`,
  }))
  const single = ({ draft: one, key }: { draft: OrderDraft; key: string }) =>
    writeAs(database, chief.id, (tx) => takeOrder(tx, chief, one, { ...arrival, key }))
  await Promise.all([takeAll(orders), ...orders.toReversed().map(single)])
  expect(await standing('ONE-%')).toHaveLength(10)
  expect(await deadlocks()).toBe(before)
})

test('results stand as the orders were given, and a key that was refused is free for the next', async () => {
  const good = draft(refOf(3, 0))
  const faulty = { ...draft(refOf(1, 1)), lines: [] }
  const orders = [
    { draft: good, key: 'free-1' },
    { draft: faulty, key: 'free-2' },
    { draft: draft(refOf(0, 2)), key: 'free-2' },
    { draft: good, key: 'free-1' },
    { draft: faulty },
  ]
  const first = await takeAll(orders, 'refuse')
  expect(first.map(({ outcome }) => outcome)).toEqual(['taken', 'refused', 'taken', 'known', 'refused'])
  const again = await takeAll(orders.slice(0, 3), 'refuse')
  expect(again.map(({ outcome }) => outcome)).toEqual(['known', 'known', 'known'])
})

test('orders of one request see those before them: the limit they use up, and the reference they have', async () => {
  const limit = { credit_limit_e4: 2_500_000, currency: 'CNY' }
  const { id } = await writeAsOwner(database, (tx) => anAccount(tx, limit))
  const free = refOf(1, 0)
  const orders = [
    draft({ id }, { customerReference: 'L-1' }),
    draft({ id }, { customerReference: 'L-2' }),
    draft({ id }, { customerReference: 'L-3' }),
    draft(free, { customerReference: 'SAME 1' }),
    draft(free, { customerReference: 'same-1' }),
    draft(free, { customerReference: 'SAME1', note: 'other', requestedOn: '2026-05-05' }),
  ].map((one) => ({ draft: one }))
  const taken = await takeAll(orders, 'refuse')
  expect(taken.map(({ outcome }) => outcome)).toEqual(['taken', 'taken', 'held', 'taken', 'known', 'refused'])
  expect(taken[5]?.reasons[0]?.code).toBe('possibleDouble')
})

test('what the database itself refuses of one order is told of that order, and the others stand', async () => {
  await database.owner.query(
    `create function refuse_for_test() returns trigger language plpgsql as $$ begin
       if new.note = 'refuse me' then raise check_violation; end if; return new; end $$;
     create trigger refuse_for_test before insert on orders for each row execute function refuse_for_test()`,
  )
  const api = await testApp(database, { as: chief, now })
  const one = (note: string, key: string) => ({
    ...anOrder(refOf(2, 0), { priceE4: 1_000_000 }),
    note,
    key,
    customerReference: `DB-${key}`,
  })
  const orders = [one('', 'db-1'), one('refuse me', 'db-2'), one('', 'db-3')]
  const { body } = await api.call(createOrders, { body: { orders } })
  expect(body.results.map(({ outcome }) => outcome)).toEqual(['taken', 'refused', 'taken'])
  expect(body.results[1]).toMatchObject({ code: 'notKept', reasons: [{ code: 'notKept', params: { code: '23514' } }] })
  await database.owner.query('drop trigger refuse_for_test on orders')
  const again = await api.call(createOrders, { body: { orders } })
  expect(again.body.results.map(({ outcome }) => outcome)).toEqual(['known', 'taken', 'known'])
  expect(await standing('DB-%')).toHaveLength(3)
})

test('a batch that is broken off is tried once more, and then every order of it is answered for', async () => {
  const deadlock = Object.assign(new Error('deadlock detected'), { code: '40P01' })
  let tries = 0
  const taken = await takeAgainIfBrokenOff(1, async () => {
    if (++tries === 1) throw deadlock
    return takeAll([{ draft: draft(refOf(0, 0)) }])
  })
  expect(taken).toMatchObject([{ outcome: 'taken' }])
  const never = await takeAgainIfBrokenOff(2, () => Promise.reject(deadlock))
  expect(never).toMatchObject([
    { outcome: 'refused', code: 'tryAgain', reasons: [{ code: 'tryAgain', zh: expect.stringContaining('重新发送') }] },
    { outcome: 'refused', code: 'tryAgain' },
  ])
  await expect(takeAgainIfBrokenOff(1, () => Promise.reject(new Error('a defect')))).rejects.toThrow('a defect')
})
