import * as contract from '@quayside/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  anAccount,
  aUser,
  type TestApp,
  type TestDatabase,
  testApp,
  testDatabase,
  testFiles,
} from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { runJob } from '../../../platform/jobs/run-job.ts'
import { silentLog } from '../../../platform/log.ts'
import { exportAccountsJob } from '../bulk/bulk.jobs.ts'
import { adviseAll } from './keep-advice.ts'

const now = new Date('2026-03-02T08:00:00Z')
let database: TestDatabase
let api: TestApp
let chief: User
const ids: Record<string, string> = {}

/** One customer for each thing there is to advise, and one of whom all is well. */
beforeAll(async () => {
  database = await testDatabase()
  chief = await aUser(database, { name: 'Chief' })
  api = await testApp(database, { as: chief, now })
  const make = async (
    name: string,
    values = {},
    figures?: { tier: string | null; orders: number; slipping?: string },
  ) => {
    const { id } = await writeAsOwner(database, (tx) => anAccount(tx, { name, quality_score: 90, ...values }))
    ids[name] = id
    if (figures)
      await database.owner.query(
        'insert into account_figures (account_id, tier, orders, slipping_since) values ($1, $2, $3, $4)',
        [id, figures.tier, figures.orders, figures.slipping ?? null],
      )
  }
  await make('Complains', {}, { tier: 'A', orders: 3, slipping: '2025-11-01' })
  await make('Slips', {}, { tier: 'C', orders: 3, slipping: '2025-12-10' })
  await make('Key', {}, { tier: 'B', orders: 3 })
  await make('Silent', {}, { tier: 'C', orders: 3 })
  await make('Promising', { potential: 5 }, { tier: 'D', orders: 1 })
  await make('Stranger')
  await make('Gaps', { quality_score: 40 }, { tier: 'D', orders: 1 })
  await make('Well', {}, { tier: 'D', orders: 1 })
  await api.call(contract.addInteraction, {
    params: { id: ids.Complains ?? '' },
    body: { kind: 'complaint', body: 'Late again', at: '2026-02-20T02:00:00Z' },
  })
  await adviseAll(database, now)
})

const advised = ['Complains', 'Slips', 'Key', 'Silent', 'Promising', 'Stranger', 'Gaps', 'Well'] as const
const list = async (query: Record<string, unknown> = {}, as = chief) =>
  (await api.call(contract.listAccounts, { query: { limit: 100, ...query } as never, as })).body.rows
const onPage = async (name: string, as = chief) =>
  (await api.call(contract.readCustomer360, { params: { id: ids[name] ?? '' }, as })).body.nextAction

test.each<[(typeof advised)[number], contract.NextAction | undefined, object]>([
  ['Complains', 'settleComplaint', { at: '2026-02-20T02:00:00.000Z' }],
  ['Slips', 'winBackVolume', { since: '2025-12-10' }],
  ['Key', 'planNextStep', { tier: 'B' }],
  ['Silent', 'keepInTouch', { tier: 'C', everyDays: 90 }],
  ['Promising', 'raisePotential', { potential: 5 }],
  ['Stranger', 'winFirstOrder', {}],
  ['Gaps', 'completeRecord', { quality: 40 }],
  ['Well', undefined, {}],
])('%s: the list and the 360 say the same, the 360 with its reason', async (name, action, reason) => {
  expect((await list()).find((row) => row.name === name)?.nextAction).toBe(action ?? null)
  expect(await onPage(name)).toEqual(action ? { action, reason } : null)
})

test('the list is sorted by urgency, and who needs nothing comes last', async () => {
  expect((await list({ sort: 'nextAction' })).map((row) => row.name)).toEqual(advised)
})

test('the list is filtered by what is to be done', async () => {
  const names = async (filter: contract.Filter) =>
    (await list({ sort: 'nextAction', filter: JSON.stringify(filter) })).map((row) => row.name)
  expect(await names({ field: 'nextAction', op: 'in', value: ['winBackVolume', 'completeRecord'] })).toEqual([
    'Slips',
    'Gaps',
  ])
  expect(await names({ field: 'nextAction', op: 'isEmpty' })).toEqual(['Well'])
  expect(await names({ field: 'nextAction', op: 'notIn', value: ['settleComplaint'] })).toContain('Well')
})

test.each([
  ['zh-CN', '下一步最佳行动', '重点客户没有下一步：安排回访'],
  ['en', 'Next best action', 'A key customer without a next step: plan one'],
] as const)('is exported in the words of %s', async (locale, head, text) => {
  const body = {
    selection: { ids: [ids.Key ?? ''] },
    format: 'csv' as const,
    columns: ['name', 'nextAction'],
    locale,
  }
  const { jobId } = (await api.call(contract.exportAccounts, { body })).body
  const { rows } = await database.owner.query('select data from pgboss.job where id = $1', [jobId])
  const context = { database, files: testFiles(database), clock: () => now, log: silentLog }
  const taken = { id: jobId, data: rows[0]?.data, retryCount: 0, retryLimit: 0 }
  await runJob(exportAccountsJob as never, taken, context, new AbortController().signal)
  const file = await api.inject({ method: 'GET', url: `/api/jobs/${jobId}/file` })
  expect(file.body.replace('\ufeff', '').trim().split('\r\n')).toEqual([
    expect.stringContaining(head),
    expect.stringContaining(text),
  ])
})

