import {
  board,
  changeTarget,
  composition,
  listTargetChanges,
  listTargets,
  removeTarget,
  serviceKpis,
  setTarget,
  type TargetValues,
} from '@quayside/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aTeam, aUser } from '../../../../test/harness.ts'
import { compositionAnalysis } from '../composition/composition.ts'
import { aBase, type Base } from '../for-tests.ts'

let base: Base
let manager: Awaited<ReturnType<typeof aUser>>
let teamId: string
beforeAll(async () => {
  base = await aBase()
  teamId = await aTeam(base.database)
  manager = await aUser(base.database, {
    teams: [teamId],
    rights: {
      modules: { accounts: 'team', orders: 'team', analyses: { read: 'team' } },
      categories: { basic: true, finance: true, behaviour: true },
    },
  })
  await base.database.owner.query(`update accounts set team_id = $1 where name in ('Customer 1', 'Customer 2')`, [
    teamId,
  ])
  await base.database.owner.query(`update order_lines set service = 'sea', promised_on = ordered_on + 2, delivered_on = ordered_on + 2
    where id in (select id from order_lines where currency = 'CNY' order by amount_e4 desc limit 3)`)
  await base.warehouse.catchUp()
})
afterAll(() => base.close())

const ofYear = { from: '2026-01-01', to: '2026-12-31', currency: 'CNY' } as const
const target = (change: Partial<TargetValues> = {}): TargetValues => ({
  measure: 'revenue',
  scope: 'company',
  of: null,
  span: 'year',
  startsOn: '2026-01-01',
  currency: 'CNY',
  valueE4: 1_000_0000,
  ...change,
})
const set = async (change: Partial<TargetValues> = {}) =>
  (await base.app.call(setTarget, { body: target(change) })).body
const ask = async (query: object = {}, as = base.boss) =>
  (await base.app.call(composition.read, { as, query: { ...ofYear, ...query } })).body
const revenueOf = async (condition: string) =>
  Number(
    (
      await base.database.owner.query(
        `select coalesce(sum(l.amount_e4), 0) as revenue from order_lines l join accounts a on a.id = l.account_id
         where  l.currency = 'CNY' and l.ordered_on between '2026-01-01' and '2026-12-31' and ${condition}`,
      )
    ).rows[0].revenue,
  )

test('the company’s revenue and margin stand beside their targets on the page, in the file and on the board', async () => {
  expect((await ask()).total.targets).toEqual([])
  const { id } = await set()
  const margin = await set({ measure: 'grossMargin', currency: null, valueE4: 6_000 })
  await set({ measure: 'otif', currency: null, valueE4: 9_500 })
  const revenue = await revenueOf('true')
  const { total } = await ask()
  expect(total.targets.map(({ measure }) => measure)).toEqual(['revenue', 'grossMargin'])
  expect(total.targets[0]).toMatchObject({
    scope: 'company',
    target: 1_000_0000,
    covered: 1,
    actual: revenue,
    difference: revenue - 1_000_0000,
  })
  expect(total.targets[0]?.reached).toBeCloseTo(revenue / 1_000_0000, 12)
  // Half of every amount is cost: a margin of one half against six tenths.
  expect(total.targets[1]).toMatchObject({ target: 0.6, actual: total.grossMargin })
  expect(total.targets[1]?.difference).toBeCloseTo((total.grossMargin ?? 0) - 0.6, 12)
  const kpis = await base.app.call(serviceKpis.read, { query: ofYear })
  expect(kpis.body.targets).toMatchObject([{ measure: 'otif', target: 0.95, actual: kpis.body.total.otifShare }])
  const { body } = await base.app.call(board.read, { query: ofYear })
  expect(body.targets).toEqual([...total.targets, ...kpis.body.targets])
  const told = compositionAnalysis
    .report(await ask(), 'zh-CN', base.boss.rights)
    .tables.find(({ title }) => title === '与目标对比')
  expect(told?.rows).toMatchObject([
    ['合计', '收入', '-4,798.01', '1,000.00', '-5,798.01', expect.closeTo(-4.79801, 5), 1, '低于目标'],
    ['合计', '毛利率', '50.0%', '60.0%', '-10.0 个百分点', expect.closeTo(5 / 6, 5), 1, '低于目标'],
  ])
  await base.app.call(removeTarget, { params: { id }, version: 1 })
  expect((await ask()).total.targets.map(({ measure }) => measure)).toEqual(['grossMargin'])
  await base.app.call(removeTarget, { params: { id: margin.id }, version: 1 })
})

