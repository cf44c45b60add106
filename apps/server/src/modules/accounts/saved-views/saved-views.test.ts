import * as contract from '@quayside/contract'
import { beforeAll, expect, test } from 'vitest'
import { aTeam, aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../../test/harness.ts'
import type { User } from '../../../platform/http/serve.ts'

let database: TestDatabase
let api: TestApp
let chief: User
let mate: User
let stranger: User
let team: string

beforeAll(async () => {
  database = await testDatabase()
  team = await aTeam(database)
  chief = await aUser(database, { name: 'Chief', teams: [team] })
  mate = await aUser(database, { teams: [team] })
  stranger = await aUser(database)
  api = await testApp(database, { as: chief })
})

const save = async (name: string, more: Partial<Parameters<typeof contract.SavedViewFields.parse>[0] & object> = {}) =>
  (await api.call(contract.saveView, { body: { subject: 'accounts', name, definition: {}, ...more } as never })).body
const seen = async (as: User) =>
  (await api.call(contract.listSavedViews, { query: { subject: 'accounts' }, as })).body.map((view) => view.name)

test('a view is seen by its owner, its team or all, as it is shared', async () => {
  await save('private')
  await save('team', { shared: 'team', teamId: team })
  await save('all', { shared: 'all' })
  expect(await seen(chief)).toEqual(['all', 'private', 'team'])
  expect(await seen(mate)).toEqual(['all', 'team'])
  expect(await seen(stranger)).toEqual(['all'])
})

test('a view is changed and removed by its owner alone', async () => {
  const view = await save('mine', { shared: 'all' })
  const change = { params: { id: view.id }, version: 1, body: { name: 'renamed' } }
  expect((await api.refused(contract.changeView, { ...change, as: mate })).status).toBe(403)
  expect((await api.call(contract.changeView, change)).body).toMatchObject({ name: 'renamed', version: 2, mine: true })
  expect((await api.refused(contract.changeView, change)).status).toBe(412)
  expect((await api.refused(contract.removeView, { params: { id: view.id }, as: stranger })).status).toBe(403)
  await api.call(contract.removeView, { params: { id: view.id } })
  expect((await api.refused(contract.removeView, { params: { id: view.id } })).status).toBe(404)
})

test('a view is not shared with a team one is not in', async () => {
  const body = { subject: 'accounts', name: 'x', definition: {}, shared: 'team', teamId: team } as const
  expect((await api.refused(contract.saveView, { body, as: stranger })).status).toBe(403)
})

test('views of a list are for those who may read the list', async () => {
  const subjects = contract.ViewSubject.options
  const shared = { definition: {}, shared: 'all' } as const
  for (const subject of subjects) await save(`所有 ${subject}`, { subject, ...shared })
  const reached = async (as: User) => {
    const open: string[] = []
    for (const subject of subjects) {
      const told = await api.call(contract.listSavedViews, { query: { subject }, as }).catch((error: Error) => error)
      const body = { subject, name: 'mine', ...shared }
      const kept = await api.call(contract.saveView, { body, as }).catch((error: Error) => error)
      // Whoever reads none of them saves none either.
      expect(told instanceof Error).toBe(kept instanceof Error)
      if (!(told instanceof Error)) open.push(subject)
      else expect(told.message).toContain('answered 403')
    }
    return open
  }
  const having = (modules: Partial<Record<contract.Module, 'all'>>, finance: boolean) =>
    aUser(database, { rights: { modules, categories: { basic: true, finance } } })
  expect(await reached(chief)).toEqual(subjects)
  expect(await reached(await having({ accounts: 'all' }, true))).toEqual(['accounts'])
  expect(await reached(await having({ accounts: 'all', invoices: 'all' }, false))).toEqual(['accounts'])
  expect(await reached(await having({ accounts: 'all', edi: 'all' }, false))).toEqual(['accounts', 'ediMessages'])
  const clerk = await having({ accounts: 'all', invoices: 'all' }, true)
  expect(await reached(clerk)).toEqual(['accounts', 'invoices', 'payments'])
  const view = await save('mine yet', { subject: 'invoices' })
  const blind = await having({ accounts: 'all' }, true)
  await database.owner.query('update saved_views set owner_id = $2 where id = $1', [view.id, blind.id])
  const change = { params: { id: view.id }, version: 1, body: { name: 'x' }, as: blind }
  expect((await api.refused(contract.changeView, change)).status).toBe(403)
})

test('a list takes filter and search from a view, and its own beside it', async () => {
  const make = (name: string, tags: string[]) =>
    api.call(contract.createAccount, { body: { kind: 'enterprise', name, tags } })
  await make('宁波远洋', ['vip'])
  await make('宁波港', ['vip'])
  await make('宁波银行', [])
  const view = await save('vip', {
    shared: 'all',
    definition: { filter: { field: 'tags', op: 'contains', value: 'vip' }, search: '宁波' },
  })
  const names = async (query: Record<string, unknown>) =>
    (await api.call(contract.listAccounts, { query: { view: view.id, ...query } })).body.rows.map((row) => row.name)
  expect(await names({})).toEqual(['宁波港', '宁波远洋'])
  expect(await names({ search: '远洋' })).toEqual(['宁波远洋'])
  expect(await names({ filter: JSON.stringify({ field: 'name', op: 'contains', value: '港' }) })).toEqual(['宁波港'])
})
