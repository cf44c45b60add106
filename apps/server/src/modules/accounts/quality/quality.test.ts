import * as contract from '@quayside/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { aTeam, aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { nextNight, scheduleQuality } from './quality.jobs.ts'
import { countQuality } from './quality-bands.queries.ts'
import { rescoreQuality } from './rescore-quality.ts'

let database: TestDatabase
let api: TestApp
let chief: User
let seller: User
let lead: User
let team: string
const now = new Date('2026-03-01T08:00:00Z')
const categories = { basic: true, address: true, behaviour: true, shared: true, finance: true }

beforeAll(async () => {
  database = await testDatabase()
  team = await aTeam(database, '华东')
  chief = await aUser(database, { name: 'Chief' })
  seller = await aUser(database, { name: 'Seller', rights: { modules: { accounts: 'own' }, categories } })
  lead = await aUser(database, {
    teams: [team],
    rights: { modules: { accounts: 'team' }, categories: { ...categories, finance: false } },
  })
  api = await testApp(database, { as: chief, now })
})

const make = async (name: string, more: Partial<contract.NewAccount> = {}) =>
  (await api.call(contract.createAccount, { body: { kind: 'enterprise', name, ...more } })).body
const quality = async (as: User = chief) => (await api.call(contract.readQuality, { as })).body
const aged = (id: string, years: number) =>
  database.owner.query(
    `update accounts set updated_at = $2::timestamptz - $3 * interval '1 year' + interval '123 us', verified_at = null where id = $1`,
    [id, now, years],
  )
const rescore = () => rescoreQuality(database, now, async () => undefined)
const work = async (query: Partial<contract.QueryOf<typeof contract.listToVerify>> = {}, as: User = chief) =>
  (await api.call(contract.listToVerify, { query: { owner: 'all', ...query }, as })).body

describe('the bands', () => {
  test('are the means over the accounts one sees: all, those of the team, one’s own', async () => {
    const full = await make('华东一', { phone: '021-65966105', email: 'a@b.cn', ownerId: seller.id, teamId: team })
    const bare = await make('华东二', { ownerId: chief.id, teamId: team })
    const other = await make('华北一', { ownerId: chief.id, teamId: null })
    const mean = (...accounts: contract.Account[]) =>
      Math.round((accounts.reduce((sum, one) => sum + one.qualityScore, 0) / accounts.length) * 10) / 10

    expect((await quality()).overall).toMatchObject({
      accounts: 3,
      score: mean(full, bare, other),
      validity: 100,
      freshness: expect.closeTo(100, -1),
    })
    expect((await quality(lead)).overall).toMatchObject({ accounts: 2, score: mean(full, bare) })
    expect((await quality(seller)).overall).toMatchObject({ accounts: 1, score: mean(full) })
    const { byTeam, byOwner, issues } = await quality()
    expect(byTeam.map(({ key, name, accounts }) => [key, name, accounts])).toEqual([
      [team, '华东', 2],
      ['none', '', 1],
    ])
    expect(byOwner.find((one) => one.key === seller.id)).toMatchObject({ name: 'Seller', accounts: 1 })
    expect(issues).toContainEqual({ issue: 'missing.phone', accounts: 2 })
  })

  test('of a large base come from the last count, and only for who reads all of it', async () => {
    const live = await quality()
    const counted = new Date('2026-03-01T07:50:00Z')
    await writeAsOwner(database, (tx) => countQuality(tx, counted))
    await database.owner.query(`update pg_class set reltuples = 1000000 where oid = 'accounts'::regclass`)
    try {
      expect(await quality()).toEqual({ ...live, asOf: counted.toISOString() })
      expect((await quality(seller)).asOf).toBe(now.toISOString())
    } finally {
      await database.owner.query(`update pg_class set reltuples = -1 where oid = 'accounts'::regclass`)
    }
  })
})

