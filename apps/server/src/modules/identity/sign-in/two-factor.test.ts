import { readMe, readUser, resetTwoFactor, unlockUser } from '@quayside/contract'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../../test/harness.ts'
import { authPost, codeFor, cookieFrom, givePassword, signIn, strongPassword } from './sign-in-for-tests.ts'

let database: TestDatabase
let app: TestApp
let office: TestApp

beforeAll(async () => {
  database = await testDatabase()
  app = await testApp(database, { whoAsks: undefined })
  office = await testApp(database, { as: await aUser(database, { roles: ['administrator'] }) })
})
beforeEach(() => database.owner.query('delete from auth_failures'))

const kindsOf = async (id: string) =>
  (await database.owner.query('select kind from events where subject_id = $1 order by seq', [id])).rows.map(
    (row) => row.kind,
  )

/** A person with a second factor, set up as the profile page does it. */
async function aCarefulPerson() {
  const user = await aUser(database)
  await givePassword(database, user.id)
  const first = cookieFrom(await signIn(app, user.email))
  const begun = await authPost(app, '/two-factor/enable', { password: strongPassword }, { cookie: first })
  expect(begun.statusCode, begun.body).toBe(200)
  const { totpURI, backupCodes } = begun.json<{ totpURI: string; backupCodes: string[] }>()
  const done = await authPost(app, '/two-factor/verify-totp', { code: codeFor(totpURI, new Date()) }, { cookie: first })
  expect(done.statusCode, done.body).toBe(200)
  return { user, totpURI, backupCodes }
}

test('with a second factor the password alone opens no session, the code then does', async () => {
  const { user, totpURI } = await aCarefulPerson()
  const half = await signIn(app, user.email)
  expect(half.json()).toMatchObject({ twoFactorRedirect: true, twoFactorMethods: ['totp'] })
  expect((await app.refused(readMe, { headers: { cookie: cookieFrom(half) } })).status).toBe(401)

  const cookie = cookieFrom(half)
  const wrong = await authPost(app, '/two-factor/verify-totp', { code: '000000' }, { cookie })
  expect(wrong.statusCode).toBe(401)
  const whole = await authPost(app, '/two-factor/verify-totp', { code: codeFor(totpURI, new Date()) }, { cookie })
  expect(whole.statusCode, whole.body).toBe(200)
  const me = await app.call(readMe, { headers: { cookie: cookieFrom(whole) } })
  expect(me.body.user).toMatchObject({ id: user.id, twoFactorEnabled: true })
  expect(await kindsOf(user.id)).toEqual(['user.signedIn', 'user.twoFactorEnabled', 'user.signedIn'])
})

test('a backup code opens once', async () => {
  const { user, backupCodes } = await aCarefulPerson()
  const show = async () =>
    authPost(
      app,
      '/two-factor/verify-backup-code',
      { code: backupCodes[0] },
      { cookie: cookieFrom(await signIn(app, user.email)) },
    )
  expect((await show()).statusCode).toBe(200)
  expect((await show()).statusCode).toBe(401)
})

test('five wrong codes lock the second factor, until an administrator unlocks', async () => {
  const { user, totpURI } = await aCarefulPerson()
  const attempt = async (code: string) =>
    authPost(app, '/two-factor/verify-totp', { code }, { cookie: cookieFrom(await signIn(app, user.email)) })
  for (let at = 1; at <= 5; at++) expect((await attempt('000000')).statusCode).toBe(401)
  expect((await attempt(codeFor(totpURI, new Date()))).statusCode).toBe(429)
  await office.call(unlockUser, { params: { id: user.id } })
  expect((await attempt(codeFor(totpURI, new Date()))).statusCode).toBe(200)
})

test('who lost it is let in by an administrator’s reset, and signed out until then', async () => {
  const { user, totpURI } = await aCarefulPerson()
  const half = cookieFrom(await signIn(app, user.email))
  const cookie = cookieFrom(
    await authPost(app, '/two-factor/verify-totp', { code: codeFor(totpURI, new Date()) }, { cookie: half }),
  )
  expect((await office.call(readUser, { params: { id: user.id } })).body.twoFactorEnabled).toBe(true)

  await office.call(resetTwoFactor, { params: { id: user.id } })
  await expect
    .poll(async () => (await app.inject({ method: 'GET', url: '/api/me', headers: { cookie } })).statusCode)
    .toBe(401)
  const again = await signIn(app, user.email)
  expect(again.json()).not.toHaveProperty('twoFactorRedirect')
  expect((await app.call(readMe, { headers: { cookie: cookieFrom(again) } })).body.user.twoFactorEnabled).toBe(false)
  expect(await kindsOf(user.id)).toContain('user.twoFactorReset')
})

test('it is switched off with the password only', async () => {
  const { user, totpURI } = await aCarefulPerson()
  const half = cookieFrom(await signIn(app, user.email))
  const cookie = cookieFrom(
    await authPost(app, '/two-factor/verify-totp', { code: codeFor(totpURI, new Date()) }, { cookie: half }),
  )
  expect((await authPost(app, '/two-factor/disable', { password: 'guessed-guessed' }, { cookie })).statusCode).toBe(400)
  const off = await authPost(app, '/two-factor/disable', { password: strongPassword }, { cookie })
  expect(off.statusCode, off.body).toBe(200)
  expect((await signIn(app, user.email)).json()).not.toHaveProperty('twoFactorRedirect')
  expect(await kindsOf(user.id)).toContain('user.twoFactorDisabled')
})

test('neither its secret nor the session tokens stand in the database in plain text where a reader could use them', async () => {
  const { user, totpURI, backupCodes } = await aCarefulPerson()
  const { rows } = await database.owner.query('select secret, backup_codes from auth_two_factors where user_id = $1', [
    user.id,
  ])
  const secret = new URL(totpURI).searchParams.get('secret') ?? ''
  expect(JSON.stringify(rows)).not.toContain(secret)
  expect(JSON.stringify(rows)).not.toContain(backupCodes[0])
})

test('a passkey is asked for in the name of the host people use', async () => {
  const user = await aUser(database)
  await givePassword(database, user.id)
  const cookie = cookieFrom(await signIn(app, user.email))
  const ask = (host: string) =>
    app.inject({ method: 'GET', url: '/api/auth/passkey/generate-register-options', headers: { cookie, host } })
  const options = await ask('localhost:3000')
  expect(options.statusCode, options.body).toBe(200)
  expect(options.json()).toMatchObject({ rp: { id: 'localhost' }, user: { name: user.email } })
  expect((await ask('crm.localhost')).json()).toMatchObject({ rp: { id: 'crm.localhost' } })
})
