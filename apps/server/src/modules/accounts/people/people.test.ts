import * as contract from '@quayside/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../../test/harness.ts'
import type { User } from '../../../platform/http/serve.ts'

let database: TestDatabase
let api: TestApp
let clerk: User
let stranger: User
let account: contract.Account

beforeAll(async () => {
  database = await testDatabase()
  const chief = await aUser(database)
  clerk = await aUser(database, { rights: { modules: { accounts: 'all' }, categories: { basic: true } } })
  stranger = await aUser(database, {
    rights: { modules: { accounts: 'own' }, categories: { basic: true, address: true } },
  })
  api = await testApp(database, { as: chief, now: new Date('2026-03-01T08:00:00Z') })
  account = (await api.call(contract.createAccount, { body: { kind: 'enterprise', name: '青岛港集团' } })).body
})

const add = async (body: contract.Contact | Record<string, unknown>) =>
  (await api.call(contract.addContact, { params: { id: account.id }, body: body as never })).body
const read = async (as?: User) =>
  (await api.call(contract.readCustomer360, { params: { id: account.id }, ...(as ? { as } : {}) })).body

describe('people', () => {
  test('are added, found by name and telephone, and the first is the primary one', async () => {
    const before = await read()
    const made = await add({ name: '欧阳修', mobile: '139-0532-1234', role: 'decisionMaker' })
    expect(made).toMatchObject({ name: '欧阳修', mobile: '+8613905321234', isPrimary: true, version: 1 })
    for (const q of ['欧阳修', 'ouyangxiu', '5321234']) {
      const { body } = await api.call(contract.searchAccounts, { query: { q } })
      expect(body.rows).toMatchObject([{ id: account.id, contact: '欧阳修', matched: 'contact' }])
    }
    const after = await read()
    expect(after.account.version).toBe(before.account.version)
    expect(after.account.qualityScore).toBeGreaterThan(before.account.qualityScore)
  })

  test('hand the primary place over', async () => {
    const second = await add({ name: '曾巩', isPrimary: true })
    const { contacts } = await read()
    expect(contacts.filter((one) => one.isPrimary).map((one) => one.name)).toEqual(['曾巩'])
    const first = contacts.find((one) => one.name === '欧阳修')
    expect(first?.version).toBe(2)
    await api.call(contract.changeContact, { params: { id: first?.id ?? '' }, version: 2, body: { isPrimary: true } })
    expect((await read()).contacts.find((one) => one.id === second.id)?.isPrimary).toBe(false)
  })

  test('who hold the primary place are saved with it like anybody', async () => {
    const first = (await read()).contacts.find((one) => one.isPrimary)
    if (!first) throw new Error('Somebody is primary.')
    const saved = await api.call(contract.changeContact, {
      params: { id: first.id },
      version: first.version,
      body: { jobTitle: 'Prefect', isPrimary: true },
    })
    expect(saved.body).toMatchObject({ jobTitle: 'Prefect', isPrimary: true, version: first.version + 1 })
  })

  test('changed by two at once keep the first change', async () => {
    const person = await add({ name: 'Wang' })
    await api.call(contract.changeContact, { params: { id: person.id }, version: 1, body: { jobTitle: 'Director' } })
    const late = await api.refused(contract.changeContact, {
      params: { id: person.id },
      version: 1,
      body: { jobTitle: 'Clerk' },
    })
    expect(late).toMatchObject({ status: 412, body: { current: { jobTitle: 'Director', version: 2 } } })
  })

  test('are related, in both directions seen, once', async () => {
    const boss = await add({ name: 'Boss' })
    const aide = await add({ name: 'Aide' })
    const relate = {
      params: { id: aide.id },
      body: { toContactId: boss.id, kind: 'assists', note: 'since 2019' },
    } as const
    const { body } = await api.call(contract.relateContacts, relate)
    expect(body.relations).toMatchObject([{ kind: 'assists', direction: 'to', contact: { name: 'Boss' } }])
    expect((await api.refused(contract.relateContacts, relate)).status).toBe(409)
    const seen = (await read()).contacts.find((one) => one.id === boss.id)
    expect(seen?.relations).toMatchObject([{ direction: 'from', contact: { name: 'Aide' } }])
    await api.call(contract.unrelateContacts, { params: { id: body.relations[0]?.id ?? '' } })
    expect((await read()).contacts.flatMap((one) => one.relations)).toEqual([])
  })

  test('removed are no longer found', async () => {
    const person = await add({ name: '辛弃疾' })
    await api.call(contract.removeContact, { params: { id: person.id }, version: 1 })
    expect((await api.call(contract.searchAccounts, { query: { q: '辛弃疾' } })).body.rows).toEqual([])
  })

  test('of an account out of sight are not there', async () => {
    const person = await add({ name: 'Hidden' })
    const answer = await api.refused(contract.changeContact, {
      params: { id: person.id },
      version: 1,
      body: { name: 'x' },
      as: stranger,
    })
    expect(answer.status).toBe(404)
  })

  test('keep notes on character from one who may not read behaviour', async () => {
    await add({ name: 'Shy', characterNote: 'dislikes calls' })
    const raw = await api.inject({ method: 'GET', url: `/api/accounts/${account.id}/360`, as: clerk })
    expect(raw.body).toContain('Shy')
    expect(raw.body).not.toContain('dislikes calls')
  })
})