describe('scoring at night', () => {
  test('lets freshness decay, names what is stale, and is no edit', async () => {
    const account = await make('陈年客户')
    await aged(account.id, 1.5)
    expect((await rescore()).changed).toBe(1)
    const after = (await api.call(contract.readAccount, { params: { id: account.id } })).body
    expect(after.qualityScore).toBeLessThan(account.qualityScore)
    expect(after.qualityIssues).toContain('stale')
    expect(after.version).toBe(account.version)
    expect((await rescore()).changed).toBe(0)
  })

  test('sees a wrong postcode and a division of another province in what was imported', async () => {
    const account = await make('地址有误')
    const insert = `insert into addresses (id, account_id, province, city, postcode, division_code) values (gen_random_uuid(), $1, $2, '市', $3, $4)`
    await database.owner.query(insert, [account.id, '广东省', '51800', '310115'])
    await rescore()
    const issues = (await api.call(contract.readAccount, { params: { id: account.id } })).body.qualityIssues
    expect(issues).toEqual(expect.arrayContaining(['invalid.postcode', 'invalid.division']))
    expect(issues).not.toContain('missing.address')
  })

  test('comes every night, sent once however many nodes start', async () => {
    await scheduleQuality(database, now)
    await scheduleQuality(database, now)
    const { rows } = await database.owner.query(
      `select name, start_after from pgboss.job where name like 'accounts.%uality' order by name`,
    )
    expect(rows).toEqual([
      { name: 'accounts.countQuality', start_after: new Date('2026-03-01T08:15:00Z') },
      { name: 'accounts.rescoreQuality', start_after: new Date('2026-03-01T18:30:00Z') },
    ])
    expect(nextNight(new Date('2026-03-01T18:30:00Z')).toISOString()).toBe('2026-03-02T18:30:00.000Z')
  })
})

describe('the work list', () => {
  test('puts the worst of the best customers first, page by page, each once', async () => {
    const [small, large, fresh] = [await make('小客户'), await make('大客户'), await make('新客户')]
    for (const [account, amount] of [
      [small, 1_0000],
      [large, 9_000_000_0000],
      [fresh, 9_000_000_0000],
    ] as const)
      await database.owner.query(`insert into account_figures (account_id, amount_e4, tier) values ($1, $2, $3)`, [
        account.id,
        amount,
        amount > 1_0000 ? 'A' : 'D',
      ])
    await aged(small.id, 2)
    await aged(large.id, 2)
    await rescore()
    const whole = (await work()).rows.map((row) => row.id)
    expect(whole.indexOf(large.id)).toBeLessThan(whole.indexOf(small.id))
    expect(whole.indexOf(large.id)).toBe(0)
    expect(new Set(whole).size).toBe(whole.length)

    const paged: string[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await work({ limit: 2, ...(cursor ? { cursor } : {}) })
      paged.push(...page.rows.map((row) => row.id))
      if (page.next === null) break
      cursor = page.next
    }
    expect(paged).toEqual(whole)
  })

  test('is one’s own unless all are asked for, of one fault when that is asked for, and empties by verifying', async () => {
    const mine = await make('我的客户', { ownerId: seller.id })
    await aged(mine.id, 3)
    await rescore()
    const own = (await api.call(contract.listToVerify, { as: seller })).body.rows
    expect(own[0]).toMatchObject({ id: mine.id, issues: expect.arrayContaining(['stale']), owner: { name: 'Seller' } })
    expect((await work({ owner: 'me', issue: 'invalid.email' }, seller)).rows).toEqual([])
    await api.call(contract.verifyAccount, { params: { id: mine.id }, as: seller })
    const left = (await work({ owner: 'me', issue: 'stale' }, seller)).rows
    expect(left.map((row) => row.id)).not.toContain(mine.id)
  })

  test('holds a record again whose verification was a mistake, and takes it back once only', async () => {
    const mine = await make('误核实客户', { ownerId: seller.id })
    await aged(mine.id, 3)
    await rescore()
    const stale = (await api.call(contract.readAccount, { params: { id: mine.id }, as: seller })).body
    const { version } = (await api.call(contract.verifyAccount, { params: { id: mine.id }, as: seller })).body
    const back = (await api.call(contract.takeBackVerification, { params: { id: mine.id }, version, as: seller })).body
    expect(back).toMatchObject({
      verifiedAt: null,
      qualityScore: stale.qualityScore,
      qualityIssues: stale.qualityIssues,
    })
    expect((await work({ owner: 'me', issue: 'stale' }, seller)).rows.map((row) => row.id)).toContain(mine.id)

    const again = { params: { id: mine.id }, version: back.version, as: seller }
    expect((await api.refused(contract.takeBackVerification, again)).body.code).toBe('nothingToTakeBack')
    expect((await api.refused(contract.takeBackVerification, { ...again, version })).status).toBe(412)
  })

  test('shows nobody what he may not see', async () => {
    expect((await work({}, seller)).rows.every((row) => row.owner?.id === seller.id)).toBe(true)
  })
})
