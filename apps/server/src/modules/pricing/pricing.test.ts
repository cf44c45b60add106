import {
  addTariffVersion,
  askPrice,
  changeTariff,
  checkRateCard,
  createTariff,
  exportTariffRates,
  listTariffRates,
  listTariffs,
  mergeAccounts,
  type NewTariff,
  type PriceQueryInput,
  readTariff,
  restoreTariffVersion,
  undoMerge,
  withdrawTariffVersion,
} from '@quayside/contract'
import { beforeEach, expect, test } from 'vitest'
import type { z } from 'zod'
import { anAccount, aUser, type TestApp, testApp, testDatabase } from '../../../test/harness.ts'
import type { TestDatabase } from '../../../test/test-database.ts'
import { writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { checkCard } from './check-card.ts'

let database: TestDatabase
let api: TestApp
let boss: User
let made = 0
beforeEach(async () => {
  database = await testDatabase()
  boss = await aUser(database)
  api = await testApp(database, { as: boss, now: new Date('2026-06-15T04:00:00Z') })
})

const aRate = { origin: '上海', destination: '北京', basis: 'perKg' as const, rate: '2', service: 'road' as const }
type Given = z.input<typeof NewTariff>
const agreement = (more: Partial<Omit<Given, 'first'>> = {}, first: Partial<Given['first']> = {}) =>
  api.call(createTariff, {
    body: {
      kind: 'agreement',
      code: `T-${++made}`,
      name: 'Price',
      ...more,
      first: { validFrom: '2026-01-01', currency: 'CNY', rates: [aRate], ...first },
    },
  })
const customer = (values = {}) => writeAsOwner(database, (tx) => anAccount(tx, values))
const price = async (more: Partial<PriceQueryInput> = {}) =>
  (
    await api.call(askPrice, {
      body: { service: 'road', origin: '上海市', destination: '北京', on: '2026-06-15', weightG: 100_000, ...more },
    })
  ).body
const sent = (content: string) => ({
  payload: `--b\r\nContent-Disposition: form-data; name="file"; filename="card.csv"\r\n\r\n${content}\r\n--b--\r\n`,
  headers: { 'content-type': 'multipart/form-data; boundary=b' },
})

test('a customer’s agreement goes before the list price, and nobody else has it', async () => {
  const [mill, shop] = [await customer(), await customer()]
  await agreement({ name: 'List' }, { rates: [{ ...aRate, rate: '3' }] })
  await agreement({ accountId: mill.id, name: 'Mill' }, { rates: [{ ...aRate, rate: '2.5' }] })
  expect(await price({ accountId: mill.id })).toMatchObject({ amountE4: 250e4, tariff: { name: 'Mill' } })
  expect(await price({ accountId: shop.id })).toMatchObject({ amountE4: 300e4, tariff: { name: 'List' } })
  expect(await price()).toMatchObject({ amountE4: 300e4 })
})

test('a version is never overwritten: each day is priced by what held then, and a version taken back gives way to the one before', async () => {
  const { body: first } = await agreement({}, { validTo: null })
  const params = { id: first.id }
  await api.call(addTariffVersion, {
    params,
    body: { validFrom: '2026-06-01', currency: 'CNY', rates: [{ ...aRate, rate: '4' }] },
  })
  const { body: third } = await api.call(addTariffVersion, {
    params,
    body: { validFrom: '2026-07-01', currency: 'CNY', rates: [{ ...aRate, rate: '9' }] },
  })
  expect([third.no, third.state, third.versions.map(({ no, state }) => [no, state])]).toEqual([
    2,
    'inForce',
    [
      [3, 'coming'],
      [2, 'inForce'],
      [1, 'replaced'],
    ],
  ])
  expect(third.versions[2]?.replacedBy).toBe(2)
  expect([await price({ on: '2026-05-31' }), await price(), await price({ on: '2026-07-01' })]).toMatchObject([
    { amountE4: 200e4, tariff: { no: 1 } },
    { amountE4: 400e4, tariff: { no: 2 } },
    { amountE4: 900e4, tariff: { no: 3 } },
  ])
  const { body: taken } = await api.call(withdrawTariffVersion, { params: { ...params, no: 2 } })
  expect(taken.versions.map(({ state, replacedBy }) => [state, replacedBy])).toEqual([
    ['coming', null],
    ['withdrawn', null],
    ['inForce', null],
  ])
  expect(await price()).toMatchObject({ amountE4: 200e4, tariff: { no: 1 } })
  await api.call(addTariffVersion, { params, body: { validFrom: '2026-07-01', currency: 'CNY', rates: [aRate] } })
  const { body: both } = await api.call(readTariff, { params })
  // Two that begin on one day: only the newer is coming.
  expect(both.versions.slice(0, 2).map(({ state, replacedBy }) => [state, replacedBy])).toEqual([
    ['coming', null],
    ['replaced', 4],
  ])
  await api.call(withdrawTariffVersion, { params: { ...params, no: 4 } })
  expect((await api.refused(withdrawTariffVersion, { params: { ...params, no: 2 } })).status).toBe(409)
  await api.call(restoreTariffVersion, { params: { ...params, no: 2 } })
  expect(await price()).toMatchObject({ amountE4: 400e4, tariff: { no: 2 } })
  await expect(database.owner.query(`update tariff_versions set currency = 'USD'`)).rejects.toThrow(/never changed/)
})

test('the narrower lane goes before the wider, by name, code and country', async () => {
  await agreement(
    {},
    {
      rates: [
        { ...aRate, origin: '*', destination: '*', rate: '9' },
        { ...aRate, origin: 'CN', destination: '*', rate: '8' },
        { ...aRate, origin: '310000', destination: 'DEHAM', rate: '7' },
        { ...aRate, origin: '310115', destination: 'DEHAM', rate: '6' },
        { ...aRate, origin: 'CNSHA', destination: 'DE', rate: '5' },
      ],
    },
  )
  const asked = async (origin: PriceQueryInput['origin'], destination: PriceQueryInput['destination']) => {
    const answer = await price({ origin, destination, weightG: 1_000 })
    return answer.outcome === 'priced' ? answer.rate.rate : answer.reason
  }
  expect(await asked({ division: '310115' }, { unlocode: 'DEHAM' })).toBe('6')
  expect(await asked({ division: '310101' }, { unlocode: 'DEHAM' })).toBe('7')
  expect(await asked('CNSHA', 'DEBRE')).toBe('5')
  expect(await asked({ country: 'CN' }, 'nowhere')).toBe('8')
  expect(await asked('Lyon', 'Oslo')).toBe('9')
})

test('a place called by another name is found by its town, and its own name goes before', async () => {
  const rates = [
    { ...aRate, origin: '上海', destination: '北京', rate: '5' },
    { ...aRate, origin: '宝山工厂', destination: '北京', rate: '4' },
  ]
  await agreement({}, { rates })
  const asked = async (origin: PriceQueryInput['origin']) => {
    const answer = await price({ origin, destination: { text: '朝阳门店', city: '北京市' }, weightG: 1_000 })
    return answer.outcome === 'priced' ? answer.rate.rate : answer.en
  }
  expect(await asked({ text: '青浦仓库', city: '上海市' })).toBe('5')
  expect(await asked({ text: '宝山工厂', city: '上海市' })).toBe('4')
  expect(await asked({ text: '昆山仓库', city: '昆山' })).toContain('no card knows the origin “昆山仓库, 昆山”')
})

test.each([
  [{ carrier: 'Nobody' }, 'noTariff', 'There is no rate card of carrier Nobody.'],
  [{ on: '2025-12-31' }, 'notValidOn', 'No price is in force on 2025-12-31; the next begins on 2026-01-01.'],
  [{ currency: 'USD' }, 'otherCurrency', 'The lane has no price in USD, only in CNY.'],
  [{ origin: '拉萨' }, 'noLane', 'No rate for 拉萨 → 北京: no card knows the origin “拉萨”.'],
  [{ service: 'air' as const }, 'noService', 'The lane has no rate for “air”, only: road.'],
  [{ weightG: null }, 'weightMissing', 'The rate needs the weight.'],
  [{ weightG: 20_005_000 }, 'outsideBreaks', '20005 kg is in no break of the lane, which has 0–100, 500–10000 kg.'],
  [{ weightG: 200_000 }, 'outsideBreaks', '200 kg is in no break of the lane, which has 0–100, 500–10000 kg.'],
])('where no price can be told it says why: %o', async (asked, reason, en) => {
  await agreement(
    {},
    {
      rates: [
        { ...aRate, to: '100' },
        { ...aRate, from: '500', to: '999.99' },
        { ...aRate, from: '1000', to: '10000' },
      ],
    },
  )
  expect(await price(asked)).toMatchObject({
    outcome: 'notPriced',
    reason,
    en,
    zh: expect.stringMatching(/\p{Script=Han}/u),
  })
})

test('of any carrier the cheapest is told', async () => {
  for (const [carrier, rate] of [
    ['SF', '4'],
    ['YTO', '3'],
    ['ZTO', '5'],
  ])
    await agreement({ kind: 'carrier', carrier: carrier ?? null }, { rates: [{ ...aRate, rate: rate ?? '' }] })
  expect(await price({ carrier: '*' })).toMatchObject({ amountE4: 300e4, tariff: { carrier: 'YTO' } })
  expect(await price({ carrier: 'sf' })).toMatchObject({ amountE4: 400e4 })
  expect(await price()).toMatchObject({ reason: 'noTariff' })
})

test('a card from a file is read row by row, in Chinese as in English, and its faults are named', async () => {
  const content = [
    '运输方式,起运地,目的地,分段起,分段止,计价方式,单价,最低收费,币种',
    '公路,上海,北京,0,100,公斤,2.5,30,CNY',
    '空运,上海,北京,0,45,公斤,免费,,CNY',
    '汽车人,上海,北京,,,公斤,1,,CNY',
    '海运,CNSHA,DEHAM,,,计费吨,65.5,,USD',
    '公路,上海,北京,50,20,公斤,2,,CNY',
    '公路,上海,北京,90,200,公斤,2,,CNY',
    '公路,上海,北京,,,公斤,-1,,CNY',
  ].join('\n')
  const { body } = await api.call(checkRateCard, sent(content))
  expect(body.faults.map(({ row, column }) => [row, column])).toEqual([
    [3, 'G'],
    [4, 'A'],
    [6, 'E'],
    [8, 'G'],
  ])
  expect(body.warnings.map(({ row }) => row)).toEqual([7])
  expect(body.cards.map(({ currency, rates }) => [currency, rates.length])).toEqual([
    ['CNY', 2],
    ['USD', 1],
  ])
  expect(body.cards[1]?.rates[0]).toMatchObject({ service: 'sea', basis: 'perRevenueTon', rate: '65.5' })
  expect((await api.refused(checkRateCard, sent('a,b\n1,2'))).body).toMatchObject({ code: 'columnsMissing' })
})

test('what is exported can be taken in again, and says the same', async () => {
  const rates = [
    { ...aRate, from: '0', to: '99.99', rate: '0.8543750825', minimumE4: 14_024, transitDays: 3, level: 'DTD' },
    { ...aRate, basis: 'flat' as const, rate: '=1+1'.length.toString(), origin: '=cmd' },
  ]
  const { body: tariff } = await agreement({}, { rates })
  const params = { id: tariff.id, no: 1 }
  const file = await api.call(exportTariffRates, { params, query: { format: 'csv' } })
  const { body } = await api.call(checkRateCard, sent(file.raw.body))
  const kept = (await api.call(listTariffRates, { params })).body.rows.map(({ line: _, ...rate }) => rate)
  expect(body.cards[0]?.rates.map((rate) => ({ breakBy: 'weight', ...rate }))).toEqual(kept)
})

test('prices are shown and written by those whose roles say so', async () => {
  const { body: list } = await agreement()
  const blind = await aUser(database, {
    rights: { modules: { pricing: 'all', accounts: 'all' }, categories: { basic: true } },
  })
  expect((await api.refused(readTariff, { params: { id: list.id }, as: blind })).status).toBe(403)
  expect(
    (await api.refused(askPrice, { body: { origin: 'a', destination: 'b', on: '2026-01-01' }, as: blind })).status,
  ).toBe(403)
  const rights = { modules: { pricing: 'own', accounts: 'own' }, categories: { basic: true, finance: true } } as const
  const seller = await aUser(database, { rights })
  const [mine, others] = [await customer({ owner_id: seller.id }), await customer()]
  await agreement({ accountId: others.id })
  const own = await api.call(createTariff, {
    as: seller,
    body: {
      kind: 'agreement',
      accountId: mine.id,
      code: 'OWN',
      name: 'Own',
      first: { validFrom: '2026-01-01', currency: 'CNY', rates: [aRate] },
    },
  })
  expect((await api.call(listTariffs, { as: seller })).body.rows.map(({ code }) => code)).toEqual(['OWN', list.code])
  const change = { params: { id: list.id }, body: { name: 'Mine now' }, version: 1, as: seller }
  expect((await api.refused(changeTariff, change)).status).toBe(403)
  expect(
    (
      await api.call(changeTariff, {
        params: { id: own.body.id },
        body: { name: 'Mine' },
        version: own.body.version,
        as: seller,
      })
    ).body.name,
  ).toBe('Mine')
  const stolen = {
    kind: 'agreement' as const,
    accountId: others.id,
    code: 'X',
    name: 'X',
    first: { validFrom: '2026-01-01', currency: 'CNY', rates: [aRate] },
  }
  expect((await api.refused(createTariff, { body: stolen, as: seller })).status).toBe(422)
  expect((await api.refused(createTariff, { body: { ...stolen, accountId: null }, as: seller })).status).toBe(403)
})

test('an agreement follows its customer into a merge, and returns', async () => {
  const [winner, loser] = [await customer(), await customer()]
  await agreement({ accountId: loser.id })
  const { body: merge } = await api.call(mergeAccounts, {
    body: { winnerId: winner.id, loserId: loser.id, winnerVersion: 1, loserVersion: 1, choices: {} },
  })
  expect(await price({ accountId: winner.id })).toMatchObject({ outcome: 'priced' })
  await api.call(undoMerge, { params: { id: merge.id } })
  expect(await price({ accountId: winner.id })).toMatchObject({ outcome: 'notPriced' })
  expect(await price({ accountId: loser.id })).toMatchObject({ outcome: 'priced' })
})

test('bad input names its field', async () => {
  const refused = async (more: object, first: object = {}) =>
    (
      await api.inject({
        method: 'POST',
        url: '/api/tariffs',
        headers: { 'x-quayside-csrf': '1' },
        payload: {
          kind: 'agreement',
          code: 'B',
          name: 'B',
          ...more,
          first: { validFrom: '2026-01-01', currency: 'CNY', rates: [aRate], ...first },
        },
      })
    ).json<{ code: string; errors?: { path: string }[] }>()
  expect((await refused({ kind: 'carrier' })).errors?.[0]?.path).toBe('/carrier')
  expect((await refused({}, { validTo: '2025-01-01' })).errors?.[0]?.path).toBe('/first/validTo')
  expect((await refused({}, { rates: [{ ...aRate, rate: '-1' }] })).errors?.[0]?.path).toBe('/first/rates/0/rate')
  expect((await refused({}, { rates: [{ ...aRate, from: '9', to: '8' }] })).errors?.[0]?.path).toBe('/rates/0/to')
  expect((await refused({}, { currency: 'yuan' })).errors?.[0]?.path).toBe('/first/currency')
  await agreement({ code: 'TWICE' })
  expect((await refused({ code: 'TWICE' })).code).toBe('codeTaken')
})

test('a faulty cell of a rate card is told by row, column and name, with what to do', async () => {
  const header = ['起运地', '目的地', '分段起', '分段止', '单价']
  const row = (rowNumber: number, ...values: string[]) => ({ rowNumber, values, issues: [] })
  const { faults } = await checkCard(
    { header, rows: [row(2, 'CNSHA', 'DEHAM', '0', '10', 'abc'), row(3, 'CNSHA', 'DEHAM', '20', '10', '2')] },
    'card.csv',
  )
  expect(faults).toEqual([
    {
      row: 2,
      column: 'E',
      zh: '单价：“abc”不是数字。请在文件中更正。',
      en: 'rate: "abc" is not a number. Correct it in the file.',
    },
    {
      row: 3,
      column: 'D',
      zh: '分段止：分段的止“10”小于起“20”，请更正其一。',
      en: 'to: the break ends at “10”, before it begins at “20”. Correct one of them.',
    },
  ])
})
