import * as contract from '@quayside/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { aTeam, aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../../test/harness.ts'
import type { User } from '../../../platform/http/serve.ts'

let database: TestDatabase
let api: TestApp
let chief: User
let seller: User
let mate: User
let stranger: User
const lengthy = `${'国际'.repeat(40)}鸿鹄`

beforeAll(async () => {
  database = await testDatabase()
  chief = await aUser(database)
  const team = await aTeam(database)
  const rights = (scope: 'own' | 'team') => ({ modules: { accounts: scope }, categories: { basic: true } })
  seller = await aUser(database, { rights: rights('own') })
  mate = await aUser(database, { rights: rights('team'), teams: [team] })
  stranger = await aUser(database, { rights: rights('own') })
  api = await testApp(database, { as: chief })
  const make = (name: string, body: Partial<contract.NewAccount>, as = chief) =>
    api.call(contract.createAccount, { body: { kind: 'enterprise', name, ...body }, as })
  await make('鸿鹄物流', { tags: ['重点', '冷链'], teamId: null })
  await make('大鸿鹄贸易', { tags: ['重点'] }, seller)
  await make('上海鸿鹄', { tags: ['冷链'], teamId: team })
  await make(lengthy, { teamId: null })
  await make('宏湖食品', { teamId: null })
})

const names = async (filter: contract.Filter, as = chief) => {
  const query = { filter: JSON.stringify(filter), sort: 'createdAt' as const }
  return (await api.call(contract.listAccounts, { query, as })).body.rows.map((row) => row.name)
}
const called = (value: string): contract.Filter => ({ field: 'name', op: 'contains', value })
const tagged = (op: 'contains' | 'in' | 'is', ...value: string[]): contract.Filter => ({ field: 'tags', op, value })

describe('a part of a name', () => {
  test('is met as written, at the end of a long name too, and not by its sound', async () =>
    expect(await names(called('鸿鹄'))).toEqual(['鸿鹄物流', '大鸿鹄贸易', '上海鸿鹄', lengthy]))
  test('joins other conditions, and their opposite', async () => {
    expect(await names({ all: [called('鸿鹄'), tagged('in', '重点')] })).toEqual(['鸿鹄物流', '大鸿鹄贸易'])
    expect(await names({ any: [called('宏湖'), called('大鸿鹄')] })).toEqual(['大鸿鹄贸易', '宏湖食品'])
  })
  test('is met only where one sees', async () => {
    expect(await names(called('鸿鹄'), seller)).toEqual(['大鸿鹄贸易'])
    expect(await names(called('鸿鹄'), mate)).toEqual(['上海鸿鹄'])
    expect(await names(called('鸿鹄'), stranger)).toEqual([])
  })
})

describe('tags', () => {
  test('all of them, or any', async () => {
    expect(await names(tagged('contains', '重点', '冷链'))).toEqual(['鸿鹄物流'])
    expect(await names(tagged('in', '重点', '冷链'))).toEqual(['鸿鹄物流', '大鸿鹄贸易', '上海鸿鹄'])
  })
  test('only where one sees', async () => {
    expect(await names(tagged('in', '重点', '冷链'), mate)).toEqual(['上海鸿鹄'])
    expect(await names(tagged('in', '重点', '冷链'), stranger)).toEqual([])
  })
})

test('more than are asked for are left to the walk over the list; nobody is told of any', async () => {
  const client = await database.app.connect()
  const ask = async (actor: string, most: number) => {
    await client.query(`select set_config('quayside.actor', $1, false)`, [actor])
    const { rows } = await client.query(`select accounts_tagged('{重点}', false, $1) as ids`, [most])
    return rows[0].ids
  }
  expect(await ask(chief.id, 2)).toHaveLength(2)
  expect(await ask(chief.id, 1)).toBeNull()
  expect(await ask('', 5)).toEqual([])
  await client.query('reset all')
  client.release()
})