describe('a step planned', () => {
  test('is no longer advised, and is again when it is taken back', async () => {
    const inList = async () => (await list()).find((row) => row.name === 'Slips')?.nextAction
    const { body: made } = await api.call(contract.createFollowUp, {
      body: { accountId: ids.Slips ?? '', title: 'Call', dueAt: '2026-03-03T01:00:00Z' },
    })
    expect([await inList(), await onPage('Slips')]).toEqual([null, null])
    await api.call(contract.removeFollowUp, { params: { id: made.id }, version: made.version })
    expect([await inList(), (await onPage('Slips'))?.action]).toEqual(['winBackVolume', 'winBackVolume'])
    expect((await api.refused(contract.completeFollowUp, { params: { id: made.id } })).status).toBe(404)
  })

  test('is not taken back by somebody else, nor in an older version', async () => {
    const { body: made } = await api.call(contract.createFollowUp, {
      body: { accountId: ids.Well ?? '', title: 'Call', dueAt: '2026-03-03T01:00:00Z' },
    })
    const mate = await aUser(database, {
      rights: { modules: { accounts: 'all', timeline: { read: 'all', create: 'all', delete: 'own' } } },
    })
    const refused = (version: number, as: User) =>
      api.refused(contract.removeFollowUp, { params: { id: made.id }, version, as })
    expect((await refused(made.version, mate)).status).toBe(403)
    expect((await refused(made.version + 1, chief)).status).toBe(412)
    await api.call(contract.removeFollowUp, { params: { id: made.id }, version: made.version })
  })

  test('a complaint answered is settled', async () => {
    const params = { id: ids.Complains ?? '' }
    await api.call(contract.addInteraction, { params, body: { kind: 'call', body: 'Explained' } })
    expect((await onPage('Complains'))?.action).toBe('winBackVolume')
  })
})

describe('is not told', () => {
  const without = async (name: 'behaviour' | 'timeline') =>
    aUser(database, {
      rights: {
        modules: { accounts: 'all', ...(name === 'timeline' ? {} : { timeline: 'all' as const }) },
        categories: { basic: true, behaviour: name === 'timeline' },
      },
    })
  test.each(['behaviour', 'timeline'] as const)('to a reader without %s', async (name) => {
    const reader = await without(name)
    const raw = await api.inject({ method: 'GET', url: '/api/accounts?limit=100', as: reader })
    expect(raw.json().rows.map((row: contract.AccountRow) => row.nextAction)).toEqual(advised.map(() => null))
    expect(raw.json().rows[0].masked).toContain('nextAction')
    const filter = encodeURIComponent(JSON.stringify({ field: 'nextAction', op: 'isNotEmpty' }))
    for (const [query, code] of [
      ['sort=nextAction', 'sortNotAllowed'],
      [`filter=${filter}`, 'filterNotAllowed'],
    ]) {
      const reply = await api.inject({ method: 'GET', url: `/api/accounts?${query}`, as: reader })
      expect([reply.statusCode, reply.json().code]).toEqual([403, code])
    }
  })
  test('what hides behind it: who reads no timeline learns nothing of complaints', async () => {
    const reader = await without('timeline')
    await api.call(contract.addInteraction, {
      params: { id: ids.Key ?? '' },
      body: { kind: 'complaint', body: 'Again' },
    })
    expect((await onPage('Key'))?.action).toBe('settleComplaint')
    expect((await onPage('Key', reader))?.action).toBe('planNextStep')
  })
})

test('the margin stands in the list as on the 360, of the lines whose cost is known, for who reads finance', async () => {
  await database.owner.query(
    'update account_figures set amount_e4 = 3000000, costed_e4 = 2000000, cost_e4 = 1500000 where account_id = $1',
    [ids.Well],
  )
  const row = (await list()).find((one) => one.name === 'Well')
  const { figures } = (await api.call(contract.readAccount, { params: { id: ids.Well ?? '' } })).body
  expect([row?.grossMargin, figures.grossMargin]).toEqual([0.25, 0.25])
  const filter = JSON.stringify({ field: 'margin', op: 'between', value: [0.2, 0.3] })
  expect((await list({ filter })).map((one) => one.name)).toEqual(['Well'])
  const clerk = await aUser(database, {
    rights: { modules: { accounts: 'all' }, categories: { basic: true, behaviour: true } },
  })
  expect((await list({}, clerk)).map((one) => one.grossMargin)).toEqual(advised.map(() => null))
  expect((await api.refused(contract.listAccounts, { query: { filter }, as: clerk })).status).toBe(403)
  // What the list tells of orders the 360 tells as well.
  const shown = (await list({}, clerk)).find((one) => one.name === 'Complains')
  const page = (await api.call(contract.readCustomer360, { params: { id: ids.Complains ?? '' }, as: clerk })).body
  expect([shown?.orders, page.account.figures.orders, page.account.figures.amountE4]).toEqual([3, 3, null])
})

test('who came since is advised by the next look, and nobody else is written', async () => {
  const { id } = await writeAsOwner(database, (tx) => anAccount(tx, { name: 'Newcomer', quality_score: 90 }))
  ids.Newcomer = id
  expect(await adviseAll(database, now, 'new')).toBe(1)
  expect(await adviseAll(database, now)).toBe(0)
  expect((await onPage('Newcomer'))?.action).toBe('winFirstOrder')
  await database.owner.query('delete from accounts where id = $1', [id])
})