test('a month beside its target: its own, else its days of the year’s', async () => {
  const { id, version } = await set({ valueE4: 365_0000 })
  const { id: own } = await set({ span: 'month', startsOn: '2026-02-01', valueE4: 7_0000 })
  const { months, total } = await ask()
  expect(months).toEqual([expect.objectContaining({ month: '2026-02-01', targetRevenueE4: 7_0000 })])
  expect(total.targets[0]?.target).toBe((365 - 28 + 7) * 1e4)
  await base.app.call(removeTarget, { params: { id: own }, version: 1 })
  expect((await ask()).months[0]?.targetRevenueE4).toBe(28_0000)
  await base.app.call(removeTarget, { params: { id }, version })
  // 28 of 365 days of 1,000 are 76.7123…
  const uneven = await set({ valueE4: 1_000_0000 })
  expect((await ask()).months[0]?.targetRevenueE4).toBe(76_7100)
  await base.app.call(removeTarget, { params: { id: uneven.id }, version: uneven.version })
})

test('services, tiers, owners and teams have targets of their own, of the whole of each alone', async () => {
  await set({ scope: 'service', of: 'sea', valueE4: 11 })
  await set({ scope: 'owner', of: base.seller.id, valueE4: 22 })
  await set({ scope: 'team', of: teamId, valueE4: 33 })
  await base.database.owner.query(`insert into account_figures (account_id, tier) select id, 'A' from accounts where name = 'Customer 3'
    on conflict (account_id) do update set tier = 'A'`)
  await base.warehouse.catchUp()
  await set({ scope: 'tier', of: 'A', valueE4: 44 })
  const aims = async (query: object, as = base.boss) => {
    const { parts } = await ask({ ...query, limit: 500 }, as)
    return parts.flatMap(({ key, targets }) => targets.map((one) => [key, one.target, one.actual]))
  }
  expect(await aims({ by: 'service' })).toEqual([['sea', 11, await revenueOf(`l.service = 'sea'`)]])
  expect(await aims({ by: 'owner' })).toEqual([
    [base.seller.id, 22, await revenueOf(`a.owner_id = '${base.seller.id}'`)],
  ])
  expect(await aims({ by: 'team' })).toEqual([[teamId, 33, await revenueOf(`a.team_id = '${teamId}'`)]])
  expect(await aims({ by: 'tier' })).toEqual([['A', 44, await revenueOf(`a.name = 'Customer 3'`)]])
  // Of a region or of one seller’s share of a service nobody said what to aim at.
  expect(await aims({ by: 'service', ownerId: base.seller.id })).toEqual([])
  expect(await aims({ by: 'account' })).toEqual([])
  const narrowed = async (query: object) => (await ask(query)).total.targets.map((one) => one.target)
  expect(await narrowed({ service: 'sea' })).toEqual([11])
  expect(await narrowed({ ownerId: base.seller.id })).toEqual([22])
  expect(await narrowed({ teamId })).toEqual([33])
  expect(await narrowed({ teamId, service: 'sea' })).toEqual([])
  expect(await narrowed({ region: 'East' })).toEqual([])
})

test('a seller is held against his own target, not the company’s; a team’s head against the team’s', async () => {
  const mine = await ask({ by: 'owner' }, base.seller)
  expect(mine.total.targets.map(({ scope, target: aim, actual }) => [scope, aim, actual])).toEqual([
    ['owner', 22, await revenueOf(`a.owner_id = '${base.seller.id}'`)],
  ])
  const team = await ask({ by: 'team' }, manager)
  expect(team.total.targets).toEqual([])
  expect(team.parts.flatMap(({ targets }) => targets.map(({ target: aim }) => aim))).toEqual([33])
  expect((await ask({ teamId }, manager)).total.targets.map(({ target: aim }) => aim)).toEqual([33])
  const listed = async (as: typeof manager) =>
    (await base.app.call(listTargets, { as, query: { year: 2026 } })).body.targets.map(({ scope }) => scope)
  expect(await listed(manager)).toEqual(['team'])
  const everybody = new Set(await listed(base.boss))
  expect(everybody).toEqual(new Set(['company', 'service', 'owner', 'team', 'tier']))
})

