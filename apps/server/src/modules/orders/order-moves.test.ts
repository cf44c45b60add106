import { OrderDraft, OrderStatus, orderMoves } from '@quayside/contract'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { anAccount, aUser, type TestDatabase, testDatabase } from '../../../test/harness.ts'
import { type Tx, writeAs, writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { Refusal } from '../../platform/refusal.ts'
import { anOrder } from './for-tests.ts'
import { cancelOrder, holdOrder, progressOrder, releaseOrder } from './move-order.ts'
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

const acting = <T>(work: (tx: Tx) => Promise<T>) => writeAs(database, chief.id, work)
const take = () =>
  acting((tx) => takeOrder(tx, chief, OrderDraft.parse(anOrder({ id: customer })), { channel: 'edi', receivedAt: now }))
const statusOf = async (id: string) =>
  (await database.owner.query<{ status: OrderStatus }>('select status from orders where id = $1', [id])).rows[0]?.status

/** The acts there are, and what each leads to from where. Progress told twice is told once, and cancelling a cancelled order is no fault. */
const acts = {
  hold: { to: 'held', do: (tx: Tx, id: string) => holdOrder(tx, chief, id, { note: 'wait', now }), again: false },
  release: {
    to: 'confirmed',
    do: (tx: Tx, id: string) => releaseOrder(tx, chief, id, { note: '', now }),
    again: false,
  },
  start: {
    to: 'inTransit',
    do: (tx: Tx, id: string) => progressOrder(tx, chief, id, { to: 'inTransit', now }),
    again: true,
  },
  complete: {
    to: 'completed',
    do: (tx: Tx, id: string) => progressOrder(tx, chief, id, { to: 'completed', now }),
    again: true,
  },
  stepBack: {
    to: 'confirmed',
    do: (tx: Tx, id: string) => progressOrder(tx, chief, id, { to: 'confirmed', now }),
    again: true,
  },
  cancel: {
    to: 'cancelled',
    do: (tx: Tx, id: string) => cancelOrder(tx, chief, id, { reason: 'no need', now }),
    again: true,
  },
} as const
type Act = keyof typeof acts

test('whatever is done to orders in whatever order, each goes its allowed ways alone, and every step is told once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...(Object.keys(acts) as Act[])), { maxLength: 10 }), async (done) => {
      const { orderId } = await take()
      let status: OrderStatus = 'confirmed'
      let steps = 0
      for (const name of done) {
        const act = acts[name]
        const onlyByRelease = status === 'held' && act.to === 'confirmed' && name !== 'release'
        const stays = act.again && act.to === status
        const goes = orderMoves[status].includes(act.to) && !onlyByRelease
        const outcome = await acting((tx) => act.do(tx, orderId)).then(
          () => 'done',
          (error: unknown) => (error instanceof Refusal ? error.code : Promise.reject(error)),
        )
        expect([status, name, outcome]).toEqual([status, name, goes || stays ? 'done' : 'orderCannotMove'])
        if (goes && !stays) {
          status = act.to
          steps += name === 'release' ? 2 : 1
        }
        expect(await statusOf(orderId)).toBe(status)
      }
      const told = await database.owner.query('select count(*)::int as n from events where subject_id = $1', [orderId])
      expect(told.rows[0].n).toBe(2 + steps)
    }),
    { numRuns: 40 },
  )
})

test('the database holds to the same ways as the contract', async () => {
  for (const from of OrderStatus.options)
    for (const to of OrderStatus.options.filter((one) => one !== from)) {
      const { orderId } = await take()
      await database.owner.query(
        `alter table orders disable trigger orders_move_rightly;
         update orders set status = '${from}', cancelled_at = ${from === 'cancelled' ? 'now()' : 'null'}, hold_reasons = '[{"code":"x"}]' where id = '${orderId}';
         alter table orders enable trigger orders_move_rightly`,
      )
      const went = await database.owner
        .query(
          `update orders set status = $2, cancelled_at = case when $2 = 'cancelled' then now() end where id = $1`,
          [orderId, to],
        )
        .then(
          () => true,
          () => false,
        )
      expect([from, to, went]).toEqual([from, to, orderMoves[from].includes(to)])
    }
})
