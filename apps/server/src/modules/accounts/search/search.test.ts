import * as contract from '@quayside/contract'
import { flattenGroups, searchPlan } from '@quayside/searchkeys'
import { beforeAll, describe, expect, test } from 'vitest'
import { aTeam, aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../../test/harness.ts'
import type { User } from '../../../platform/http/serve.ts'

let database: TestDatabase
let api: TestApp
let chief: User
let seller: User
let mate: User
let bare: User
let ocean: contract.Account

beforeAll(async () => {
  database = await testDatabase()
  chief = await aUser(database)
  const team = await aTeam(database)
  const modules = (scope: 'own' | 'team' | 'all') => ({ accounts: scope, timeline: 'all' as const })
  seller = await aUser(database, { rights: { modules: modules('own'), categories: { basic: true } } })
  mate = await aUser(database, { teams: [team], rights: { modules: modules('team'), categories: { basic: true } } })
  bare = await aUser(database, { rights: { modules: { accounts: { read: 'all' } }, categories: {} } })
  api = await testApp(database, { as: chief })
  const make = async (body: Partial<contract.NewAccount>, as = chief) =>
    (await api.call(contract.createAccount, { body: { kind: 'enterprise', name: 'x', ...body }, as })).body
  ocean = await make({
    name: '上海远洋运输有限公司',
    nameEn: 'Cosco Shipping Lines',
    phone: '021-65966105',
    externalKey: 'SAP-77120',
  })
  await make({ name: '上海远大物流有限公司' })
  await make({ name: '大连市恒智机械设备有限公司' })
  await make({ name: '重庆长安汽车股份有限公司', phone: '13812345678', email: 'info@changan.example' })
  await make({ name: 'Maersk Line', teamId: team })
  await make({ name: '远洋渔业（舟山）有限公司' }, seller)
})

const find = async (q: string, as = chief) => (await api.call(contract.searchAccounts, { query: { q }, as })).body
const names = async (q: string, as = chief) => (await find(q, as)).rows.map((row) => row.name)

describe('a customer is found', () => {
  test.each([
    ['汉字 inside the name', '远洋', ['远洋渔业（舟山）有限公司', '上海远洋运输有限公司']],
    ['full pinyin', 'shanghaiyuanyang', ['上海远洋运输有限公司']],
    ['the reading of a polyphone', 'chongqing', ['重庆长安汽车股份有限公司']],
    ['initials', 'shyy', ['上海远洋运输有限公司']],
    ['English', 'cosco', ['上海远洋运输有限公司']],
    ['a part of the telephone', '596610', ['上海远洋运输有限公司']],
    ['the end of a mobile', '5678', ['重庆长安汽车股份有限公司']],
    ['the key of another system', 'SAP-77120', ['上海远洋运输有限公司']],
    ['mail', 'info@changan.example', ['重庆长安汽车股份有限公司']],
  ])('by %s', async (_, query, expected) => expect(await names(query)).toEqual(expected))

  test.each([
    ['汉字 without the 市 that is written', '大连机械', ['大连市恒智机械设备有限公司']],
    ['the word people remember and what it trades', '恒智设备', ['大连市恒智机械设备有限公司']],
    ['pinyin without 市', 'dalianhengzhi', ['大连市恒智机械设备有限公司']],
    ['initials without 市', 'dlhz', ['大连市恒智机械设备有限公司']],
    ['nothing that is nowhere', '大连远洋', []],
  ])('by what people leave out: %s', async (_, query, expected) =>
    expect(await find(query)).toMatchObject({ corrected: false, rows: expected.map((name) => ({ name })) }),
  )

  test('by its number, first of all', async () =>
    expect((await find(ocean.number)).rows[0]).toMatchObject({ id: ocean.id, matched: 'code' }))

  test('in spite of one slip, and says so', async () => {
    expect(await find('Mearsk')).toMatchObject({ corrected: true, rows: [{ name: 'Maersk Line' }] })
    expect((await find('Maersk')).corrected).toBe(false)
  })
})

describe('a search shows only what one may see', () => {
  test('own', async () => expect(await names('远洋', seller)).toEqual(['远洋渔业（舟山）有限公司']))
  test('of the team', async () => {
    expect(await names('maersk', mate)).toEqual(['Maersk Line'])
    expect(await names('远洋', mate)).toEqual([])
  })
  test('nothing for one who searches as nobody', async () => {
    const { rows } = await database.app.query(`select * from account_candidates('{shang}', '{}', 10)`)
    expect(rows).toEqual([])
  })
  test('no telephone is guessed without the basic category', async () => {
    expect(await names('65966105', bare)).toEqual([])
    expect((await find('远洋运输', bare)).rows).toMatchObject([{ phone: null, nameEn: '', city: null }])
  })
  test('nothing out of the bin', async () => {
    const made = (await api.call(contract.createAccount, { body: { kind: 'individual', name: '诸葛孔明' } })).body
    await api.call(contract.deleteAccount, { params: { id: made.id }, version: 1 })
    expect(await names('诸葛')).toEqual([])
  })
})

describe('by figures', () => {
  beforeAll(async () => {
    const person = { name: '欧阳锋', mobile: '13977120044' }
    await api.call(contract.addContact, { params: { id: ocean.id }, body: person })
  })

  test('of one of its people', async () =>
    expect((await find('771200')).rows).toMatchObject([{ id: ocean.id, matched: 'contact', contact: '欧阳锋' }]))
  test('that it has exactly, before those that hold them somewhere', async () => {
    const exact = (
      await api.call(contract.createAccount, { body: { kind: 'individual', name: '甲', externalKey: '59661' } })
    ).body
    expect((await find('59661')).rows.map((row) => row.id)).toEqual([exact.id, ocean.id])
  })
  test('with one of them wrong, and says so', async () =>
    expect(await find('13812345679')).toMatchObject({
      corrected: true,
      rows: [{ name: '重庆长安汽车股份有限公司', matched: 'phone' }],
    }))
  test('only as far as one sees', async () => {
    expect(await names('771200', seller)).toEqual([])
    expect(await names('771200', mate)).toEqual([])
    expect(await names('771200', bare)).toEqual([])
    const own = (
      await api.call(contract.createAccount, {
        body: { kind: 'individual', name: '乙', phone: '13877120099' },
        as: seller,
      })
    ).body
    expect((await find('771200', seller)).rows.map((row) => row.id)).toEqual([own.id])
  })
  test('for nobody who searches as nobody', async () => {
    const { rows } = await database.app.query(`select * from accounts_with_digits('1397', 10)`)
    expect(rows).toEqual([])
  })
  test('three of them, too', async () => expect(await names('771')).toContain('上海远洋运输有限公司'))
})

test('a long word in letters is found by its rarest parts alone, and verified by all of them', async () => {
  const brands = ['Hongyunchang', 'Hongyuntang', 'Changhongyun', 'Yunchanghong', 'Zhonghongchang']
  for (const nameEn of brands)
    await api.call(contract.createAccount, {
      body: { kind: 'enterprise', name: `测${nameEn}`, nameEn: `${nameEn} Trading` },
    })
  await database.owner.query('analyze accounts')
  const client = await database.app.connect()
  try {
    await client.query(`select set_config('quayside.actor', $1, false)`, [chief.id])
    const groups = flattenGroups(searchPlan('hongyunchang').groups)
    expect(groups.length).toBeGreaterThan(12)
    const candidates = async (lookedUp: number) => {
      const found = await client.query(`select name from account_candidates('{}', $1, 200, $2)`, [groups, lookedUp])
      return found.rows.map((row) => row.name).sort()
    }
    expect(await candidates(12)).toContain('测Hongyunchang')
    for (const lookedUp of [1, 2, 4]) expect(await candidates(lookedUp)).toEqual(await candidates(12))
  } finally {
    await client.query(`select set_config('quayside.actor', '', false)`)
    client.release()
  }
  const keys = await database.owner.query('select count(*)::int as known from common_search_keys()')
  expect(keys.rows[0].known).toBeGreaterThan(0)
  expect(await names('hongyunchang')).toEqual(['测Hongyunchang'])
})

test('a list is narrowed by the same search', async () => {
  const { body } = await api.call(contract.listAccounts, { query: { search: 'yuanyang', sort: 'name', count: 'yes' } })
  expect(body).toMatchObject({
    total: 2,
    rows: [{ name: '上海远洋运输有限公司' }, { name: '远洋渔业（舟山）有限公司' }],
  })
  const filter = JSON.stringify({ field: 'name', op: 'contains', value: '渔业' })
  expect((await api.call(contract.listAccounts, { query: { search: '远洋', filter } })).body.rows).toHaveLength(1)
})

test.each([
  '%',
  "'",
  '\\',
  '\u0000',
  '"; drop table accounts',
  '🚢',
  '  ',
  '\u202e远洋',
  '公',
  'a'.repeat(200),
  '𠮷野家',
])('the query %j is answered or refused, never an error', async (q) => {
  const reply = await api.inject({ method: 'GET', url: `/api/search?q=${encodeURIComponent(q)}` })
  expect([200, 422]).toContain(reply.statusCode)
})
