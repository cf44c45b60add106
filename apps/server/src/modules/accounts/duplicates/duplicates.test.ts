import * as contract from '@quayside/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  aTeam,
  aUser,
  type TestApp,
  type TestDatabase,
  testApp,
  testDatabase,
  testFiles,
} from '../../../../test/harness.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { JobDefinition } from '../../../platform/jobs/index.ts'
import { runJob } from '../../../platform/jobs/run-job.ts'
import { silentLog } from '../../../platform/log.ts'
import { scanDuplicatesJob } from './scan-duplicates.job.ts'
import { scanDuplicates } from './scan-duplicates.ts'

let database: TestDatabase
let api: TestApp
let chief: User
let seller: User
let reader: User
let team: string
let clock = new Date('2026-03-01T08:00:00Z')

const categories = { basic: true, address: true, behaviour: true, shared: true, finance: true }

beforeAll(async () => {
  database = await testDatabase()
  team = await aTeam(database, '华南一部')
  chief = await aUser(database, { name: 'Chief', teams: [team] })
  seller = await aUser(database, {
    rights: { modules: { accounts: { read: 'own', create: 'own', change: 'own' } }, categories },
  })
  reader = await aUser(database, { rights: { modules: { accounts: { read: 'own' } }, categories } })
  api = await testApp(database, { as: chief, now: clock })
})

const make = async (name: string, more: Partial<contract.NewAccount> = {}, as: User = chief) =>
  (await api.call(contract.createAccount, { body: { kind: 'enterprise', name, ...more }, as })).body
const similar = async (body: Partial<contract.NewAccount> & { exceptId?: string }, as: User = chief) =>
  (await api.call(contract.similarAccounts, { body, as })).body
const scan = () => scanDuplicates(database, clock, async () => undefined)
const pairsOf = async (accountId: string, state: 'open' | 'dismissed' | 'merged' = 'open', as: User = chief) =>
  (await api.call(contract.listDuplicates, { query: { accountId, state }, as })).body.rows

describe('while a customer is typed', () => {
  test('one that looks like him is shown with the reasons', async () => {
    const known = await make('上海远洋运输有限公司', { phone: '021-65966105' })
    const found = await similar({ kind: 'enterprise', name: '上海遠洋運輸公司', phone: '+86 21 6596 6105' })
    expect(found[0]).toMatchObject({
      account: { id: known.id, number: known.number, name: known.name },
      verdict: 'same',
      visible: true,
      team: '华南一部',
    })
    expect(found[0]?.reasons.map((one) => one.field)).toEqual(expect.arrayContaining(['name', 'phone']))
  })

  test('nothing is found for a customer who is new, nor for himself', async () => {
    const own = await make('青岛海丰冷链物流有限公司')
    expect(await similar({ name: '成都蓉欧国际货运代理有限公司' })).toEqual([])
    expect(await similar({ name: own.name, exceptId: own.id })).toEqual([])
    expect(await similar({})).toEqual([])
  })

  test('one he may not see is told to exist with number and team, and nothing that tells more', async () => {
    const hidden = await make('广州珠江钢管有限公司', { phone: '020-84106188', creditCode: '91440300708461136T' })
    const found = await similar({ name: '广州珠江钢管有限公司', phone: '020 8410 6188' }, seller)
    expect(found).toEqual([
      {
        account: { id: hidden.id, number: hidden.number, name: '' },
        score: 1,
        verdict: 'same',
        reasons: [],
        visible: false,
        team: '华南一部',
      },
    ])
    expect(await similar({ name: '广州珠江钢管有限公司', phone: '020 8410 6188' }, reader)).toEqual([])
  })

  test('a phone that hundreds share brings up none of them', async () => {
    await database.owner.query(`
      insert into accounts (id, number, kind, name, sort_key, phone, match_keys)
      select gen_random_uuid(), 'X-' || n, 'enterprise', '代理客户' || n, 'x', '+862150001000', array['p:2150001000']
      from generate_series(1, 150) n`)
    expect(await similar({ name: '代理客户1', phone: '021-50001000' })).toEqual([])
  })

  test('who may not read addresses is not told that an address agrees', async () => {
    const account = await make('天津北方船务代理有限公司', { phone: '022-66271234' })
    await api.call(contract.addAddress, {
      params: { id: account.id },
      body: { city: '天津市', street: '新港路 18 号' },
    })
    const clerk = await aUser(database, {
      rights: { modules: { accounts: 'all' }, categories: { basic: { read: true } } },
    })
    const [found] = await similar({ name: account.name, exceptId: (await make('天津北方船务代理公司')).id }, clerk)
    expect(found?.reasons.every((one) => !['street', 'city', 'streetNumber'].includes(one.field))).toBe(true)
  })
})

