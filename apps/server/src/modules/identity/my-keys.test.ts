import {
  type BodyOf,
  changeCompany,
  changeMe,
  changeRole,
  createApiKey,
  deactivateUser,
  deleteApiKey,
  endMyOtherSessions,
  endMySession,
  listColleagues,
  listMyApiKeys,
  listMySessions,
  listRoles,
  listUsers,
  readCompany,
  readMe,
} from '@quayside/contract'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../test/harness.ts'
import { writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { cookieFrom, givePassword, signIn } from './sign-in/sign-in-for-tests.ts'

let database: TestDatabase
let app: TestApp
/** Another node on the same database. */
let elsewhere: TestApp

beforeAll(async () => {
  database = await testDatabase({ connections: 16 })
  app = await testApp(database, { whoAsks: undefined })
  elsewhere = await testApp(database, { whoAsks: undefined })
})
beforeEach(() => database.owner.query('delete from auth_failures'))

async function signedIn(options: Parameters<typeof aUser>[1] = { roles: ['salesRepresentative'] }) {
  const user = await aUser(database, options)
  await givePassword(database, user.id)
  return { user, cookie: cookieFrom(await signIn(app, user.email)) }
}
const status = async (at: TestApp, headers: Record<string, string>) =>
  (await at.inject({ method: 'GET', url: '/api/me', headers })).statusCode

describe('my sessions', () => {
  test('are listed with the present one marked, and never with their tokens', async () => {
    const { user, cookie } = await signedIn()
    await signIn(app, user.email)
    const { body, raw } = await app.call(listMySessions, { headers: { cookie } })
    expect(body).toHaveLength(2)
    expect(body.filter((session) => session.current)).toHaveLength(1)
    expect(raw.body).not.toContain(decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0])
  })

  test('end at once when I say so, and only mine', async () => {
    const { user, cookie } = await signedIn()
    const other = cookieFrom(await signIn(app, user.email))
    const stranger = await signedIn()
    expect(await status(app, { cookie: other })).toBe(200)
    const { body } = await app.call(listMySessions, { headers: { cookie } })
    const [theirs] = (await app.call(listMySessions, { headers: { cookie: stranger.cookie } })).body
    const id = body.find((session) => !session.current)?.id ?? ''
    await app.call(endMySession, { params: { id }, headers: { cookie } })
    expect(await status(app, { cookie: other })).toBe(401)
    expect((await app.refused(endMySession, { params: { id: theirs?.id ?? '' }, headers: { cookie } })).status).toBe(
      404,
    )
    expect(await status(app, { cookie: stranger.cookie })).toBe(200)
  })

  test('all but this one end together', async () => {
    const { user, cookie } = await signedIn()
    const others = [cookieFrom(await signIn(app, user.email)), cookieFrom(await signIn(app, user.email))]
    await app.call(endMyOtherSessions, { headers: { cookie } })
    for (const other of others) expect(await status(app, { cookie: other })).toBe(401)
    expect(await status(app, { cookie })).toBe(200)
  })

  test('on another node, too, within moments', async () => {
    const { user, cookie } = await signedIn()
    const other = cookieFrom(await signIn(app, user.email))
    await expect.poll(() => status(elsewhere, { cookie: other })).toBe(200)
    await app.call(endMyOtherSessions, { headers: { cookie } })
    await expect.poll(() => status(elsewhere, { cookie: other }), { timeout: 2_000, interval: 20 }).toBe(401)
  })
})

