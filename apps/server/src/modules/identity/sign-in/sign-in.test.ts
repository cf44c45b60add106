import { readFrontDoor, readMe } from '@quayside/contract'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../../test/harness.ts'
import { writeAsOwner } from '../../../platform/database.ts'
import { demoPassword, demoUsers } from '../index.ts'
import { authPost, codeFor, cookieFrom, givePassword, signIn, strongPassword } from './sign-in-for-tests.ts'
import { sweepSignIn } from './sweep.ts'

let database: TestDatabase
let app: TestApp
let now = new Date('2026-03-02T08:00:00Z')

beforeAll(async () => {
  database = await testDatabase()
  app = await testApp(database, { whoAsks: undefined, clock: () => now })
})

// All tests come from one network address, whose failures would add up.
beforeEach(() => database.owner.query('delete from auth_failures'))

async function aPerson(options: Parameters<typeof aUser>[1] = {}) {
  const user = await aUser(database, options)
  await givePassword(database, user.id)
  return user
}
const eventsOf = async (userId: string) =>
  (await database.owner.query('select kind, data from events where subject_id = $1 order by seq', [userId])).rows

/** What a browser is told of a cookie, in a fixed order and spelling. */
const flagsOf = (cookie: unknown) =>
  String(cookie)
    .split(/;\s*/)
    .slice(1)
    .map((flag) => flag.toLowerCase())
    .toSorted()

describe('the right password', () => {
  test('opens a session that says who I am', async () => {
    const user = await aPerson({ roles: ['salesRepresentative'], name: '李强', locale: 'zh-CN' })
    const reply = await signIn(app, user.email.toUpperCase())
    expect(reply.statusCode, reply.body).toBe(200)
    const me = await app.call(readMe, { headers: { cookie: cookieFrom(reply) } })
    expect(me.body.user).toMatchObject({ name: '李强', locale: 'zh-CN', twoFactorEnabled: false })
    expect(me.body.roles).toMatchObject([{ code: 'salesRepresentative', nameZh: '销售代表' }])
    expect(me.body.rights.modules.accounts).toMatchObject({ read: 'own', delete: 'none' })
    expect(await eventsOf(user.id)).toMatchObject([{ kind: 'user.signedIn', data: { by: 'sign-in/email' } }])
  })

  test('sets a cookie that scripts and foreign pages cannot use', async () => {
    const reply = await signIn(app, (await aPerson()).email)
    const [cookie] = [reply.headers['set-cookie']].flat()
    expect(flagsOf(cookie)).toEqual(['httponly', `max-age=${14 * 86_400}`, 'path=/', 'samesite=lax'])
    expect(cookie).toMatch(/^quayside\.session_token=/)
  })

  test('behind a proxy that speaks https too, and never on the word of somebody who is no proxy', async () => {
    const user = await aPerson()
    const headers = { host: 'crm.example.test', origin: 'https://crm.example.test', 'x-forwarded-proto': 'https' }
    const behind = await testApp(database, {
      whoAsks: undefined,
      trustProxy: true,
      trustedHosts: ['crm.example.test'],
    })
    const safe = await signIn(behind, user.email, strongPassword, headers)
    expect(safe.statusCode, safe.body).toBe(200)
    expect(flagsOf([safe.headers['set-cookie']].flat()[0])).toContain('secure')
    const bare = await testApp(database, { whoAsks: undefined, trustedHosts: ['crm.example.test'] })
    const plain = await signIn(bare, user.email, strongPassword, { ...headers, origin: 'http://crm.example.test' })
    expect(plain.statusCode, plain.body).toBe(200)
    expect(flagsOf([plain.headers['set-cookie']].flat()[0])).not.toContain('secure')
  })

  test('every cookie of a sign-in with a second factor is kept from scripts, foreign pages and longer use than needed', async () => {
    const user = await aPerson()
    const cookie = cookieFrom(await signIn(app, user.email))
    const begun = await authPost(app, '/two-factor/enable', { password: strongPassword }, { cookie })
    const { totpURI } = begun.json<{ totpURI: string }>()
    const code = () => codeFor(totpURI, new Date())
    await authPost(app, '/two-factor/verify-totp', { code: code() }, { cookie })
    const half = await signIn(app, user.email)
    const whole = await authPost(
      app,
      '/two-factor/verify-totp',
      { code: code(), trustDevice: true },
      { cookie: cookieFrom(half) },
    )
    const set = [half, whole].flatMap((reply) => [reply.headers['set-cookie']].flat())
    expect(set.map((one) => String(one).split('=')[0])).toEqual(
      expect.arrayContaining(['quayside.two_factor', 'quayside.trust_device', 'quayside.session_token']),
    )
    for (const one of set)
      expect(flagsOf(one), one).toEqual(expect.arrayContaining(['httponly', 'path=/', 'samesite=lax']))
  })

  test('over https the cookie goes over https alone', async () => {
    const safe = await testApp(database, {
      whoAsks: undefined,
      publicUrl: 'https://crm.example.test',
      trustedHosts: ['crm.example.test'],
    })
    const user = await aPerson()
    const headers = { origin: 'https://crm.example.test', host: 'crm.example.test' }
    const reply = await signIn(safe, user.email, strongPassword, headers)
    expect(reply.statusCode, reply.body).toBe(200)
    const [cookie] = [reply.headers['set-cookie']].flat()
    expect(cookie).toMatch(/^__Secure-quayside\.session_token=/)
    expect(flagsOf(cookie)).toEqual(['httponly', `max-age=${14 * 86_400}`, 'path=/', 'samesite=lax', 'secure'])
    const me = await safe.call(readMe, { headers: { ...headers, cookie: cookieFrom(reply) } })
    expect(me.body.user.id).toBe(user.id)
  })

  test('works at whatever address and port the server is reached by', async () => {
    const user = await aPerson()
    for (const host of ['127.0.0.1:4711', 'localhost:3000', '[::1]:9000', '192.168.7.20']) {
      const reply = await signIn(app, user.email, strongPassword, { host, origin: `http://${host}` })
      expect(reply.statusCode, host).toBe(200)
    }
  })
})

