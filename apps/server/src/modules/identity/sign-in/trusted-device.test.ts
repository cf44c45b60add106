import {
  acceptInvitation,
  deactivateUser,
  endMyOtherSessions,
  endUserSessions,
  reactivateUser,
  readMe,
  renewInvitation,
  resetTwoFactor,
} from '@quayside/contract'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../../test/harness.ts'
import { authPost, codeFor, cookieFrom, givePassword, signIn, strongPassword } from './sign-in-for-tests.ts'

let database: TestDatabase
let app: TestApp
let office: TestApp
const newPassword = 'halyard-jasmine-83-quarry'

beforeAll(async () => {
  database = await testDatabase()
  app = await testApp(database, { whoAsks: undefined })
  office = await testApp(database, { as: await aUser(database, { roles: ['administrator'] }) })
})
beforeEach(() => database.owner.query('delete from auth_failures'))

/** Turns the second factor on, as the profile page does; the secret's address makes codes. */
async function enrol(cookie: string, password = strongPassword): Promise<string> {
  const begun = await authPost(app, '/two-factor/enable', { password }, { cookie })
  expect(begun.statusCode, begun.body).toBe(200)
  const { totpURI } = begun.json<{ totpURI: string }>()
  const done = await authPost(app, '/two-factor/verify-totp', { code: codeFor(totpURI, new Date()) }, { cookie })
  expect(done.statusCode, done.body).toBe(200)
  return totpURI
}

/** Signs in with password and code. `trusting`: "do not ask on this device again". */
async function signInWithCode(email: string, totpURI: string, { trusting = false, password = strongPassword } = {}) {
  const half = cookieFrom(await signIn(app, email, password))
  const body = { code: codeFor(totpURI, new Date()), trustDevice: trusting }
  const whole = await authPost(app, '/two-factor/verify-totp', body, { cookie: half })
  expect(whole.statusCode, whole.body).toBe(200)
  return cookieFrom(whole)
}

const trustIn = (cookies: string) => cookies.split('; ').find((cookie) => cookie.includes('trust_device')) ?? ''

/** Somebody with a second factor who told one of his devices not to ask again. */
async function aTrustingPerson() {
  const user = await aUser(database)
  await givePassword(database, user.id)
  const session = cookieFrom(await signIn(app, user.email))
  const totpURI = await enrol(session)
  const trusted = trustIn(await signInWithCode(user.email, totpURI, { trusting: true }))
  expect(trusted).not.toBe('')
  return { user, totpURI, trusted }
}

/** Whether the password alone opens a session on the device. */
async function isTrusted(email: string, trusted: string, password = strongPassword): Promise<boolean> {
  const reply = await signIn(app, email, password, { cookie: trusted })
  expect(reply.statusCode, reply.body).toBe(200)
  const cookie = cookieFrom(reply)
  const opened = (await app.inject({ method: 'GET', url: '/api/me', headers: { cookie } })).statusCode === 200
  expect('twoFactorRedirect' in reply.json()).toBe(!opened)
  return opened
}

test('a trusted device is not asked for the code, another is', async () => {
  const { user, trusted } = await aTrustingPerson()
  expect(await isTrusted(user.email, '')).toBe(false)
  expect(await isTrusted(user.email, trusted)).toBe(true)
})

test('who turns the second factor off, on any device, has no trusted ones when he turns it on again', async () => {
  const { user, totpURI, trusted } = await aTrustingPerson()
  const elsewhere = await signInWithCode(user.email, totpURI)
  const off = await authPost(app, '/two-factor/disable', { password: strongPassword }, { cookie: elsewhere })
  expect(off.statusCode, off.body).toBe(200)
  await enrol(cookieFrom(off))
  expect(await isTrusted(user.email, trusted)).toBe(false)
})

test('an administrator’s reset forgets them too', async () => {
  const { user, trusted } = await aTrustingPerson()
  await office.call(resetTwoFactor, { params: { id: user.id } })
  await enrol(cookieFrom(await signIn(app, user.email)))
  expect(await isTrusted(user.email, trusted)).toBe(false)
})

test('a new password of one’s own forgets them', async () => {
  const { user, totpURI, trusted } = await aTrustingPerson()
  const cookie = await signInWithCode(user.email, totpURI)
  const body = { currentPassword: strongPassword, newPassword }
  const changed = await authPost(app, '/change-password', body, { cookie })
  expect(changed.statusCode, changed.body).toBe(200)
  expect(await isTrusted(user.email, trusted, newPassword)).toBe(false)
})

test('a new password by an administrator’s link forgets them, and the half of a sign-in with the old one', async () => {
  const { user, totpURI, trusted } = await aTrustingPerson()
  const half = cookieFrom(await signIn(app, user.email))
  const { link } = (await office.call(renewInvitation, { params: { id: user.id } })).body
  const token = /[A-Za-z0-9_-]{20,}$/.exec(link)?.[0] ?? ''
  await app.call(acceptInvitation, { body: { token, password: newPassword } })
  const body = { code: codeFor(totpURI, new Date()) }
  expect((await authPost(app, '/two-factor/verify-totp', body, { cookie: half })).statusCode).toBe(401)
  expect(await isTrusted(user.email, trusted, newPassword)).toBe(false)
})

test('somebody shut out and let in again is asked for the code', async () => {
  const { user, trusted } = await aTrustingPerson()
  await office.call(deactivateUser, { params: { id: user.id } })
  await office.call(reactivateUser, { params: { id: user.id } })
  expect(await isTrusted(user.email, trusted)).toBe(false)
})

test('signing out everywhere forgets them, done by oneself or an administrator', async () => {
  const own = await aTrustingPerson()
  const cookie = await signInWithCode(own.user.email, own.totpURI)
  await app.call(endMyOtherSessions, { headers: { cookie } })
  expect(await isTrusted(own.user.email, own.trusted)).toBe(false)
  const lost = await aTrustingPerson()
  await office.call(endUserSessions, { params: { id: lost.user.id } })
  expect(await isTrusted(lost.user.email, lost.trusted)).toBe(false)
})

test('the devices of others stay trusted', async () => {
  const [one, other] = [await aTrustingPerson(), await aTrustingPerson()]
  await office.call(resetTwoFactor, { params: { id: one.user.id } })
  expect(await isTrusted(other.user.email, other.trusted)).toBe(true)
})

test('one person’s trusted device opens nothing of another’s', async () => {
  const [one, other] = [await aTrustingPerson(), await aTrustingPerson()]
  expect(await isTrusted(other.user.email, one.trusted)).toBe(false)
  const me = await app.refused(readMe, { headers: { cookie: one.trusted } })
  expect(me.status).toBe(401)
})
