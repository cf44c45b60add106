import { applyClassification, exportTier, listTier, readClassification, readWarehouse } from '@quayside/contract'
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
  const { body } = await base.app.call(readClassification, { as: base.seller, query: {} })
  expect(body.population).toBe(20)
  const list = await base.app.call(listTier, { as: base.seller, query: { limit: 500 } })
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
  for (const route of [readClassification, listTier, exportTier])
    expect((await base.app.refused(route, { as: agent, query: { measure: 'grossProfit' } })).status).toBe(403)
  const refused = await base.app.refused(readClassification, { as: agent, query: { measure: 'amount' } })
  expect(refused.body.code).toBe('financeHidden')
  expect((await base.app.call(readClassification, { as: agent, query: { measure: 'orders' } })).body.population).toBe(
    200,
  )
  expect((await base.app.refused(applyClassification, { as: agent, body: { measure: 'amount' } })).status).toBe(403)
  expect((await base.app.call(readWarehouse, { as: agent })).body.amountE4).toBeNull()
})

test('who may not see behaviour is shown neither orders nor days, and cannot rank by them', async () => {
  const accountant = await whoSees('finance')
  const list = await base.app.call(listTier, { as: accountant, query: { measure: 'amount', limit: 500 } })
  expect(list.body.rows).toHaveLength(200)
  for (const row of list.body.rows) expect(row).toMatchObject({ orders: null, lastOrderOn: null })
  for (const measure of ['orders', 'lines'] as const) {
    for (const route of [readClassification, listTier])
      expect((await base.app.refused(route, { as: accountant, query: { measure } })).body.code).toBe('behaviourHidden')
    expect((await base.app.refused(exportTier, { as: accountant, query: { measure } })).status).toBe(403)
    expect((await base.app.refused(applyClassification, { as: accountant, body: { measure } })).status).toBe(403)
  }
  const { raw } = await base.app.call(exportTier, { as: accountant, query: { format: 'csv', locale: 'en' } })
  expect(raw.body.split('\r\n')[0]).toMatch(/Cumulative share$/)
  expect(raw.body).not.toContain('2026-02-01')
})

test('who may not take names away in a file takes no classification away', async () => {
  const reader = await aUser(base.database, {
    rights: { modules: { accounts: 'all', analyses: 'all' }, categories: { basic: { read: true }, finance: true } },
  })
  expect((await base.app.refused(exportTier, { as: reader, query: {} })).status).toBe(403)
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
  const { body } = await base.app.call(readClassification, { as: dealsInYen, query: {} })
  expect(body).toMatchObject({ currency: 'JPY', otherCurrencies: [], population: 1 })
  const chosen = await base.app.call(readClassification, { as: dealsInYen, query: { currency: 'CNY' } })
  expect(chosen.body).toMatchObject({ currency: 'CNY', otherCurrencies: ['JPY'], population: 0, withoutOrders: 1 })
  const all = await base.app.call(readClassification, { query: { currency: 'JPY' } })
  expect(all.body).toMatchObject({ population: 1, otherCurrencies: ['CNY', 'USD'] })
})