test('who read a session’s token in the database cannot use it: the signature is missing', async () => {
  const cookie = cookieFrom(await signIn(app, (await aPerson()).email))
  const [name = '', value = ''] = cookie.split(/=(.*)/s)
  const [token = '', signature = ''] = decodeURIComponent(value).split('.')
  const { rowCount } = await database.owner.query('select 1 from auth_sessions where token = $1', [token])
  expect(rowCount).toBe(1)
  for (const forged of [
    token,
    `${token}.`,
    `${token}.${signature.replace(/^./, signature.startsWith('A') ? 'B' : 'A')}`,
  ])
    expect((await app.refused(readMe, { headers: { cookie: `${name}=${encodeURIComponent(forged)}` } })).status).toBe(
      401,
    )
  expect((await app.call(readMe, { headers: { cookie } })).status).toBe(200)
})

test('a Host header that is no address is refused, not answered with a fault', async () => {
  for (const host of ['a b', 'x:99999', '[::1', '']) {
    const reply = await app.inject({ method: 'GET', url: '/api/auth/get-session', headers: { host } })
    expect(reply.statusCode, host).toBeLessThan(500)
  }
})

describe('a wrong password', () => {
  test('is answered alike whether or not somebody has the address', async () => {
    const user = await aPerson()
    const [known, unknown] = [await signIn(app, user.email, 'wrong'), await signIn(app, 'nobody@example.test', 'wrong')]
    expect(known.statusCode).toBe(401)
    expect(unknown.json()).toEqual(known.json())
    expect(known.json()).toMatchObject({ code: 'INVALID_EMAIL_OR_PASSWORD', status: 401 })
    expect(known.headers['set-cookie']).toBeUndefined()
  })

  test('given five times locks for 15 minutes, then for 30, for everybody who tries', async () => {
    const user = await aPerson()
    for (const [email, minutes] of [
      [user.email, 15],
      [user.email, 30],
      ['stranger@example.test', 15],
    ] as const) {
      for (let attempt = 1; attempt <= 5; attempt++) expect((await signIn(app, email, 'wrong')).statusCode).toBe(401)
      const locked = await signIn(app, email)
      expect(locked.statusCode).toBe(429)
      expect(locked.json()).toMatchObject({ code: 'tooManyAttempts', retryAfterSeconds: minutes * 60 })
      now = new Date(now.getTime() + minutes * 60_000 - 1000)
      expect((await signIn(app, email)).statusCode).toBe(429)
      now = new Date(now.getTime() + 2000)
    }
    expect((await eventsOf(user.id)).filter((event) => event.kind === 'user.locked')).toHaveLength(2)
    expect((await signIn(app, user.email)).statusCode).toBe(200)
  })

  test('sent many times at once is counted each time', async () => {
    const user = await aPerson()
    const replies = await Promise.all(Array.from({ length: 12 }, () => signIn(app, user.email, 'wrong')))
    const judged = replies.filter((reply) => reply.statusCode === 401)
    expect(judged.length).toBeLessThanOrEqual(5)
    expect((await signIn(app, user.email)).statusCode).toBe(429)
  })

  test('four times and then the right one starts the count anew', async () => {
    const user = await aPerson()
    for (const round of [1, 2]) {
      for (let attempt = 1; attempt <= 4; attempt++) await signIn(app, user.email, 'wrong')
      expect((await signIn(app, user.email)).statusCode, `round ${round}`).toBe(200)
    }
  })

  test('from one address for many accounts locks the address', async () => {
    const own = await testDatabase()
    const other = await testApp(own, { whoAsks: undefined, clock: () => now })
    let last = 0
    for (let at = 0; at <= 30; at++) last = (await signIn(other, `guess-${at}@example.test`, 'wrong')).statusCode
    expect(last).toBe(429)
  }, 30_000)
})

