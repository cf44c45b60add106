import {
  applyClassification,
  listTiersByHand,
  readAccountTier,
  setTierByHand,
  takeBackTierByHand,
} from '@quayside/contract'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { aUser } from '../../../../test/harness.ts'
import { refreshTiers } from '../classification/apply-tiers.ts'
import { aBase, type Base, now } from '../for-tests.ts'
import { anyTierOver } from './any-tier-over.ts'

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

test('each history is looked up by its index, though the table was empty when statistics were taken', async () => {
  const client = await base.database.owner.connect()
  onTestFinished(() => client.release())
  await client.query('begin; truncate account_history; analyze account_history')
  await client.query(`update account_figures set tier = case tier when 'A' then 'B' else 'A' end`)
  const { rows } = await client.query(
    `select (select count(*) from account_history) as written, seq_tup_read as read from pg_stat_xact_user_tables where relname = 'account_history'`,
  )
  await client.query('rollback')
  // To count them reads each once.
  expect(Number(rows[0].read)).toBeLessThan(3 * Number(rows[0].written))
})
