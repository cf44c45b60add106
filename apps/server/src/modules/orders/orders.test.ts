import * as contract from '@quayside/contract'
import { beforeAll, expect, test } from 'vitest'
import { anAccount, aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../test/harness.ts'
import { writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'

let database: TestDatabase
let api: TestApp
let seller: User
let clerk: User
let mine: string
const total = 25

beforeAll(async () => {
  database = await testDatabase()
  const chief = await aUser(database)
  seller = await aUser(database, {
    rights: { modules: { accounts: 'own', orders: 'own' }, categories: { basic: true, finance: true } },
  })
  clerk = await aUser(database, {
    rights: { modules: { accounts: { read: 'all' }, orders: { read: 'all' } }, categories: { basic: true } },
  })
  api = await testApp(database, { as: chief })
  await writeAsOwner(database, async (tx) => {
    mine = (await anAccount(tx, { name: 'Mine', owner_id: seller.id })).id
    const other = (await anAccount(tx, { name: 'Other' })).id
    for (let n = 0; n < total; n++) {
      const id = newId()
      const account_id = n % 5 ? other : mine
      const ordered_on = `2026-01-${10 + (n % 4)}`
      await tx
        .insertInto('orders')
        .values({
          id,
          number: `O-${100 + n}`,
          account_id,
          ordered_on,
          currency: 'CNY',
          reference: `PO ${n}`,
          attributes: JSON.stringify({ price: 'secret-price' }),
        })
        .execute()
      const line = { order_id: id, account_id, ordered_on, currency: 'CNY', freight_note: 'See DN-304' }
      await tx
        .insertInto('order_lines')
        .values(
          [1, 2].map((line_no) => ({
            ...line,
            id: newId(),
            line_no,
            amount_e4: 777_000 + n,
            cost_e4: 555_000,
            freight_e4: 333_000,
            quantity: '1.5',
          })),
        )
        .execute()
    }
  })
})

const list = async (query: Record<string, unknown> = {}, as?: User) =>
  (await api.call(contract.listOrders, { query, ...(as ? { as } : {}) })).body

test('orders are walked newest first, each once', async () => {
  const met: contract.Order['number'][] = []
  let cursor: string | undefined
  do {
    const page = await list({ limit: 4, ...(cursor ? { cursor } : {}) })
    met.push(...page.rows.map((row) => `${row.orderedOn} ${row.number}`))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(new Set(met).size).toBe(total)
  expect(met.map((one) => one.slice(0, 10))).toEqual(
    met
      .map((one) => one.slice(0, 10))
      .toSorted()
      .toReversed(),
  )
})

test('orders are narrowed by account, day, status and the beginning of a number or reference', async () => {
  expect((await list({ accountId: mine })).rows).toHaveLength(5)
  expect((await list({ from: '2026-01-11', to: '2026-01-12' })).rows).toHaveLength(12)
  expect((await list({ status: 'draft' })).rows).toEqual([])
  expect((await list({ search: 'o-107' })).rows.map((row) => row.number)).toEqual(['O-107'])
  expect((await list({ search: 'po 24' })).rows.map((row) => row.number)).toEqual(['O-124'])
})

test('orders are narrowed to those one import made', async () => {
  const batch = newId()
  await database.owner.query(`update orders set import_batch_id = $1 where number in ('O-103', 'O-104')`, [batch])
  expect((await list({ batch })).rows.map((row) => row.number).toSorted()).toEqual(['O-103', 'O-104'])
  expect((await list({ batch: newId() })).rows).toEqual([])
})

test('an order is read with its lines', async () => {
  const [row] = (await list({ search: 'O-100' })).rows
  const { body } = await api.call(contract.readOrder, { params: { id: row?.id ?? '' } })
  expect(body).toMatchObject({
    account: { name: 'Mine' },
    lines: 2,
    amountE4: 1_554_000,
    lineItems: [{ lineNo: 1, quantity: '1.5000' }, { lineNo: 2 }],
  })
})

test('one sees orders of the accounts one sees, and no money without the category', async () => {
  expect((await list({}, seller)).rows).toHaveLength(5)
  const [row] = (await list({ search: 'O-101' })).rows
  expect((await api.refused(contract.readOrder, { params: { id: row?.id ?? '' }, as: seller })).status).toBe(404)
  for (const url of ['/api/orders', `/api/orders/${row?.id}`]) {
    const reply = await api.inject({ method: 'GET', url, as: clerk })
    expect(reply.statusCode).toBe(200)
    // Ids are random and may hold any digits.
    const told = reply.body.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')
    expect(told).not.toMatch(/777|1554|555000|333000|secret-price|DN-304/)
  }
})