describe('who must stay outside', () => {
  test('a deactivated user, though his password is right', async () => {
    const user = await aPerson({ roles: [] })
    await writeAsOwner(database, (tx) =>
      tx.updateTable('users').set({ active: false }).where('id', '=', user.id).execute(),
    )
    const reply = await signIn(app, user.email)
    expect(reply.statusCode).toBe(403)
    expect(reply.json()).toMatchObject({ code: 'ACCOUNT_DEACTIVATED' })
    expect(cookieFrom(reply)).toBe('')
  })

  test('an invited user who has set no password', async () => {
    const user = await aUser(database)
    expect((await signIn(app, user.email, '')).statusCode).toBe(401)
  })

  test.each([
    '',
    'quayside.session_token=',
    'quayside.session_token=abc.def',
    'quayside.session_token=%E0%A4%A',
    `quayside.session_token=${'a'.repeat(32)}.${Buffer.alloc(32).toString('base64')}`,
  ])('whoever shows the cookie %j', async (cookie) => {
    expect((await app.refused(readMe, { headers: { cookie } })).status).toBe(401)
  })

  test.each([
    '/sign-up/email',
    '/update-user',
    '/delete-user',
    '/change-email',
    '/revoke-sessions',
    '/request-password-reset',
    '/list-sessions',
    '/two-factor/send-otp',
  ])('strangers at %s: that door does not exist', async (path) => {
    const reply = await authPost(app, path, { email: 'x@example.test', password: strongPassword, name: 'x' })
    expect(reply.statusCode).toBe(404)
  })
})

describe('foreign pages', () => {
  test.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    'http://localhost:80@evil.example',
  ])('are not where sign-in leads: callbackURL %j', async (callbackURL) => {
    const user = await aPerson()
    const reply = await authPost(app, '/sign-in/email', { email: user.email, password: strongPassword, callbackURL })
    expect(reply.statusCode, reply.body).toBe(403)
    expect(reply.headers.location).toBeUndefined()
  })

  test('cannot sign anybody in or out', async () => {
    const user = await aPerson()
    const cookie = cookieFrom(await signIn(app, user.email))
    const headers = { origin: 'https://evil.example', cookie }
    expect((await authPost(app, '/sign-out', {}, headers)).statusCode).toBe(403)
    expect((await signIn(app, user.email, strongPassword, { origin: 'https://evil.example' })).statusCode).toBe(403)
    expect((await app.call(readMe, { headers: { cookie } })).status).toBe(200)
  })
})

