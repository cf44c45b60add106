import { applyClassification, classification, listClassified, listTierMovers, readWarehouse } from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAccount, aUser } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { aBase, anOrder, type Base } from '../for-tests.ts'

let base: Base
beforeAll(async () => {
  base = await aBase()
})
afterAll(() => base.close())

test('a seller is told of his own customers alone', async () => {
  const { body } = await base.app.call(classification.read, { as: base.seller, query: {} })
  expect(body.population).toBe(20)
  const list = await base.app.call(listClassified, { as: base.seller, query: { limit: 500 } })
  expect(list.body.rows.every((row) => row.owner?.id === base.seller.id)).toBe(true)
  const refusal = await base.app.refused(applyClassification, { as: base.seller, body: {} })
  expect(refusal.status).toBe(403)
})

/** Sees every customer and the data of these categories. */
const whoSees = (...categories: ('finance' | 'behaviour')[]) =>
  aUser(base.database, {
    rights: {
      modules: { accounts: 'all', analyses: 'all' },
      categories: { basic: true, ...Object.fromEntries(categories.map((category) => [category, true])) },
    },
  })

test('who may not see money may rank by orders and not by amount', async () => {
  const agent = await whoSees('behaviour')
  for (const route of [classification.read, listClassified, classification.file])
    expect((await base.app.refused(route, { as: agent, query: { measure: 'grossProfit' } })).status).toBe(403)
  const refused = await base.app.refused(classification.read, { as: agent, query: { measure: 'amount' } })
  expect(refused.body.code).toBe('financeHidden')
  expect((await base.app.call(classification.read, { as: agent, query: { measure: 'orders' } })).body.population).toBe(
    200,
  )
  expect((await base.app.refused(applyClassification, { as: agent, body: { measure: 'amount' } })).status).toBe(403)
  expect((await base.app.call(readWarehouse, { as: agent })).body.amountE4).toBeNull()
})

test('who may not see behaviour is shown neither orders, days nor potential, and cannot rank by them', async () => {
  const accountant = await whoSees('finance')
  const list = await base.app.call(listClassified, { as: accountant, query: { measure: 'amount', limit: 500 } })
  expect(list.body.rows).toHaveLength(200)
  for (const row of list.body.rows) expect(row).toMatchObject({ orders: null, lastOrderOn: null })
  // Asked before by somebody who may: what was kept for him is not told to others.
  expect((await base.app.call(classification.read, { query: {} })).body.potential).not.toBeNull()
  expect((await base.app.call(classification.read, { as: accountant, query: {} })).body).toMatchObject({
    potential: null,
  })
  expect((await base.app.refused(listClassified, { as: accountant, query: { potential: 5 } })).body.code).toBe(
    'behaviourHidden',
  )
  for (const measure of ['orders', 'lines'] as const) {
    const asked = { as: accountant, query: { measure } }
    expect((await base.app.refused(classification.read, asked)).body.code).toBe('behaviourHidden')
    expect((await base.app.refused(listClassified, asked)).body.code).toBe('behaviourHidden')
    const movers = { ...asked.query, moveFrom: 'A', moveTo: 'B' } as const
    expect((await base.app.refused(listTierMovers, { as: accountant, query: movers })).body.code).toBe(
      'behaviourHidden',
    )
    expect((await base.app.refused(classification.file, asked)).status).toBe(403)
    expect((await base.app.refused(applyClassification, { as: accountant, body: { measure } })).status).toBe(403)
  }
})

test('who may see behaviour but not take it away has a file without it', async () => {
  const looksOnly = await aUser(base.database, {
    rights: {
      modules: { accounts: 'all', analyses: 'all' },
      categories: { basic: true, finance: true, behaviour: { read: true } },
    },
  })
  expect((await base.app.call(classification.read, { as: looksOnly, query: {} })).body.rows[0]?.orders).toBe(2)
  const { raw } = await base.app.call(classification.file, { as: looksOnly, query: { format: 'csv', locale: 'en' } })
  expect(raw.body.split('\r\n')[0]).toMatch(/Cumulative share$/)
  expect(raw.body).not.toContain('2026-02-01')
  const workbook = { format: 'csv', measure: 'orders' } as const
  expect((await base.app.refused(classification.file, { as: looksOnly, query: workbook })).status).toBe(403)
})

test('what a customer brings is compared without a right to single orders, but none of his lines is shown', async () => {
  const marketer = await whoSees('behaviour')
  const { body } = await base.app.call(classification.read, { as: marketer, query: { measure: 'orders' } })
  expect([body.population, body.basis.accounts]).toEqual([200, 200])
  const lines = await base.app.inject({ as: marketer, method: 'GET', url: '/api/analyses/lines' })
  expect(lines.statusCode).toBe(403)
})

test('who may not take names away in a file takes no classification away', async () => {
  const reader = await aUser(base.database, {
    rights: { modules: { accounts: 'all', analyses: 'all' }, categories: { basic: { read: true }, finance: true } },
  })
  expect((await base.app.refused(classification.file, { as: reader, query: {} })).status).toBe(403)
})

test('a seller is offered the currencies of his own customers, the one most used first', async () => {
  const dealsInYen = await aUser(base.database, {
    rights: { modules: { accounts: 'own', analyses: 'all' }, categories: { basic: true, finance: true } },
  })
  await writeAsOwner(base.database, async (tx) => {
    const account = await anAccount(tx, { name: 'Osaka', owner_id: dealsInYen.id })
    await anOrder(tx, account.id, 1_000, '2026-03-01', 'JPY')
  })
  await base.warehouse.catchUp()
  const { body } = await base.app.call(classification.read, { as: dealsInYen, query: {} })
  expect(body).toMatchObject({ basis: { currency: 'JPY', otherCurrencies: [] }, population: 1 })
  const chosen = await base.app.call(classification.read, { as: dealsInYen, query: { currency: 'CNY' } })
  expect(chosen.body).toMatchObject({
    basis: { currency: 'CNY', otherCurrencies: ['JPY'], lines: 0 },
    population: 0,
    withoutOrders: 1,
  })
  const all = await base.app.call(classification.read, { query: { currency: 'JPY' } })
  expect(all.body).toMatchObject({ population: 1, basis: { otherCurrencies: ['CNY', 'USD'] } })
})
