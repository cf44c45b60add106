import * as contract from '@quayside/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { aUser, type TestApp, type TestDatabase, testApp, testDatabase, testFiles } from '../../../../test/harness.ts'
import { openSignal } from '../../../platform/event-signal.ts'
import type { User } from '../../../platform/http/serve.ts'
import { openJobs } from '../../../platform/jobs/index.ts'
import { silentLog } from '../../../platform/log.ts'
import { accountJobs } from '../index.ts'

let database: TestDatabase
let api: TestApp
let chief: User
let seller: User
let close: () => Promise<void>

beforeAll(async () => {
  database = await testDatabase()
  chief = await aUser(database, { name: 'Chief' })
  seller = await aUser(database, {
    name: 'Seller',
    rights: {
      modules: { accounts: { read: 'all', create: 'own', change: 'own', export: 'own' } },
      categories: { basic: true, behaviour: true, finance: { read: true } },
    },
  })
  api = await testApp(database, { as: chief })
  const context = { database, files: testFiles(database), clock: () => new Date(), log: silentLog }
  const signal = openSignal(database.ownerConfig, { channel: 'quayside_jobs' })
  const queue = await openJobs({ owner: database.ownerConfig, context, jobs: accountJobs({}), signal })
  close = () => queue.stop().then(() => signal.close())
  return () => close()
})

const make = async (name: string, more: Partial<contract.NewAccount> = {}, as = chief) =>
  (await api.call(contract.createAccount, { body: { kind: 'enterprise', name, ...more }, as })).body
const read = async (id: string) => (await api.call(contract.readAccount, { params: { id } })).body

async function finished(jobId: string, as = chief): Promise<contract.Job> {
  await expect
    .poll(async () => (await api.call(contract.readJob, { params: { id: jobId }, as })).body.state, { interval: 50 })
    .toMatch(/done|failed|cancelled/)
  return (await api.call(contract.readJob, { params: { id: jobId }, as })).body
}

describe('changing many accounts', () => {
  test('changes those chosen, and undoing leaves alone what was changed since', async () => {
    const accounts = await Promise.all(
      Array.from({ length: 5 }, (_, n) => make(`bulk ${n}`, { tags: ['old'], industry: 'coal' })),
    )
    const ids = accounts.map((one) => one.id)
    const body = {
      selection: { ids, except: [ids[4] as string] },
      change: {
        addTags: ['vip'],
        removeTags: ['old'],
        industry: 'steel',
        state: 'active',
        ownerId: null,
        potential: 4,
      },
    } as const
    const { body: order } = await api.call(contract.changeManyAccounts, { body: body as never })
    expect(await finished(order.jobId)).toMatchObject({
      state: 'done',
      result: { changed: 4, skipped: { notAllowed: 0 } },
    })
    expect(await read(ids[0] as string)).toMatchObject({
      tags: ['vip'],
      industry: 'steel',
      state: 'active',
      owner: null,
      potential: 4,
      version: 2,
    })
    expect(await read(ids[4] as string)).toMatchObject({ tags: ['old'], version: 1 })

    await api.call(contract.changeAccount, { params: { id: ids[1] as string }, version: 2, body: { note: 'mine' } })
    const { body: undo } = await api.call(contract.undoManyAccounts, { params: { id: order.jobId } })
    expect(await finished(undo.jobId)).toMatchObject({
      result: { undone: 3, leftAlone: 1, numbers: [accounts[1]?.number] },
    })
    expect(await read(ids[0] as string)).toMatchObject({
      tags: ['old'],
      industry: 'coal',
      state: 'prospect',
      owner: { name: 'Chief' },
      potential: null,
      stateSince: accounts[0]?.stateSince,
      version: 3,
    })
    expect(await read(ids[1] as string)).toMatchObject({ tags: ['vip'], note: 'mine' })
    expect((await api.refused(contract.undoManyAccounts, { params: { id: order.jobId } })).status).toBe(409)
    const { rows } = await database.owner.query(`select kind from events where subject_id = $1 order by seq`, [ids[0]])
    expect(rows.map((row) => row.kind)).toEqual([
      'account.created',
      'account.changed',
      'account.ownerChanged',
      'account.stateMoved',
      'account.changed',
      'account.ownerChanged',
      'account.stateMoved',
    ])
  })

  test('hands nobody over whom one would not see any more, and says so', async () => {
    const clerk = await aUser(database, {
      rights: { modules: { accounts: { read: 'own', create: 'own', change: 'own' } }, categories: { basic: true } },
    })
    const { id } = await make('clerk’s', {}, clerk)
    const { body } = await api.call(contract.changeManyAccounts, {
      body: { selection: { ids: [id] }, change: { ownerId: chief.id } },
      as: clerk,
    })
    expect(await finished(body.jobId, clerk)).toMatchObject({
      result: { changed: 0, skipped: { notAllowed: 0, outOfSight: 1 } },
    })
    expect((await read(id)).owner?.id).toBe(clerk.id)
  })

  test('skips what one may not change and what cannot move so', async () => {
    const mine = await make('seller’s', {}, seller)
    const theirs = await make('chief’s')
    const order = (change: Record<string, unknown>) =>
      api.call(contract.changeManyAccounts, {
        body: { selection: { ids: [mine.id, theirs.id] }, change: change as never },
        as: seller,
      })
    expect(await finished((await order({ addTags: ['x'] })).body.jobId, seller)).toMatchObject({
      result: { changed: 1, skipped: { notAllowed: 1 } },
    })
    expect((await read(theirs.id)).tags).toEqual([])
    expect(await finished((await order({ state: 'wonBack' })).body.jobId, seller)).toMatchObject({
      result: { changed: 0, skipped: { moveNotAllowed: 1 } },
    })
    const answer = await api.refused(contract.changeManyAccounts, {
      body: { selection: { ids: [mine.id] }, change: { creditGrade: 'AAA' } },
      as: seller,
    })
    expect([answer.status, answer.body.code]).toEqual([403, 'categoryNotWritable'])
  })

  test('of another person is not undone', async () => {
    const { id } = await make('undo')
    const { body } = await api.call(contract.changeManyAccounts, {
      body: { selection: { ids: [id] }, change: { addTags: ['x'] } },
    })
    await finished(body.jobId)
    expect((await api.refused(contract.undoManyAccounts, { params: { id: body.jobId }, as: seller })).status).toBe(404)
  })
})