describe('addresses', () => {
  test('take the names of their Chinese division and a checked postcode', async () => {
    const { body } = await api.call(contract.addAddress, {
      params: { id: account.id },
      body: { divisionCode: '370202', street: '港青路6号', postcode: '２６６０１１', unlocode: 'CNTAO' },
    })
    expect(body).toMatchObject({
      province: '山东省',
      city: '青岛市',
      district: '市南区',
      postcode: '266011',
      isPrimary: true,
    })
    const changed = await api.call(contract.changeAddress, {
      params: { id: body.id },
      version: 1,
      body: { isPrimary: true, street: '1号' },
    })
    expect(changed.body).toMatchObject({ street: '1号', isPrimary: true })
  })

  test.each([
    [{ divisionCode: '999999' }, 'unknownDivision'],
    [{ postcode: '12' }, 'postcodeForm'],
  ])('with %j are refused', async (body, code) => {
    const answer = await api.refused(contract.addAddress, { params: { id: account.id }, body })
    expect([answer.status, answer.body.errors?.[0]?.code]).toEqual([422, code])
  })

  test('are neither shown to nor written by one without the category', async () => {
    expect((await read(clerk)).addresses).toEqual([])
    const answer = await api.refused(contract.addAddress, {
      params: { id: account.id },
      body: { street: 'x' },
      as: clerk,
    })
    expect(answer.status).toBe(403)
  })

  test('of a municipality name it as city', async () => {
    const { body } = await api.call(contract.addAddress, {
      params: { id: account.id },
      body: { divisionCode: '310115' },
    })
    expect(body).toMatchObject({ province: '上海市', city: '上海市', district: '浦东新区' })
    await api.call(contract.removeAddress, { params: { id: body.id }, version: 1 })
  })
})

test('divisions are walked from province to district', async () => {
  const below = async (code?: string) =>
    (await api.call(contract.listDivisions, { query: code ? { below: code } : {} })).body
  expect((await below()).length).toBe(34)
  expect(await below('370000')).toContainEqual({ code: '370200', name: '青岛市' })
  expect(await below('370200')).toContainEqual({ code: '370202', name: '市南区' })
  expect(await below('370202')).toEqual([])
})

test.each([
  ['CNSHA', 'CNSHA'],
  ['ningbo', 'CNNGB'],
  ['宁波', 'CNNGB'],
  ['rotterd', 'NLRTM'],
])('a port is found by %s', async (q, unlocode) => {
  const { body } = await api.call(contract.searchPorts, { query: { q } })
  expect(body.map((port) => port.unlocode)).toContain(unlocode)
})
