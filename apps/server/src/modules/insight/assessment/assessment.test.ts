import { lifetime, listAccounts, readAccount, readCustomer360 } from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAccount, aUser } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { aBase, anOrder, type Base, now } from '../for-tests.ts'
import { assessAccounts } from './assess-accounts.ts'

let base: Base
let steady: string
let slipping: string
beforeAll(async () => {
  base = await aBase()
  await writeAsOwner(base.database, async (tx) => {
    steady = (await anAccount(tx, { name: 'Steady' })).id
    slipping = (await anAccount(tx, { name: 'Slipping' })).id
    for (let month = 1; month <= 22; month++) {
      const day = `${2025 + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-10`
      await anOrder(tx, steady, 5_000_000, day, 'CNY')
      if (month <= 12) await anOrder(tx, slipping, 5_000_000, day, 'CNY')
    }
  })
  await base.warehouse.catchUp()
  await assessAccounts(base.database, base.warehouse, now)
})
afterAll(() => base.close())

test('who keeps his rhythm is healthy, and who fell silent slips since his last order', async () => {
  const well = (await base.app.call(readAccount, { params: { id: steady } })).body.assessment
  const ill = (await base.app.call(readAccount, { params: { id: slipping } })).body.assessment
  expect(well).toMatchObject({ on: '2026-11-22', slippingSince: null, currency: 'CNY' })
  expect(ill).toMatchObject({ slippingSince: '2025-12-10' })
  expect(well?.health).toBeGreaterThan(ill?.health ?? 100)
  expect(well?.alive).toBeGreaterThanOrEqual(ill?.alive ?? 1)
})

test('the 360 says what the page of lifetime value says', async () => {
  const { body } = await base.app.call(lifetime.read, { query: {} })
  const assessed = await base.database.owner.query(
    'select count(*)::int as n, sum(lifetime_value_e4)::float8 as value from account_figures where assessed_on is not null',
  )
  expect(body.customers).toBe(assessed.rows[0].n)
  const { account } = (await base.app.call(readCustomer360, { params: { id: steady } })).body
  expect(account.assessment?.lifetimeValueE4).toBeGreaterThan(0)
})

test('a list is sorted and filtered by what was assessed', async () => {
  const { body } = await base.app.call(listAccounts, { query: { sort: '-lifetimeValue', limit: 500 } })
  const values = body.rows.flatMap((row) => (row.lifetimeValueE4 === null ? [] : [row.lifetimeValueE4]))
  expect(values).toEqual(values.toSorted((a, b) => b - a))
  const filter = JSON.stringify({ field: 'slippingSince', op: 'isNotEmpty' })
  const found = await base.app.call(listAccounts, { query: { filter, limit: 500 } })
  expect(found.body.rows.map((row) => row.name)).toContain('Slipping')
  expect(found.body.rows.map((row) => row.name)).not.toContain('Steady')
})

test('what is hidden from a reader is not told by an assessment, nor by the advice', async () => {
  const agent = await aUser(base.database, {
    rights: { modules: { accounts: 'all', timeline: 'all' }, categories: { basic: true } },
  })
  const { body } = await base.app.call(readCustomer360, { as: agent, params: { id: slipping } })
  expect(body.account.assessment).toBeNull()
  expect(body.nextAction?.action).not.toBe('winBackVolume')
  const seesAll = await base.app.call(readCustomer360, { params: { id: slipping } })
  expect(seesAll.body.nextAction).toEqual({ action: 'winBackVolume', reason: { since: '2025-12-10' } })
  const { body: list } = await base.app.call(listAccounts, { query: { limit: 500 } })
  expect(list.rows.find((row) => row.id === slipping)?.nextAction).toBe('winBackVolume')
  const accountant = await aUser(base.database, {
    rights: { modules: { accounts: 'all' }, categories: { basic: true, behaviour: true } },
  })
  const { body: withoutMoney } = await base.app.call(readAccount, { as: accountant, params: { id: steady } })
  expect(withoutMoney.assessment).toMatchObject({ lifetimeValueE4: null, slippingSince: null })
})

test('whose orders went is not assessed any longer', async () => {
  await base.database.owner.query('delete from orders where account_id = $1', [slipping])
  await base.warehouse.catchUp()
  await assessAccounts(base.database, base.warehouse, new Date(now.getTime() + 2 * 86_400_000))
  expect((await base.app.call(readAccount, { params: { id: slipping } })).body.assessment).toBeNull()
})