test('a change keeps what was before, needs the version read, and removing can be undone with its history', async () => {
  const made = await set({ measure: 'turnover', currency: null, valueE4: 80_000, startsOn: '2027-01-01' })
  const params = { id: made.id }
  const changed = await base.app.call(changeTarget, { params, version: 1, body: { valueE4: 90_000 } })
  expect(changed.body).toMatchObject({ version: 2, valueE4: 90_000 })
  const stale = await base.app.refused(changeTarget, { params, version: 1, body: { valueE4: 1 } })
  expect(stale.status).toBe(412)
  await base.app.call(removeTarget, { params, version: 2 })
  expect((await base.app.refused(changeTarget, { params, version: 3, body: { valueE4: 1 } })).status).toBe(404)
  const again = await set({ measure: 'turnover', currency: null, valueE4: 90_000, startsOn: '2027-01-01' })
  expect(again).toMatchObject({ id: made.id, version: 4 })
  const { body } = await base.app.call(listTargetChanges, { params })
  expect(body.changes.map(({ wasE4, isE4 }) => [wasE4, isE4])).toEqual([
    [null, 90_000],
    [90_000, null],
    [80_000, 90_000],
    [null, 80_000],
  ])
  expect(body.changes[0]?.by).toBeTruthy()
  const events = await base.database.owner.query('select kind from events where subject_id = $1 order by seq', [
    made.id,
  ])
  expect(events.rows.map(({ kind }) => kind)).toEqual(['target.set', 'target.changed', 'target.removed', 'target.set'])
  const twice = await base.app.refused(setTarget, {
    body: target({ measure: 'turnover', currency: null, startsOn: '2027-01-01' }),
  })
  expect([twice.status, twice.body.code]).toEqual([409, 'targetSet'])
})

test('only a part of the period with a target is said, not held against', async () => {
  await set({ startsOn: '2025-01-01' })
  const { total } = await ask({ from: '2024-07-01', to: '2025-12-31' })
  expect(total.targets).toMatchObject([{ measure: 'revenue', target: null, difference: null, reached: null }])
  expect(total.targets[0]?.covered).toBeCloseTo(365 / 549, 12)
  expect((await base.app.call(composition.read, { query: { currency: 'CNY' } })).body.total.targets).toEqual([])
  expect((await ask({ currency: 'USD', from: '2025-01-01', to: '2025-12-31' })).total.targets).toEqual([])
})

test.each([
  [{ valueE4: -1 }, '/valueE4'],
  [{ measure: 'grossMargin', currency: null, valueE4: 10_001 }, '/valueE4'],
  [{ currency: null }, '/currency'],
  [{ measure: 'otif', valueE4: 1 }, '/currency'],
  [{ startsOn: '2026-02-01' }, '/startsOn'],
  [{ span: 'month', startsOn: '2026-02-02' }, '/startsOn'],
  [{ scope: 'service' }, '/of'],
  [{ scope: 'service', of: 'teleport' }, '/of'],
  [{ scope: 'tier', of: 'E' }, '/of'],
  [{ scope: 'owner', of: '01990000-0000-7000-8000-000000000000' }, '/of'],
  [{ of: 'sea' }, '/of'],
] as const)('a target that is none, %j, names its field', async (change, path) => {
  const refused = await base.app.refused(setTarget, { body: target(change as Partial<TargetValues>) })
  expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([422, path])
})

test('who may not change analyses of everybody, or sees no money, sets and changes nothing', async () => {
  expect((await base.app.refused(setTarget, { as: manager, body: target({ startsOn: '2030-01-01' }) })).status).toBe(
    403,
  )
  const modules = { accounts: 'all', orders: 'all', analyses: 'all' } as const
  const blind = await aUser(base.database, { rights: { modules, categories: { basic: true } } })
  for (const refused of [
    await base.app.refused(listTargets, { as: blind, query: { year: 2026 } }),
    await base.app.refused(setTarget, { as: blind, body: target({ startsOn: '2030-01-01' }) }),
  ])
    expect(refused.body.code).toBe('financeHidden')
})
