import { type ApiKeyQuery, createApiKey, listApiKeys, listNotifications, withdrawApiKey } from '@quayside/contract'
import { beforeAll, expect, test } from 'vitest'
import { aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../test/harness.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'

let database: TestDatabase
/** As test callers. */
let office: TestApp
/** As cookies and keys say. */
let app: TestApp
let administrator: User

beforeAll(async () => {
  database = await testDatabase({ connections: 12 })
  administrator = await aUser(database, { roles: ['administrator'], name: '高管理' })
  office = await testApp(database, { as: administrator })
  app = await testApp(database, { whoAsks: undefined })
})

const aKey = async (owner: User, name: string) => (await office.call(createApiKey, { as: owner, body: { name } })).body
const list = async (query: Partial<ApiKeyQuery> = {}) => (await office.call(listApiKeys, { query })).body
const opens = async (secret: string) =>
  (await app.inject({ method: 'GET', url: '/api/me', headers: { 'x-api-key': secret } })).statusCode

test('an administrator sees whose keys there are and how far they reach, and never what they say', async () => {
  const owner = await aUser(database, { roles: ['dispatcher'], name: '钱进' })
  const { key, secret } = await aKey(owner, 'TMS sync')
  const reply = await office.call(listApiKeys, { query: { search: '钱进' } })
  expect(reply.body.rows).toEqual([
    {
      ...key,
      owner: { id: owner.id, name: '钱进', email: owner.email, image: null },
      expired: false,
      can: { withdraw: true },
    },
  ])
  expect(reply.raw.body).not.toContain(secret)
  expect(reply.raw.body).not.toMatch(/[0-9a-f]{64}/)
})

test('they are found by owner, name and state, and paged in every order without gap or double', async () => {
  const owner = await aUser(database)
  const made: string[] = []
  for (let at = 0; at < 7; at++) made.push((await aKey(owner, `batch ${at % 3}`)).key.id)
  await database.owner.query(
    `update auth_api_keys set expires_at = case when name = 'batch 0' then now() - interval '1 day' end,
            last_used_at = case when name = 'batch 1' then now() end where user_id = $1`,
    [owner.id],
  )
  const found = async (query: Partial<ApiKeyQuery>) => (await list({ ownerId: owner.id, ...query })).total
  expect([await found({}), await found({ state: 'expired' }), await found({ state: 'usable' })]).toEqual([7, 3, 4])
  expect(await found({ search: 'BATCH 2' })).toBe(2)
  expect(await found({ search: '%' })).toBe(0)
  for (const sort of ['createdAt', 'lastUsedAt', 'expiresAt', 'name'] as const)
    for (const direction of ['asc', 'desc'] as const) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await list({ ownerId: owner.id, sort, direction, limit: 2, ...(cursor ? { cursor } : {}) })
        seen.push(...page.rows.map((row) => row.id))
        cursor = page.next ?? undefined
      } while (cursor)
      expect(seen.toSorted(), `${sort} ${direction}`).toEqual(made.toSorted())
    }
  const [latest] = (await list({ ownerId: owner.id, sort: 'expiresAt', direction: 'desc', limit: 1 })).rows
  expect(latest?.expiresAt).toBeNull()
})

test('one that is withdrawn opens nothing more; its owner and the audit trail are told, each once', async () => {
  const owner = await aUser(database)
  const { key, secret } = await aKey(owner, 'old robot')
  expect(await opens(secret)).toBe(200)
  await office.call(withdrawApiKey, { params: { id: key.id } })
  await expect.poll(() => opens(secret), { timeout: 2_000, interval: 20 }).toBe(401)
  expect((await office.refused(withdrawApiKey, { params: { id: key.id } })).status).toBe(404)

  const { rows, unread } = (await office.call(listNotifications, { as: owner })).body
  expect(unread).toBe(1)
  expect(rows[0]).toMatchObject({
    kind: 'apiKeyWithdrawn',
    account: null,
    data: { name: 'old robot', start: key.start, by: { id: administrator.id, name: '高管理' } },
  })
  const events = await database.owner.query(
    'select kind, actor_id, data from events where subject_id = $1 order by seq',
    [key.id],
  )
  expect(events.rows.slice(1)).toEqual([
    {
      kind: 'apiKey.withdrawn',
      actor_id: administrator.id,
      data: { name: 'old robot', ownerId: owner.id, forUserId: owner.id },
    },
  ])
})

test('who withdraws his own key this way needs no notice', async () => {
  const { key } = await aKey(administrator, 'mine')
  await office.call(withdrawApiKey, { params: { id: key.id } })
  expect((await office.call(listNotifications)).body.unread).toBe(0)
})

test('seeing them is not yet withdrawing them, and neither is for a part of the administration', async () => {
  const { key } = await aKey(await aUser(database), 'kept')
  const withRights = (read: 'all' | 'team', change?: 'team') =>
    aUser(database, { rights: { modules: { administration: { read, ...(change ? { change } : {}) } } } })
  const auditor = await withRights('all')
  const { rows } = (await office.call(listApiKeys, { as: auditor, query: { search: 'kept' } })).body
  expect(rows[0]?.can.withdraw).toBe(false)
  for (const as of [auditor, await withRights('all', 'team')])
    expect((await office.refused(withdrawApiKey, { as, params: { id: key.id } })).status).toBe(403)
  expect((await office.refused(listApiKeys, { as: await withRights('team') })).status).toBe(403)
  expect((await office.refused(withdrawApiKey, { params: { id: newId() } })).status).toBe(404)
})
