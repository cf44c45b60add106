import type { NewOrder } from '@quayside/contract'
import { OrderDraft } from '@quayside/contract'
import { sortKey } from '@quayside/searchkeys'
import { beforeAll, expect, test } from 'vitest'
import { anAccount, aUser, type TestDatabase, testDatabase } from '../../../test/harness.ts'
import { writeAs, writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { anOrder } from './for-tests.ts'
import { type Arrival, takeOrder } from './take-order.ts'

let database: TestDatabase
let chief: User
let customer: { id: string; name: string }
const now = new Date('2026-03-02T03:00:00Z')

beforeAll(async () => {
  database = await testDatabase()
  chief = await aUser(database)
  customer = await writeAsOwner(database, (tx) =>
    anAccount(tx, { name: '海运客户', number: 'C-1', external_key: 'erp-1', sort_key: sortKey('海运客户') }),
  )
})

const take = (given: NewOrder, arrival: Partial<Arrival> = {}, user = chief) =>
  writeAs(database, user.id, (tx) =>
    takeOrder(tx, user, OrderDraft.parse(given), { channel: 'edi', receivedAt: now, ...arrival }),
  )
const kindsOf = async (id: string) =>
  (
    await database.owner.query<{ kind: string }>('select kind from events where subject_id = $1 order by seq', [id])
  ).rows.map(({ kind }) => kind)
const codesOf = (taken: { reasons: { code: string }[] }) => taken.reasons.map(({ code }) => code)

test('an order is taken with all that belongs to it, confirmed, and told on the spine', async () => {
  const taken = await take(anOrder({ id: customer.id }))
  expect(taken).toMatchObject({ outcome: 'taken', number: expect.stringMatching(/^SO-2026-\d{6}$/) })
  const { rows } = await database.owner.query(
    `select o.kind, o.status, o.account_id, o.currency, o.ordered_on, l.service, l.origin, l.destination, l.amount_e4, l.counts,
            (select count(*)::int from order_goods g where g.order_id = o.id) as goods,
            (select array_agg(p.unlocode order by p.position) from order_places p where p.order_id = o.id) as ports
     from orders o join order_lines l on l.order_id = o.id where o.id = $1`,
    [taken.orderId],
  )
  expect(rows).toEqual([
    expect.objectContaining({
      kind: 'service',
      status: 'confirmed',
      account_id: customer.id,
      service: 'sea',
      origin: 'Shanghai',
      goods: 1,
      counts: true,
      ports: ['CNSHA', 'DEHAM'],
    }),
  ])
  expect(await kindsOf(taken.orderId)).toEqual(['order.taken', 'order.confirmed'])
})

test('a customer is recognised by id, number, key, code of a partner and name', async () => {
  await database.owner.query(
    `insert into account_codes (id, partner, code, account_id) values (gen_random_uuid(), 'ACME', 'K-9', $1)`,
    [customer.id],
  )
  for (const ref of [
    { number: 'C-1' },
    { externalKey: 'erp-1' },
    { partner: 'ACME', code: 'K-9' },
    { name: '海运客户' },
  ])
    expect((await take(anOrder(ref))).outcome).toBe('taken')
})

test('an order with a fault waits in quarantine with its reasons, and is no sale', async () => {
  const faulty = await take({ ...anOrder({ number: 'nobody' }), requestedOn: '2026-02-30', currency: 'XXQ' })
  expect(faulty.outcome).toBe('quarantined')
  expect(codesOf(faulty)).toEqual(expect.arrayContaining(['customerUnknown', 'noSuchDay', 'currencyUnknown']))
  const kept = await database.owner.query('select state, account_id, draft from order_drafts where id = $1', [
    faulty.orderId,
  ])
  expect(kept.rows).toEqual([
    { state: 'quarantined', account_id: null, draft: expect.objectContaining({ requestedOn: '2026-02-30' }) },
  ])
  expect((await database.owner.query('select from orders where id = $1', [faulty.orderId])).rows).toEqual([])
  expect(await kindsOf(faulty.orderId)).toEqual(['order.quarantined'])
})

test('the same key is the same order, also when two come at once', async () => {
  const both = await Promise.all([1, 2, 3].map(() => take(anOrder({ id: customer.id }), { key: 'same-1' })))
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['known', 'known', 'taken'])
  expect(new Set(both.map(({ orderId }) => orderId)).size).toBe(1)
})

test('the same order by two channels is one; another with the reference waits until somebody says so', async () => {
  const order = { ...anOrder({ id: customer.id }), customerReference: 'PO-77/1' }
  const first = await take(order)
  const second = await take({ ...order, customerReference: 'po 77-1' }, { channel: 'api' })
  expect(second).toMatchObject({ outcome: 'known', orderId: first.orderId })
  const other = { ...order, lines: [{ service: 'sea' as const, quantity: 99 }] }
  const third = await take(other, { channel: 'api' })
  expect(third.outcome).toBe('quarantined')
  expect(codesOf(third)).toContain('possibleDouble')
  expect((await take({ ...other, acceptDouble: true })).outcome).toBe('taken')
})

test('an order beyond the limit is held, and two at once do not both fit below it', async () => {
  const limited = await writeAsOwner(database, (tx) => anAccount(tx, { credit_limit_e4: 1_500_0000, currency: 'CNY' }))
  const order = anOrder({ id: limited.id }, { priceE4: 1_000_0000 })
  const both = await Promise.all([take(order), take(order)])
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['held', 'taken'])
  const held = both.find(({ outcome }) => outcome === 'held')
  expect(codesOf(held ?? { reasons: [] })).toContain('creditExceeded')
  expect(await kindsOf(held?.orderId ?? '')).toEqual(['order.taken', 'order.held'])
})

test('orders of a customer on hold are held, those of a frozen one quarantined', async () => {
  const hold = async (kind: string) => {
    const { id } = await writeAsOwner(database, (tx) => anAccount(tx))
    await database.owner.query(
      `insert into account_order_holds (id, account_id, kind, reason, since) values (gen_random_uuid(), $1, $2, 'bankrupt', now())`,
      [id, kind],
    )
    return take(anOrder({ id }))
  }
  expect(await hold('onHold')).toMatchObject({ outcome: 'held' })
  const frozen = await hold('frozen')
  expect(frozen.outcome).toBe('quarantined')
  expect(codesOf(frozen)).toContain('customerFrozen')
})
