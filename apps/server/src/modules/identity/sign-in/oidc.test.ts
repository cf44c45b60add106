import { readFrontDoor, readMe } from '@quayside/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { anIdentityProvider, type Claims } from './identity-provider-for-tests.ts'
import { type OidcProvider, oidcFromEnvironment } from './oidc.ts'
import { authPost, cookieFrom } from './sign-in-for-tests.ts'

let database: TestDatabase
let provider: Awaited<ReturnType<typeof anIdentityProvider>>

beforeAll(async () => {
  database = await testDatabase()
  provider = await anIdentityProvider()
})
afterAll(() => provider.close())

const settings = (more: Partial<OidcProvider> = {}): OidcProvider => ({
  providerId: 'corp',
  label: '企业登录',
  issuer: provider.issuer,
  clientId: 'quayside',
  clientSecret: 'secret',
  scopes: ['openid', 'profile', 'email'],
  trustEmails: false,
  ...more,
})
const appWith = (more?: Partial<OidcProvider>) => testApp(database, { whoAsks: undefined, oidc: [settings(more)] })

async function comeFrom(
  app: TestApp,
  claims: Claims,
  change: (back: { code: string; state: string }) => object = (back) => back,
) {
  const begun = await authPost(app, '/sign-in/social', { provider: 'corp', callbackURL: '/accounts' })
  expect(begun.statusCode, begun.body).toBe(200)
  const back = { ...provider.grant(begun.json<{ url: string }>().url, claims) }
  return app.inject({
    method: 'GET',
    url: `/api/auth/callback/corp?${new URLSearchParams({ ...change(back) } as Record<string, string>)}`,
    headers: { host: 'localhost', cookie: cookieFrom(begun) },
  })
}