describe('a change of who may what', () => {
  test('of a role holds from the next request on, on every node', async () => {
    const office = await signedIn({ roles: ['administrator'] })
    const { cookie } = await signedIn({ roles: ['dispatcher'] })
    const read = async (at: TestApp) =>
      (await at.call(readMe, { headers: { cookie } })).body.rights.modules.accounts.read
    expect([await read(app), await read(elsewhere)]).toEqual(['all', 'all'])
    const role = (await app.call(listRoles, { headers: { cookie: office.cookie } })).body.find(
      (one) => one.code === 'dispatcher',
    )
    if (!role) throw new Error('no dispatcher')
    const rights = structuredClone(role.rights)
    rights.modules.accounts.read = 'own'
    await app.call(changeRole, {
      params: { id: role.id },
      version: role.version,
      body: { nameZh: role.nameZh, nameEn: role.nameEn, rights },
      headers: { cookie: office.cookie },
    })
    expect(await read(app)).toBe('own')
    await expect.poll(() => read(elsewhere), { timeout: 2_000, interval: 20 }).toBe('own')
  })

  test('shuts a deactivated user out in the middle of his session', async () => {
    const office = await signedIn({ roles: ['administrator'] })
    const { user, cookie } = await signedIn()
    expect(await status(app, { cookie })).toBe(200)
    await app.call(deactivateUser, { params: { id: user.id }, headers: { cookie: office.cookie } })
    expect(await status(app, { cookie })).toBe(401)
    await expect.poll(() => status(elsewhere, { cookie }), { timeout: 2_000, interval: 20 }).toBe(401)
  })

  test('asks the database once for a caller and then remembers him', async () => {
    const { cookie } = await signedIn()
    await app.call(listColleagues, { headers: { cookie } })
    const asked: string[] = []
    const query = database.owner.query.bind(database.owner)
    database.owner.query = ((...args: Parameters<typeof query>) => {
      asked.push(JSON.stringify(args[0]))
      return query(...args)
    }) as typeof query
    try {
      for (let at = 0; at < 5; at++) await app.call(listColleagues, { headers: { cookie } })
    } finally {
      database.owner.query = query
    }
    expect(asked.filter((text) => text.includes('who-asks'))).toEqual([])
  })
})

