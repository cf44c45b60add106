import * as contract from '@quayside/contract'
import { beforeAll, expect, test } from 'vitest'
import { aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../test/harness.ts'
import { writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'

let database: TestDatabase
let api: TestApp
let chief: User
let clerk: User

beforeAll(async () => {
  database = await testDatabase()
  chief = await aUser(database, { name: 'Chief' })
  clerk = await aUser(database, {
    rights: {
      modules: { accounts: { read: 'all' }, timeline: { read: 'all' }, orders: { read: 'all' } },
      categories: { basic: { read: true } },
    },
  })
  api = await testApp(database, { as: chief, now: new Date('2026-03-01T08:00:00Z') })
})

const make = async (body: Partial<contract.NewAccount> = {}) =>
  (await api.call(contract.createAccount, { body: { kind: 'enterprise', name: '宁波港务', ...body } })).body

interface Line {
  service?: string
  amountE4: number
  costE4?: number
}
async function order(
  accountId: string,
  on: string,
  lines: Line[],
  options: { currency?: string; status?: string } = {},
) {
  const { currency = 'CNY', status = 'completed' } = options
  await writeAsOwner(database, async (tx) => {
    const id = newId()
    await tx
      .insertInto('orders')
      .values({ id, number: `O-${id}`, account_id: accountId, ordered_on: on, currency, status })
      .execute()
    const rows = lines.map((line, at) => ({
      id: newId(),
      order_id: id,
      account_id: accountId,
      ordered_on: on,
      currency,
      line_no: at + 1,
      service: line.service ?? 'sea',
      amount_e4: line.amountE4,
      cost_e4: line.costE4 ?? null,
    }))
    await tx.insertInto('order_lines').values(rows).execute()
  })
}

const read = async (id: string, as: User = chief) =>
  (await api.call(contract.readCustomer360, { params: { id }, as })).body

test('an account just made is shown whole and empty', async () => {
  const { id } = await make()
  expect(await read(id)).toMatchObject({
    account: { id, figures: { orders: 0, amountE4: 0, grossProfitE4: null, averageOrderE4: null } },
    contacts: [],
    addresses: [],
    group: null,
    openFollowUps: [],
    months: [],
    mix: [],
    currencies: [],
    recentOrders: [],
    openOrders: 0,
    receivables: null,
    duplicates: 0,
  })
})

test('money by month and by service is told in one currency, others are named apart', async () => {
  const { id } = await make()
  await order(id, '2026-01-15', [
    { amountE4: 100_0000, costE4: 60_0000 },
    { amountE4: 50_0000, service: 'road' },
  ])
  await order(id, '2026-02-03', [{ amountE4: 50_0000, costE4: 20_0000 }], { status: 'inTransit' })
  await order(id, '2026-02-04', [{ amountE4: 999_0000 }], { currency: 'USD' })

  const whole = await read(id)
  expect(whole.currencies).toEqual(['CNY', 'USD'])
  expect(whole.months).toEqual([
    { month: '2026-01-01', orders: 1, lines: 2, amountE4: 150_0000, grossProfitE4: 40_0000 },
    { month: '2026-02-01', orders: 1, lines: 1, amountE4: 50_0000, grossProfitE4: 30_0000 },
  ])
  expect(whole.mix).toEqual([
    { service: 'sea', lines: 2, amountE4: 150_0000, share: 0.75 },
    { service: 'road', lines: 1, amountE4: 50_0000, share: 0.25 },
  ])
  expect(whole.openOrders).toBe(1)
  expect(whole.recentOrders?.map((one) => [one.orderedOn, one.currency, one.amountE4])).toEqual([
    ['2026-02-04', 'USD', 999_0000],
    ['2026-02-03', 'CNY', 50_0000],
    ['2026-01-15', 'CNY', 150_0000],
  ])
})

test('a group rolls its members up, wherever in it one looks', async () => {
  const top = await make({ name: '集团' })
  const middle = await make({ name: '分公司', parentId: top.id })
  const low = await make({ name: '仓库', kind: 'department', parentId: middle.id })
  await make({ name: '另一分公司', parentId: top.id })
  await order(middle.id, '2026-01-15', [{ amountE4: 10 }])
  await order(low.id, '2026-01-15', [{ amountE4: 5 }])

  for (const id of [top.id, middle.id, low.id])
    expect((await read(id)).group).toMatchObject({ members: 4, orders: 2, amountE4: 15 })
  expect((await read(middle.id)).group).toMatchObject({
    parent: { id: top.id },
    children: [{ id: low.id, amountE4: 5 }],
  })
})

test('without the finance category no sum is sent', async () => {
  const parent = await make({ name: '上级' })
  const { id } = await make({ creditLimitE4: 77_777_777, parentId: parent.id })
  await order(id, '2026-01-15', [{ amountE4: 88_888_888, costE4: 66_666_666 }])
  const raw = await api.inject({ method: 'GET', url: `/api/accounts/${id}/360`, as: clerk })
  expect(raw.json()).toMatchObject({
    months: null,
    mix: null,
    recentOrders: [{ orderedOn: '2026-01-15', amountE4: null }],
    openOrders: 0,
    currencies: [],
  })
  expect(raw.body).not.toMatch(/77777777|88888888|66666666|22222222/)
  expect(raw.json().account.masked).toEqual(expect.arrayContaining(['figures.amountE4', 'addresses']))
})

test('what is in the bin or out of sight is not there', async () => {
  const { id } = await make()
  const stranger = await aUser(database, { rights: { modules: { accounts: 'own' } } })
  expect((await api.refused(contract.readCustomer360, { params: { id }, as: stranger })).status).toBe(404)
  await api.call(contract.deleteAccount, { params: { id }, version: 1 })
  expect((await api.refused(contract.readCustomer360, { params: { id } })).status).toBe(404)
})
