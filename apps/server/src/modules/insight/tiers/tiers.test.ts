import {
  applyClassification,
  listTierMovers,
  listTiersByHand,
  readAccountTier,
  readTierMoves,
  readTierPotential,
  setTierByHand,
  takeBackTierByHand,
} from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAccount, aUser } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { refreshTiers } from '../classification/apply-tiers.ts'
import { aBase, anOrder, type Base, now } from '../for-tests.ts'
import { anyTierOver } from './any-tier-over.ts'
import { periodBefore } from './move-between-periods.ts'

let base: Base
beforeAll(async () => {
  base = await aBase()
  await base.app.call(applyClassification, { body: {} })
})
afterAll(() => base.close())

const named = async (name: string): Promise<string> =>
  (await base.database.owner.query('select id from accounts where name = $1', [name])).rows[0].id
const eventsOf = async (id: string): Promise<string[]> =>
  (
    await base.database.owner.query(
      `select kind from events where account_id = $1 and kind like 'account.tier%' order by at, id`,
      [id],
    )
  ).rows.map((row) => row.kind)

test('a tier set by hand holds against the ranking until its last day, then the ranking decides again', async () => {
  const id = await named('Customer 150')
  const params = { id }
  const body = { tier: 'A', reason: 'Mother company is our largest customer', until: '2026-11-30' } as const
  const set = await base.app.call(setTierByHand, { params, body })
  expect(set.body).toMatchObject({
    tier: 'A',
    ranked: 'D',
    byHand: { tier: 'A', until: '2026-11-30', by: { id: base.boss.id } },
    mayChange: true,
  })

  await refreshTiers(base.database, base.warehouse, now)
  expect((await base.app.call(readAccountTier, { params })).body).toMatchObject({ tier: 'A', ranked: 'D' })
  expect(await anyTierOver(base.database, now)).toBe(false)

  // The last hour of the last day in Shanghai, and the first of the next.
  await refreshTiers(base.database, base.warehouse, new Date('2026-11-30T15:30:00Z'))
  expect((await base.app.call(readAccountTier, { params })).body.tier).toBe('A')
  const over = new Date('2026-11-30T16:30:00Z')
  expect(await anyTierOver(base.database, over)).toBe(true)
  await refreshTiers(base.database, base.warehouse, over)
  expect((await base.app.call(readAccountTier, { params })).body).toMatchObject({ tier: 'D', byHand: null })
  expect(await anyTierOver(base.database, over)).toBe(false)
  // Ranked first, set by hand, and moved when that was over.
  expect((await eventsOf(id)).toSorted()).toEqual(['account.tierMoved', 'account.tierMoved', 'account.tierSetByHand'])
})

test('a customer without any order can be given a tier, which is taken back to none', async () => {
  const params = { id: await named('Never ordered') }
  await base.app.call(setTierByHand, { params, body: { tier: 'B', reason: 'Tender won, starts in January' } })
  await refreshTiers(base.database, base.warehouse, now)
  const list = await base.app.call(listTiersByHand, { query: { limit: 1 } })
  expect(list.body.rows).toMatchObject([{ account: { name: 'Never ordered' }, tier: 'B', ranked: null, until: null }])
  const back = await base.app.call(takeBackTierByHand, { params })
  expect(back.body).toMatchObject({ tier: null, byHand: null })
  await base.app.call(takeBackTierByHand, { params })
  expect(await eventsOf(params.id)).toEqual(['account.tierSetByHand', 'account.tierLeftToRanking'])
})

test('a tier set by hand needs a reason and an end that is not over, and the right to change analyses', async () => {
  const params = { id: await named('Customer 10') }
  const refused = async (body: { tier: 'A'; reason: string; until?: string }, as = base.boss) =>
    (await base.app.refused(setTierByHand, { as, params, body })).body
  expect((await refused({ tier: 'A', reason: '  ' })).errors?.[0]?.path).toMatch(/reason/)
  expect(await refused({ tier: 'A', reason: 'because', until: '2026-11-21' })).toMatchObject({
    code: 'alreadyOver',
    errors: [{ path: '/body/until' }],
  })
  const reader = await aUser(base.database, {
    rights: { modules: { accounts: 'all', analyses: { read: 'all' } }, categories: { basic: true } },
  })
  expect((await refused({ tier: 'A', reason: 'because' }, reader)).status).toBe(403)
})

test('whose customers one may not see has no tier for one', async () => {
  const params = { id: await named('Customer 11') }
  expect((await base.app.refused(readAccountTier, { as: base.seller, params })).status).toBe(404)
})

test('the period before is as long and ends the day before', () => {
  expect(periodBefore({ from: '2026-03-01', to: '2026-03-31' })).toEqual({ from: '2026-01-29', to: '2026-02-28' })
  expect(periodBefore({ from: '2026-03-01' })).toBeNull()
})

test('moves between two periods lose nobody, and each link opens onto its customers', async () => {
  await writeAsOwner(base.database, async (tx) => {
    const [rises, stays, goes, comes] = [
      await anAccount(tx, { name: 'Rises' }),
      await anAccount(tx, { name: 'Stays' }),
      await anAccount(tx, { name: 'Goes' }),
      await anAccount(tx, { name: 'Comes' }),
    ]
    await anOrder(tx, rises.id, 10, '2023-06-01', 'GBP')
    await anOrder(tx, rises.id, 900, '2024-06-01', 'GBP')
    await anOrder(tx, stays.id, 90, '2023-06-01', 'GBP')
    await anOrder(tx, stays.id, 100, '2024-06-01', 'GBP')
    await anOrder(tx, goes.id, 100, '2023-06-01', 'GBP')
    await anOrder(tx, comes.id, 5, '2024-06-01', 'GBP')
  })
  await base.warehouse.catchUp()
  const query = {
    from: '2024-01-01',
    to: '2024-12-30',
    currency: 'GBP',
    scheme: 'pyramid',
    cutA: 34,
    cutB: 67,
    cutC: 100,
  } as const
  const { body } = await base.app.call(readTierMoves, { query })
  expect(body.before).toEqual({ from: '2023-01-01', to: '2023-12-31' })
  expect(body).toMatchObject({ new: 1, gone: 1, up: 1, down: 0, stability: 0.5 })
  const total = body.links.reduce((sum, link) => sum + link.customers, 0)
  expect(total).toBe(4)
  const names: string[] = []
  for (const link of body.links) {
    const behind = await base.app.call(listTierMovers, { query: { ...query, moveFrom: link.from, moveTo: link.to } })
    expect(behind.body.rows).toHaveLength(link.customers)
    names.push(...behind.body.rows.map((row) => row.account.name))
  }
  expect(names.toSorted()).toEqual(['Comes', 'Goes', 'Rises', 'Stays'])
  const none = await base.app.call(readTierMoves, { as: base.seller, query })
  expect(none.body.links).toEqual([])
})

test('tiers against potential count every customer with a tier once', async () => {
  await base.database.owner.query(`update accounts set potential = 5 where name in ('Customer 1', 'Customer 2')`)
  const { body } = await base.app.call(readTierPotential)
  const tiered = await base.database.owner.query(
    `select count(*)::int as n from account_figures where tier is not null`,
  )
  expect(body.cells.reduce((sum, cell) => sum + cell.accounts, 0)).toBe(tiered.rows[0].n)
  expect(body.cells.filter((cell) => cell.potential === 5).reduce((sum, cell) => sum + cell.accounts, 0)).toBe(2)
})