describe('an API key', () => {
  const newKey = async (cookie: string, body: BodyOf<typeof createApiKey>) =>
    (await app.call(createApiKey, { headers: { cookie }, body })).body

  test('acts for its owner, is shown once, and lies in the database as a hash', async () => {
    const { user, cookie } = await signedIn()
    const { key, secret } = await newKey(cookie, { name: 'ERP' })
    expect(secret).toMatch(/^qs_[\w-]{32}$/)
    expect(key).toMatchObject({ name: 'ERP', readOnly: true, start: secret.slice(0, 8) })
    const me = await app.call(readMe, { headers: { authorization: `Bearer ${secret}` } })
    expect(me.body.user.id).toBe(user.id)
    expect(await status(app, { 'x-api-key': secret })).toBe(200)
    const { rows } = await database.owner.query('select * from auth_api_keys where id = $1', [key.id])
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect(JSON.stringify((await app.call(listMyApiKeys, { headers: { cookie } })).body)).not.toContain(secret)
  })

  test('is not kept for a repetition of the request that made it', async () => {
    const { cookie } = await signedIn()
    const headers = { cookie, 'idempotency-key': 'new-key-for-erp' }
    const refused = await app.refused(createApiKey, { headers, body: { name: 'ERP' } })
    expect(refused.body.code).toBe('idempotencyNotSupported')
    const kept = await database.owner.query(`select 1 from idempotency_keys where reply::text like '%qs_%'`)
    expect(kept.rows).toEqual([])
  })

  test('has at most its owner’s rights, less what it was made without', async () => {
    const { cookie } = await signedIn({ roles: ['administrator'] })
    const readOnly = await newKey(cookie, { name: 'reports' })
    const accountsOnly = await newKey(cookie, { name: 'sync', readOnly: false, modules: ['accounts'] })
    const rights = async (secret: string) => (await app.call(readMe, { headers: { 'x-api-key': secret } })).body.rights
    expect((await rights(readOnly.secret)).modules.accounts).toEqual({
      read: 'all',
      create: 'none',
      change: 'none',
      delete: 'none',
      export: 'all',
    })
    expect((await rights(readOnly.secret)).categories.finance).toEqual({ read: true, write: false, export: true })
    expect((await rights(accountsOnly.secret)).modules).toMatchObject({
      accounts: { change: 'all' },
      administration: { read: 'none' },
    })

    const company = (await app.call(readCompany, { headers: { cookie } })).body
    const change = (secret: string) =>
      app.refused(changeCompany, { headers: { 'x-api-key': secret }, version: company.version, body: { name: 'Hers' } })
    expect((await change(readOnly.secret)).status).toBe(403)
    expect((await change(accountsOnly.secret)).status).toBe(403)
    expect((await app.refused(listUsers, { headers: { 'x-api-key': accountsOnly.secret } })).status).toBe(403)
  })

  test('makes no keys, ends no sessions and changes no preferences', async () => {
    const { cookie } = await signedIn()
    const { secret } = await newKey(cookie, { name: 'narrow' })
    const headers = { 'x-api-key': secret }
    expect((await app.refused(createApiKey, { headers, body: { name: 'wide', readOnly: false } })).status).toBe(403)
    expect((await app.refused(endMyOtherSessions, { headers })).status).toBe(403)
    expect((await app.refused(changeMe, { headers, body: { name: 'x' } })).status).toBe(403)
  })

  test('for reading only changes nothing that is everybody’s own: no views, no marks, no calendar link, no jobs', async () => {
    const { cookie } = await signedIn()
    const { secret } = await newKey(cookie, { name: 'reports' })
    const ask = (method: 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) =>
      app.inject({ method, url, headers: { 'x-api-key': secret }, ...(payload ? { payload } : {}) })
    const view = { subject: 'accounts', name: 'Mine', definition: {}, shared: 'private' }
    const statuses = await Promise.all([
      ask('POST', '/api/saved-views', view),
      ask('PUT', '/api/notifications/reading', {}),
      ask('PUT', '/api/calendar-link'),
      ask('DELETE', '/api/jobs/01990000-0000-7000-8000-0000000000aa'),
    ])
    expect(statuses.map((reply) => reply.statusCode)).toEqual([403, 403, 403, 403])
    expect(
      (await app.inject({ url: '/api/saved-views?subject=accounts', headers: { 'x-api-key': secret } })).statusCode,
    ).toBe(200)
  })

  test('is dead once withdrawn, expired, or its owner deactivated', async () => {
    const { user, cookie } = await signedIn()
    const [withdrawn, expired, orphaned] = [
      await newKey(cookie, { name: 'a' }),
      await newKey(cookie, { name: 'b' }),
      await newKey(cookie, { name: 'c' }),
    ]
    for (const { secret } of [withdrawn, orphaned]) expect(await status(app, { 'x-api-key': secret })).toBe(200)
    await app.call(deleteApiKey, { params: { id: withdrawn.key.id }, headers: { cookie } })
    expect(await status(app, { 'x-api-key': withdrawn.secret })).toBe(401)
    await database.owner.query(`update auth_api_keys set expires_at = now() - interval '1 second' where id = $1`, [
      expired.key.id,
    ])
    expect(await status(app, { 'x-api-key': expired.secret })).toBe(401)
    await writeAsOwner(database, (tx) =>
      tx.updateTable('users').set({ active: false }).where('id', '=', user.id).execute(),
    )
    await expect.poll(() => status(app, { 'x-api-key': orphaned.secret }), { timeout: 2_000, interval: 20 }).toBe(401)
  })

  test.each(['qs_', 'qs_unknown', 'x'.repeat(5_000), "' or 1=1 --"])(
    'that nobody made (%j) opens nothing',
    async (secret) => {
      expect(await status(app, { 'x-api-key': secret })).toBe(401)
    },
  )

  test('belongs to one person: another can neither see nor withdraw it', async () => {
    const mine = await signedIn()
    const theirs: { user: User; cookie: string } = await signedIn()
    const { key } = await newKey(mine.cookie, { name: 'mine' })
    expect((await app.call(listMyApiKeys, { headers: { cookie: theirs.cookie } })).body).toEqual([])
    expect(
      (await app.refused(deleteApiKey, { params: { id: key.id }, headers: { cookie: theirs.cookie } })).status,
    ).toBe(404)
  })
})