describe('changing one’s password', () => {
  test.each([
    ['12345678901', 'a sequence'],
    ['quayside2026', 'the product’s name'],
    ['passwordpassword', 'a breached one'],
    ['wanglihua1988', 'one’s own name'],
    ['short-1', 'too short'],
  ])('to %s (%s) is refused with advice in both languages', async (newPassword) => {
    const user = await aPerson({ name: 'Wang Lihua' })
    const cookie = cookieFrom(await signIn(app, user.email))
    const reply = await authPost(app, '/change-password', { currentPassword: strongPassword, newPassword }, { cookie })
    expect(reply.statusCode, reply.body).toBe(422)
    expect(reply.json()).toMatchObject({ code: 'passwordTooWeak', messageZh: expect.stringMatching(/\p{Script=Han}/u) })
    expect((await signIn(app, user.email)).statusCode).toBe(200)
  })

  test('to a strong one works with the old one known, and signs out elsewhere, whatever is asked', async () => {
    const user = await aPerson()
    const [here, elsewhere] = [cookieFrom(await signIn(app, user.email)), cookieFrom(await signIn(app, user.email))]
    const newPassword = 'oolong-grapnel-74-harbour'
    const change = (currentPassword: string) =>
      authPost(app, '/change-password', { currentPassword, newPassword, revokeOtherSessions: false }, { cookie: here })
    expect((await change('wrong-wrong-wrong')).statusCode).toBe(400)
    const changed = await change(strongPassword)
    expect(changed.statusCode, changed.body).toBe(200)
    expect((await app.refused(readMe, { headers: { cookie: elsewhere } })).status).toBe(401)
    expect((await signIn(app, user.email, newPassword)).statusCode).toBe(200)
    expect((await eventsOf(user.id)).map((event) => event.kind)).toContain('user.passwordChanged')
  })
})

test('signing out ends the session at once', async () => {
  const cookie = cookieFrom(await signIn(app, (await aPerson()).email))
  expect((await app.call(readMe, { headers: { cookie } })).status).toBe(200)
  expect((await authPost(app, '/sign-out', {}, { cookie })).statusCode).toBe(200)
  expect((await app.refused(readMe, { headers: { cookie } })).status).toBe(401)
})

test('failures, links and sessions that have run out are forgotten, others are kept', async () => {
  const cookie = cookieFrom(await signIn(app, (await aPerson()).email))
  await signIn(app, 'recent@example.test', 'wrong')
  const count = async () =>
    (
      await database.owner.query(
        'select (select count(*) from auth_failures)::int as failures, (select count(*) from auth_sessions)::int as sessions',
      )
    ).rows[0]
  const before = await count()
  await sweepSignIn(database.owner, now)
  expect((await count()).failures).toBe(before.failures)
  expect((await app.call(readMe, { headers: { cookie } })).status).toBe(200)
  await sweepSignIn(database.owner, new Date(Date.now() + 366 * 86_400_000))
  expect(await count()).toEqual({ failures: 0, sessions: 0 })
})

describe('the demonstration company', () => {
  test('shows a way in for every role, and only there', async () => {
    const own = await testDatabase()
    const demo = await testApp(own, { whoAsks: undefined })
    expect((await demo.call(readFrontDoor)).body).toMatchObject({ demoSignIns: [], firstAdministratorMissing: true })
    await writeAsOwner(own, (tx) => demoUsers(tx, now))
    expect((await demo.call(readFrontDoor)).body.demoSignIns).toEqual([])
    await own.owner.query('update company set is_demo = true')
    const { body } = await demo.call(readFrontDoor)
    expect(body.firstAdministratorMissing).toBe(false)
    expect(new Set(body.demoSignIns.map((door) => door.roleCode)).size).toBe(9)
    for (const door of body.demoSignIns.slice(0, 2)) {
      expect(door.password).toBe(demoPassword)
      const cookie = cookieFrom(await signIn(demo, door.email, door.password))
      expect((await demo.call(readMe, { headers: { cookie } })).body.roles[0]?.code).toBe(door.roleCode)
    }
  })
})
