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

const fields = {
  analysis: 'composition',
  period: 'months12',
  place: { by: 'region' },
  question: { by: 'region' },
} as const
const save = async (name: string, more: object = {}) =>
  (await api.call(contract.saveAnalysisView, { body: { ...fields, name, ...more } })).body
const seen = async (as: User) =>
  (await api.call(contract.listAnalysisViews, { query: { analysis: 'composition' }, as })).body.map((view) => view.name)

test('a saved analysis is seen by its owner, its team or all, as it is shared', async () => {
  await save('private')
  await save('team', { shared: 'team', teamId: team })
  await save('all', { shared: 'all' })
  expect(await seen(chief)).toEqual(['all', 'private', 'team'])
  expect(await seen(mate)).toEqual(['all', 'team'])
  expect(await seen(stranger)).toEqual(['all'])
  expect((await api.call(contract.listAnalysisViews, { query: { analysis: 'other' } })).body).toEqual([])
})

test('it is changed and removed by its owner alone, and comes back with all it was', async () => {
  const view = await save('mine', { shared: 'all' })
  const change = { params: { id: view.id }, version: 1, body: { name: 'renamed' } }
  expect((await api.refused(contract.changeAnalysisView, { ...change, as: mate })).status).toBe(403)
  const { body } = await api.call(contract.changeAnalysisView, change)
  expect(body).toMatchObject({ ...fields, name: 'renamed', version: 2, mine: true, fits: true })
  expect((await api.refused(contract.changeAnalysisView, change)).status).toBe(412)
  expect((await api.refused(contract.removeAnalysisView, { params: { id: view.id }, as: mate })).status).toBe(403)
  await api.call(contract.removeAnalysisView, { params: { id: view.id } })
  expect(await seen(chief)).not.toContain('renamed')
  expect(await seen(mate)).not.toContain('renamed')
  expect((await api.refused(contract.restoreAnalysisView, { params: { id: view.id }, as: mate })).status).toBe(404)
  await api.call(contract.restoreAnalysisView, { params: { id: view.id } })
  expect(await seen(mate)).toContain('renamed')
  expect((await api.refused(contract.restoreAnalysisView, { params: { id: view.id } })).status).toBe(404)
})

test('what the analysis does not take is not saved, and the field is named', async () => {
  const body = { ...fields, name: 'wrong', question: { by: 'colour' } }
  const refusal = await api.refused(contract.saveAnalysisView, { body })
  expect([refusal.status, refusal.body.code]).toEqual([422, 'questionUnfit'])
  expect(refusal.body.errors?.[0]?.path).toBe('/question/by')
  const unknown = await api.refused(contract.saveAnalysisView, {
    body: { ...fields, name: 'x', analysis: 'palmistry' },
  })
  expect([unknown.status, unknown.body.code]).toEqual([422, 'analysisGone'])
})

test('what no longer fits says so instead of vanishing', async () => {
  const view = await save('of an older version')
  await database.owner.query(`update analysis_views set question = '{"by":"colour"}' where id = $1`, [view.id])
  const { body } = await api.call(contract.listAnalysisViews, { query: {} })
  expect(body.find(({ id }) => id === view.id)).toMatchObject({ fits: false })
})

test('it is not shared with a team one is not in', async () => {
  const body = { ...fields, name: 'x', shared: 'team', teamId: team } as const
  expect((await api.refused(contract.saveAnalysisView, { body, as: stranger })).status).toBe(403)
  const nameless = await api.refused(contract.saveAnalysisView, { body: { ...body, teamId: null } })
  expect([nameless.status, nameless.body.code]).toEqual([422, 'teamMissing'])
})

test('a page opens with the saved analysis each has chosen for himself, of those he may open', async () => {
  const all = await save('for all', { shared: 'all' })
  const mine = await save('for me')
  const open = (id: string, as: User) => api.call(contract.openWithAnalysisView, { as, params: { id } })
  const first = async (as: User) =>
    (await api.call(contract.listAnalysisViews, { query: { analysis: 'composition' }, as })).body
      .filter((view) => view.isDefault)
      .map((view) => view.name)
  await open(all.id, chief)
  await open(mine.id, chief)
  await open(all.id, mate)
  expect([await first(chief), await first(mate), await first(stranger)]).toEqual([['for me'], ['for all'], []])
  expect((await api.refused(contract.openWithAnalysisView, { as: stranger, params: { id: mine.id } })).status).toBe(404)
  await api.call(contract.openPlainly, { params: { id: mine.id } })
  await api.call(contract.removeAnalysisView, { params: { id: all.id } })
  expect([await first(chief), await first(mate)]).toEqual([[], []])
})