describe('a scan', () => {
  test('finds the pairs of the whole base once each, and finds nothing new the second time', async () => {
    const a = await make('宁波舟山港集装箱运输有限公司', { phone: '0574-27687001' })
    const b = await make('宁波舟山港集装箱运输公司', { phone: '0574-27687001' })
    const first = await scan()
    expect(first.fresh).toBeGreaterThan(0)
    const [pair] = await pairsOf(a.id)
    expect(pair).toMatchObject({ state: 'open', can: { dismiss: true, merge: true }, verdict: 'same' })
    expect([pair?.a.id, pair?.b.id].sort()).toEqual([a.id, b.id].sort())
    expect(await scan()).toMatchObject({ fresh: 0, reopened: 0, withdrawn: 0, pairs: first.pairs })
  })

  test('withdraws a pair that no longer looks like one customer', async () => {
    const a = await make('厦门象屿速传供应链有限公司')
    const b = await make('厦门象屿速传供应链公司')
    await scan()
    expect(await pairsOf(a.id)).toHaveLength(1)
    await api.call(contract.changeAccount, { params: { id: b.id }, body: { name: '昆明翠湖茶业有限公司' }, version: 1 })
    clock = new Date(clock.getTime() + 1000)
    expect((await scan()).withdrawn).toBe(1)
    expect(await pairsOf(a.id)).toHaveLength(0)
  })

  test('is a job with progress for who may change every account, and refused to others', async () => {
    expect((await api.refused(contract.scanDuplicates, { as: seller })).status).toBe(403)
    const { jobId } = (await api.call(contract.scanDuplicates)).body
    const context = { database, files: testFiles(database), clock: () => clock, log: silentLog }
    const taken = { id: jobId, data: { actorId: chief.id }, retryCount: 0, retryLimit: 5 }
    await runJob(scanDuplicatesJob as unknown as JobDefinition, taken, context, new AbortController().signal)
    expect((await api.call(contract.readJob, { params: { id: jobId } })).body).toMatchObject({
      kind: 'accounts.scanDuplicates',
      state: 'done',
      result: { pairs: expect.any(Number), crowded: expect.any(Number) },
    })
    const { rows } = await database.owner.query('select kind, actor_id from events where subject_id = $1', [jobId])
    expect(rows).toEqual([{ kind: 'accounts.duplicatesScanned', actor_id: chief.id }])
  })

  test('stops where it is told to, and keeps what it has found', async () => {
    const stop = new Error('stop')
    await expect(
      scanDuplicates(database, clock, async (done) => {
        if (done > 0) throw stop
      }),
    ).rejects.toBe(stop)
  })
})

describe('a pair of two customers', () => {
  const twins = async (name: string) => {
    const a = await make(`${name}有限公司`, { phone: '0411-87654321' })
    const b = await make(`${name}公司`)
    await scan()
    const [pair] = await pairsOf(a.id)
    if (!pair) throw new Error('No pair was found.')
    return { a, b, pair }
  }

  test('is shown side by side with what hangs on each', async () => {
    const { a, pair } = await twins('大连港湾国际物流')
    await api.call(contract.addContact, { params: { id: a.id }, body: { name: '王芳' } })
    const { body } = await api.call(contract.compareDuplicates, { params: { id: pair.id } })
    const side = body.a.id === a.id ? 'a' : 'b'
    expect(body.counts[side]).toMatchObject({ contacts: 1, addresses: 0, orders: 0 })
    expect(body.pair).toEqual(pair)
  })

  test('once dismissed is not reported again until its data change materially', async () => {
    const { a, b, pair } = await twins('唐山曹妃甸实业')
    await api.call(contract.dismissDuplicate, { params: { id: pair.id } })
    expect(await similar({ name: a.name, exceptId: a.id })).toEqual([])
    await scan()
    expect(await pairsOf(a.id)).toHaveLength(0)
    await api.call(contract.changeAccount, {
      params: { id: b.id },
      body: { note: 'rang', name: '唐山曹妃甸实业  公司' },
      version: 1,
    })
    await scan()
    expect(await pairsOf(a.id, 'dismissed')).toHaveLength(1)
    await api.call(contract.changeAccount, { params: { id: b.id }, body: { phone: '0411-87654321' }, version: 2 })
    expect((await scan()).reopened).toBe(1)
    expect(await pairsOf(a.id)).toHaveLength(1)
  })

  test('can be looked at again, and both accounts tell who judged', async () => {
    const { a, pair } = await twins('烟台打捞局工程')
    await api.call(contract.dismissDuplicate, { params: { id: pair.id } })
    await api.call(contract.reconsiderDuplicate, { params: { id: pair.id } })
    expect(await pairsOf(a.id)).toHaveLength(1)
    const { rows } = await database.owner.query(
      `select kind, actor_id from events where account_id = $1 and kind like 'account.duplicate%' order by seq`,
      [a.id],
    )
    expect(rows).toEqual([
      { kind: 'account.duplicateDismissed', actor_id: chief.id },
      { kind: 'account.duplicateReconsidered', actor_id: chief.id },
    ])
  })

  test('is invisible to who sees only one of the two, and not judged by who may change none', async () => {
    const { a, pair } = await twins('连云港新丝路航运')
    const looker = await aUser(database, {
      rights: { modules: { accounts: { read: 'all', change: 'own' } }, categories },
    })
    expect((await api.refused(contract.dismissDuplicate, { params: { id: pair.id }, as: looker })).status).toBe(403)
    expect((await pairsOf(a.id, 'open', looker))[0]?.can).toEqual({ dismiss: false, merge: false })
    await database.owner.query('update accounts set owner_id = $1 where id = $2', [seller.id, a.id])
    expect(await pairsOf(a.id, 'open', seller)).toEqual([])
    expect((await api.refused(contract.compareDuplicates, { params: { id: pair.id }, as: seller })).status).toBe(404)
    expect((await api.refused(contract.dismissDuplicate, { params: { id: pair.id }, as: seller })).status).toBe(404)
  })
})