describe('exporting a list', () => {
  const download = (jobId: string, as = chief) => api.inject({ method: 'GET', url: `/api/jobs/${jobId}/file`, as })

  test('gives a CSV that no spreadsheet runs, with exact money and names in the language asked for', async () => {
    await make('=cmd|calc', { creditLimitE4: 123_4567, tags: ['export'], state: undefined } as never)
    await make('出口 "客户", 一', { tags: ['export'] })
    const body = {
      selection: { filter: { field: 'tags', op: 'contains', value: 'export' } },
      format: 'csv',
      columns: ['number', 'name', 'state', 'creditLimitE4', 'owner'] as string[],
      locale: 'zh-CN',
    } as const
    const { body: order } = await api.call(contract.exportAccounts, { body })
    expect(await finished(order.jobId)).toMatchObject({ state: 'done', hasFile: true, result: { rows: 2 } })
    const file = await download(order.jobId)
    const lines = file.body.replace('\ufeff', '').trim().split('\r\n')
    expect(lines[0]).toBe('客户编号,名称,客户状态,信用额度,负责人')
    expect(
      lines
        .slice(1)
        .sort()
        .map((line) => line.replace(/^C-\d+,/, '')),
    ).toEqual(expect.arrayContaining(["'=cmd|calc,线索,123.4567,Chief", '"出口 ""客户"", 一",线索,,Chief']))
    expect((await download(order.jobId, seller)).statusCode).toBe(404)
  })

  test('writes a choice of a field of one’s own as people read it, and a moment as the clocks showed it', async () => {
    const field = {
      subject: 'account' as const,
      key: 'lane',
      labelZh: '航线',
      labelEn: 'Lane',
      kind: 'choice' as const,
      category: 'basic' as const,
      choices: [{ value: 'eu', labelZh: '欧线', labelEn: 'Europe' }],
    }
    await api.call(contract.createCustomField, { body: field })
    const { createdAt } = await make('择线', { custom: { lane: 'eu' }, tags: ['lane'] })
    const body = {
      selection: { filter: { field: 'tags', op: 'contains', value: 'lane' } },
      format: 'csv',
      columns: ['name', 'custom.lane', 'createdAt'] as string[],
      locale: 'en',
    } as const
    const { body: order } = await api.call(contract.exportAccounts, { body })
    await finished(order.jobId)
    const [, line] = (await download(order.jobId)).body.trim().split('\r\n')
    const { rows } = await database.owner.query(
      `select to_char($1::timestamptz at time zone (select time_zone from company), 'YYYY-MM-DD HH24:MI') as shown`,
      [createdAt],
    )
    expect(line).toBe(`择线,Europe,${rows[0].shown}`)
  })

  test('gives an XLSX', async () => {
    const body = {
      selection: {},
      format: 'xlsx',
      columns: ['number', 'name', 'createdAt'] as string[],
      locale: 'en',
    } as const
    const { body: order } = await api.call(contract.exportAccounts, { body })
    await finished(order.jobId)
    const file = await download(order.jobId)
    expect(file.rawPayload.subarray(0, 2).toString()).toBe('PK')
  })

  test('holds only the accounts and categories one may export', async () => {
    const mine = await make('mine to export', {}, seller)
    const columns = ['name', 'creditLimitE4']
    const refused = await api.refused(contract.exportAccounts, {
      body: { selection: {}, format: 'csv', columns },
      as: seller,
    })
    expect([refused.status, refused.body.code]).toEqual([403, 'categoryNotExportable'])
    const { body } = await api.call(contract.exportAccounts, {
      body: { selection: {}, format: 'csv', columns: ['name'] },
      as: seller,
    })
    await finished(body.jobId, seller)
    const names = (await download(body.jobId, seller)).body.replace('\ufeff', '').trim().split('\r\n').slice(1)
    expect(names).toContain(mine.name)
    expect(names).not.toContain('undo')
  })

  test.each([['password'], ['search_keys'], ['constructor'], ['source']])('knows no column %s', async (column) => {
    const answer = await api.refused(contract.exportAccounts, {
      body: { selection: {}, format: 'csv', columns: [column] },
    })
    expect(answer.status).toBe(422)
  })
})
