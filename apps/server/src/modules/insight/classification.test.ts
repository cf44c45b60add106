import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  applyClassification,
  ClassificationQuery,
  exportTier,
  listTier,
  readClassification,
  readWarehouse,
} from '@quayside/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  anAccount,
  aTeam,
  aUser,
  type TestApp,
  type TestDatabase,
  testApp,
  testDatabase,
} from '../../../test/harness.ts'
import { type Db, readAs, readAsOwner, type Tx, writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'
import { openEngine } from '../../warehouse/engine.ts'
import { startWarehouse, type Warehouse } from '../../warehouse/feeder.ts'
import { tierRows } from './export-tier.ts'
import { rankAccounts } from './rank-accounts.ts'

const now = new Date('2026-11-22T08:00:00Z')
let database: TestDatabase
let warehouse: Warehouse
let folder: string
let app: TestApp
let boss: User
let seller: User

beforeAll(async () => {
  database = await testDatabase()
  const team = await aTeam(database)
  boss = await aUser(database)
  seller = await aUser(database, {
    teams: [team],
    rights: {
      modules: { accounts: 'own', analyses: 'all', orders: 'own' },
      categories: { basic: true, finance: true, behaviour: true },
    },
  })
  await writeAsOwner(database, (tx) => ordersOf200Customers(tx, seller.id))
  folder = await mkdtemp(join(tmpdir(), 'quayside-insight-'))
  const engine = await openEngine({ folder: null, stagingFolder: folder })
  warehouse = startWarehouse({
    database,
    engine,
    clock: () => now,
    log: { error: () => undefined, info: () => undefined },
    follow: false,
  })
  await warehouse.catchUp()
  app = await testApp(database, { as: boss, now, warehouse })
})
afterAll(async () => {
  await app.close()
  await warehouse.stop()
  await database.drop()
  await rm(folder, { recursive: true })
})

/** 200 customers, each worth less than the one before; every tenth belongs to the seller; a return; another currency. */
async function ordersOf200Customers(tx: Tx, sellerId: string) {
  for (let i = 0; i < 200; i++) {
    const account = await anAccount(tx, { name: `Customer ${i}`, owner_id: i % 10 === 0 ? sellerId : null })
    const amounts = [Math.round(1e10 / (i + 1)), 10_000 + i]
    if (i === 5) amounts.push(-5_000_0000)
    for (const [at, amount] of amounts.entries())
      await anOrder(tx, account.id, amount, at === 0 ? '2025-06-01' : '2026-02-01', 'CNY')
    if (i === 7) await anOrder(tx, account.id, 123, '2026-02-01', 'USD')
  }
  await anAccount(tx, { name: 'Never ordered' })
}

async function anOrder(tx: Tx, accountId: string, amount: number, day: string, currency: string) {
  const id = newId()
  await tx
    .insertInto('orders')
    .values({ id, number: `O-${id}`, account_id: accountId, ordered_on: day, currency })
    .execute()
  await tx
    .insertInto('order_lines')
    .values({
      id: newId(),
      order_id: id,
      account_id: accountId,
      ordered_on: day,
      currency,
      line_no: 1,
      amount_e4: amount,
      cost_e4: Math.round(amount / 2),
    })
    .execute()
}

test('the pyramid puts 1, 4, 15 and 80 percent of the customers into A, B, C and D, with sums that PostgreSQL confirms', async () => {
  const { body } = await app.call(readClassification, { query: { measure: 'amount' } })
  expect(body.tiers.map((tier) => tier.accounts)).toEqual([2, 8, 30, 160])
  expect(body).toMatchObject({ population: 200, withoutOrders: 1, currency: 'CNY', otherCurrencies: ['USD'] })
  const expected = await readAsOwner(database, (db) =>
    sql<{ tier: number; value: number }>`
      with ranked as (select account_id, sum(amount_e4)::float8 as value, rank() over (order by sum(amount_e4) desc) as place from order_lines where currency = 'CNY' group by account_id)
      select case when place <= 2 then 0 when place <= 10 then 1 when place <= 40 then 2 else 3 end as tier, sum(value) as value from ranked group by 1 order by 1`.execute(
      db,
    ),
  )
  expect(body.tiers.map((tier) => tier.value)).toEqual(expected.rows.map((row) => row.value))
  expect(body.curve.length).toBeLessThanOrEqual(200)
  expect(body.curve.at(-1)).toEqual([1, 1])
})

test('a period counts only its own orders', async () => {
  const { body } = await app.call(readClassification, {
    query: { measure: 'orders', from: '2026-01-01', to: '2026-12-31', currency: 'CNY' },
  })
  expect(body.total).toBe(201)
})

test('the list behind a tier pages through every customer of it once, by rank', async () => {
  const seen: number[] = []
  let cursor: string | undefined
  do {
    const { body } = await app.call(listTier, { query: { tier: 'C', limit: 7, ...(cursor ? { cursor } : {}) } })
    seen.push(...body.rows.map((row) => row.rank))
    cursor = body.next ?? undefined
  } while (cursor)
  expect(seen).toEqual(Array.from({ length: 30 }, (_, at) => at + 11))
})

test('a seller is told of his own customers alone', async () => {
  const { body } = await app.call(readClassification, { as: seller, query: {} })
  expect(body.population).toBe(20)
  const list = await app.call(listTier, { as: seller, query: { limit: 500 } })
  expect(list.body.rows.every((row) => row.owner?.id === seller.id)).toBe(true)
  const refusal = await app.refused(applyClassification, { as: seller, body: {} })
  expect(refusal.status).toBe(403)
})

/** Sees every customer and the data of these categories. */
const whoSees = (...categories: ('finance' | 'behaviour')[]) =>
  aUser(database, {
    rights: {
      modules: { accounts: 'all', analyses: 'all' },
      categories: { basic: true, ...Object.fromEntries(categories.map((category) => [category, true])) },
    },
  })

test('who may not see money may rank by orders and not by amount', async () => {
  const agent = await whoSees('behaviour')
  for (const route of [readClassification, listTier, exportTier])
    expect((await app.refused(route, { as: agent, query: { measure: 'grossProfit' } })).status).toBe(403)
  const refused = await app.refused(readClassification, { as: agent, query: { measure: 'amount' } })
  expect(refused.body.code).toBe('financeHidden')
  expect((await app.call(readClassification, { as: agent, query: { measure: 'orders' } })).body.population).toBe(200)
  expect((await app.refused(applyClassification, { as: agent, body: { measure: 'amount' } })).status).toBe(403)
  expect((await app.call(readWarehouse, { as: agent })).body.amountE4).toBeNull()
})

test('who may not see behaviour is shown neither orders nor days, and cannot rank by them', async () => {
  const accountant = await whoSees('finance')
  const list = await app.call(listTier, { as: accountant, query: { measure: 'amount', limit: 500 } })
  expect(list.body.rows).toHaveLength(200)
  for (const row of list.body.rows) expect(row).toMatchObject({ orders: null, lastOrderOn: null })
  for (const measure of ['orders', 'lines'] as const) {
    for (const route of [readClassification, listTier])
      expect((await app.refused(route, { as: accountant, query: { measure } })).body.code).toBe('behaviourHidden')
    expect((await app.refused(exportTier, { as: accountant, query: { measure } })).status).toBe(403)
    expect((await app.refused(applyClassification, { as: accountant, body: { measure } })).status).toBe(403)
  }
  const { raw } = await app.call(exportTier, { as: accountant, query: { format: 'csv', locale: 'en' } })
  expect(raw.body.split('\r\n')[0]).toMatch(/Cumulative share$/)
  expect(raw.body).not.toContain('2026-02-01')
})

test('who may not take names away in a file takes no classification away', async () => {
  const reader = await aUser(database, {
    rights: { modules: { accounts: 'all', analyses: 'all' }, categories: { basic: { read: true }, finance: true } },
  })
  expect((await app.refused(exportTier, { as: reader, query: {} })).status).toBe(403)
})

test('a seller is offered the currencies of his own customers, the one most used first', async () => {
  const dealsInYen = await aUser(database, {
    rights: { modules: { accounts: 'own', analyses: 'all' }, categories: { basic: true, finance: true } },
  })
  await writeAsOwner(database, async (tx) => {
    const account = await anAccount(tx, { name: 'Osaka', owner_id: dealsInYen.id })
    await anOrder(tx, account.id, 1_000, '2026-03-01', 'JPY')
  })
  await warehouse.catchUp()
  const { body } = await app.call(readClassification, { as: dealsInYen, query: {} })
  expect(body).toMatchObject({ currency: 'JPY', otherCurrencies: [], population: 1 })
  const chosen = await app.call(readClassification, { as: dealsInYen, query: { currency: 'CNY' } })
  expect(chosen.body).toMatchObject({ currency: 'CNY', otherCurrencies: ['JPY'], population: 0, withoutOrders: 1 })
  const all = await app.call(readClassification, { query: { currency: 'JPY' } })
  expect(all.body).toMatchObject({ population: 1, otherCurrencies: ['CNY', 'USD'] })
})

test('a warehouse that has not been loaded yet says so and does not speak of a company without orders', async () => {
  const engine = await openEngine({ folder: null, stagingFolder: join(folder, 'young') })
  const young = startWarehouse({
    database,
    engine,
    clock: () => now,
    log: { error: () => undefined, info: () => undefined },
    follow: false,
  })
  await expect(rankAccounts(young, ClassificationQuery.parse({}), null)).rejects.toMatchObject({
    status: 503,
    code: 'warehouseLoading',
  })
  await young.catchUp()
  expect((await rankAccounts(young, ClassificationQuery.parse({}), null)).keys.length).toBe(200)
  await young.stop()
})

test('applied tiers stand on the accounts, and each move is told once', async () => {
  const first = await app.call(applyClassification, { body: { measure: 'amount' } })
  expect(first.body).toEqual({ accounts: 200, moved: 200 })
  const again = await app.call(applyClassification, { body: { measure: 'amount' } })
  expect(again.body.moved).toBe(0)
  const tiers = await readAsOwner(database, (db) =>
    sql<{
      tier: string
      n: number
    }>`select tier, count(*)::int as n from account_figures where tier is not null group by 1 order by 1`.execute(db),
  )
  expect(tiers.rows).toEqual([
    { tier: 'A', n: 2 },
    { tier: 'B', n: 8 },
    { tier: 'C', n: 30 },
    { tier: 'D', n: 160 },
  ])
})

test('a customer outside the ranking loses his tier and is told of it; the choice of another classification is an event', async () => {
  const day = { measure: 'amount', from: '2026-02-01', to: '2026-02-01', currency: 'USD' } as const
  const { body } = await app.call(applyClassification, { body: day })
  expect(body.accounts).toBe(1)
  const told = await readAsOwner(database, (db) =>
    sql<{
      n: number
    }>`select count(*)::int as n from events where kind = 'account.tierMoved' and data ->> 'to' is null`.execute(db),
  )
  expect(told.rows[0]?.n).toBe(199)
  await app.call(applyClassification, { body: { ...day, scheme: 'pareto' } })
  const chosen = await readAsOwner(database, (db) =>
    sql<{
      data: object
    }>`select data from events where kind = 'classification.applied' order by seq desc limit 1`.execute(db),
  )
  expect(chosen.rows[0]?.data).toMatchObject({ scheme: 'pareto', currency: 'USD' })
  await app.call(applyClassification, { body: { measure: 'amount' } })
})

test('cut points that fall are refused with the reason', async () => {
  const refusal = await app.refused(readClassification, { query: { cutA: 50, cutB: 10 } })
  expect(refusal).toMatchObject({ status: 422, body: { code: 'cutsMustRise' } })
})

test('the export has a heading and one row per customer', async () => {
  const { raw } = await app.call(exportTier, { query: { format: 'csv', locale: 'zh-CN' } })
  const lines = raw.body.trim().split('\r\n')
  expect(lines[0]).toContain('客户名称')
  expect(lines).toHaveLength(201)
})

test('an export holds no connection while it is taken away, however slowly', async () => {
  let held = 0
  const read = async <T>(work: (db: Db) => Promise<T>) => {
    held++
    return readAs(database, boss.id, work).finally(() => held--)
  }
  let rows = 0
  for await (const _ of tierRows(read, warehouse, ClassificationQuery.parse({}), boss, undefined)) {
    rows++
    expect(held).toBe(0)
  }
  expect(rows).toBe(200)
})

test('the warehouse tells its totals', async () => {
  const { body } = await app.call(readWarehouse)
  expect(body).toMatchObject({ accounts: 202, orders: 403, lines: 403, engine: 'duckdb', state: 'following' })
})