describe('a person the company’s identity provider vouches for', () => {
  test('comes in as the user with his address', async () => {
    const app = await appWith()
    const user = await aUser(database, { roles: ['finance'], email: 'known@example.test' })
    const reply = await comeFrom(app, { sub: '1', email: 'known@example.test', name: 'Known', email_verified: true })
    expect([reply.statusCode, reply.headers.location], reply.body).toEqual([302, '/accounts'])
    const { body } = await app.call(readMe, { headers: { cookie: cookieFrom(reply) } })
    expect(body.user.id).toBe(user.id)
    expect(body.roles).toMatchObject([{ code: 'finance' }])
    const { rows } = await database.owner.query(
      `select data from events where subject_id = $1 and kind = 'user.signedIn'`,
      [user.id],
    )
    expect(rows).toMatchObject([{ data: { by: 'callback/corp' } }])
  })

  test('but nobody knows here stays outside', async () => {
    const app = await appWith()
    const reply = await comeFrom(app, {
      sub: '2',
      email: 'stranger@example.test',
      name: 'Stranger',
      email_verified: true,
    })
    expect(reply.statusCode).toBe(302)
    expect(reply.headers.location).toMatch(/^\/sign-in\?.*error=/)
    expect((await app.refused(readMe, { headers: { cookie: cookieFrom(reply) } })).status).toBe(401)
    expect((await database.owner.query(`select 1 from users where email = 'stranger@example.test'`)).rowCount).toBe(0)
  })

  test('and nobody knows here becomes a user with the role the settings name, if they do', async () => {
    const app = await appWith({ newUserRole: 'dispatcher' })
    const reply = await comeFrom(app, {
      sub: '3',
      email: 'Newcomer@example.test',
      name: 'Newcomer',
      email_verified: true,
    })
    expect(reply.headers.location, reply.body).toBe('/accounts')
    const { body } = await app.call(readMe, { headers: { cookie: cookieFrom(reply) } })
    expect(body).toMatchObject({
      user: { email: 'newcomer@example.test', name: 'Newcomer' },
      roles: [{ code: 'dispatcher' }],
    })
    const { rows } = await database.owner.query('select kind from events where subject_id = $1 order by seq', [
      body.user.id,
    ])
    expect(rows[0]).toEqual({ kind: 'user.admitted' })
  })

  test('with an address the provider itself doubts stays outside', async () => {
    const app = await appWith()
    await aUser(database, { email: 'doubted@example.test' })
    const reply = await comeFrom(app, { sub: '6', email: 'doubted@example.test', name: 'D', email_verified: false })
    expect(reply.headers.location).toMatch(/error=/)
    expect((await app.refused(readMe, { headers: { cookie: cookieFrom(reply) } })).status).toBe(401)
  })

  test.each([
    ['does not say that it checked', undefined],
    ['says in words that it did not check', 'false'],
  ])('with an address the provider %s stays outside, and takes over nobody', async (_, claim) => {
    const app = await appWith({ newUserRole: 'dispatcher' })
    const email = `chief-${claim ?? 'silent'}@example.test`
    const chief = await aUser(database, { email })
    const claims = { sub: `7-${claim}`, email, name: 'Not the chief', ...(claim ? { email_verified: claim } : {}) }
    const reply = await comeFrom(app, claims)
    expect(reply.headers.location).toMatch(/error=/)
    expect((await app.refused(readMe, { headers: { cookie: cookieFrom(reply) } })).status).toBe(401)
    const linked = await database.owner.query('select 1 from auth_accounts where user_id = $1', [chief.id])
    expect(linked.rowCount).toBe(0)
    const unknown = { ...claims, sub: `8-${claim}`, email: `new-${email}` }
    expect((await comeFrom(app, unknown)).headers.location).toMatch(/error=/)
    expect((await database.owner.query('select 1 from users where email = $1', [unknown.email])).rowCount).toBe(0)
  })

  test('comes in without that word where the operator trusts the provider’s addresses', async () => {
    const app = await appWith({ trustEmails: true })
    const user = await aUser(database, { email: 'trusted@example.test' })
    const reply = await comeFrom(app, { sub: '9', email: 'trusted@example.test', name: 'T' })
    expect(reply.headers.location, reply.body).toBe('/accounts')
    expect((await app.call(readMe, { headers: { cookie: cookieFrom(reply) } })).body.user.id).toBe(user.id)
  })

  test('comes in again by the provider’s own id for him, whatever it says of the address then', async () => {
    const app = await appWith()
    const claims = { sub: '10', email: 'again@example.test', name: 'A' }
    const user = await aUser(database, { email: claims.email })
    await comeFrom(app, { ...claims, email_verified: true })
    const again = await comeFrom(app, { ...claims, email_verified: false })
    expect((await app.call(readMe, { headers: { cookie: cookieFrom(again) } })).body.user.id).toBe(user.id)
  })

  test('but who was deactivated stays outside', async () => {
    const app = await appWith()
    const user = await aUser(database, { email: 'gone@example.test' })
    await writeAsOwner(database, (tx) =>
      tx.updateTable('users').set({ active: false }).where('id', '=', user.id).execute(),
    )
    const reply = await comeFrom(app, { sub: '4', email: 'gone@example.test', name: 'Gone', email_verified: true })
    expect((await app.refused(readMe, { headers: { cookie: cookieFrom(reply) } })).status).toBe(401)
  })

  test.each([
    ['a made-up state', (back: { code: string }) => ({ ...back, state: 'made-up' })],
    ['no code', ({ state }: { state: string }) => ({ state })],
    ['a code of nobody’s', ({ state }: { state: string }) => ({ state, code: 'none' })],
  ])('with %s is refused', async (_, change) => {
    const app = await appWith()
    const reply = await comeFrom(
      app,
      { sub: '5', email: 'known@example.test', name: 'Known', email_verified: true },
      change,
    )
    expect((await app.refused(readMe, { headers: { cookie: cookieFrom(reply) } })).status).toBe(401)
  })
})

test('a token brought along instead of coming back from the provider opens nothing', async () => {
  const app = await appWith()
  await aUser(database, { email: 'token@example.test' })
  const reply = await authPost(app, '/sign-in/social', { provider: 'corp', idToken: { token: 'a.b.c' } })
  expect([reply.statusCode, reply.json().code]).toEqual([422, 'invalidRequest'])
})

test('the sign-in page offers the provider by its label', async () => {
  const { body } = await (await appWith()).call(readFrontDoor)
  expect(body.features.oidc).toEqual([{ providerId: 'corp', label: '企业登录' }])
})

test('the settings are read from the environment, and a wrong one is named', () => {
  expect(oidcFromEnvironment({})).toEqual([])
  const env = {
    QUAYSIDE_OIDC_ISSUER: 'https://id.example.test',
    QUAYSIDE_OIDC_CLIENT_ID: 'q',
    QUAYSIDE_OIDC_SCOPES: 'openid email',
  }
  expect(oidcFromEnvironment(env)).toMatchObject([
    { providerId: 'oidc', scopes: ['openid', 'email'], trustEmails: false },
  ])
  expect(oidcFromEnvironment({ ...env, QUAYSIDE_OIDC_TRUST_EMAILS: 'true' })).toMatchObject([{ trustEmails: true }])
  expect(() => oidcFromEnvironment({ ...env, QUAYSIDE_OIDC_CLIENT_ID: '' })).toThrow(/QUAYSIDE_OIDC_CLIENT_ID/)
  expect(() => oidcFromEnvironment({ ...env, QUAYSIDE_OIDC_ISSUER: 'not an address' })).toThrow(/QUAYSIDE_OIDC_ISSUER/)
})
