import { deactivateUser, readMe } from '@quayside/contract'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../../test/harness.ts'
import { anAuthenticator } from './authenticator-for-tests.ts'
import { authPost, cookieFrom, givePassword, signIn } from './sign-in-for-tests.ts'

const origin = 'http://localhost:3000'
const here = { host: 'localhost:3000', origin }

let database: TestDatabase
let app: TestApp
let office: TestApp

beforeAll(async () => {
  database = await testDatabase()
  app = await testApp(database, { whoAsks: undefined })
  office = await testApp(database, { as: await aUser(database, { roles: ['administrator'] }) })
})
beforeEach(() => database.owner.query('delete from auth_failures'))

const ask = (path: string, cookie = '') =>
  app.inject({ method: 'GET', url: `/api/auth/passkey/${path}`, headers: { ...here, ...(cookie ? { cookie } : {}) } })

async function aPersonWithPasskey(at = origin) {
  const user = await aUser(database)
  await givePassword(database, user.id)
  const session = cookieFrom(await signIn(app, user.email, undefined, here))
  const options = await ask('generate-register-options', session)
  const key = anAuthenticator(at)
  const cookie = `${session}; ${cookieFrom(options)}`
  const reply = await authPost(
    app,
    '/passkey/verify-registration',
    { response: key.create(options.json()), name: 'Laptop' },
    { ...here, cookie },
  )
  return { user, key, reply, session }
}

async function show(
  key: ReturnType<typeof anAuthenticator>,
  change: (given: ReturnType<typeof key.get>) => object = (given) => given,
) {
  const options = await ask('generate-authenticate-options')
  const response = change(key.get(options.json()))
  return authPost(app, '/passkey/verify-authentication', { response }, { ...here, cookie: cookieFrom(options) })
}

test('a passkey, once added, opens a session without a password', async () => {
  const { user, key, reply, session } = await aPersonWithPasskey()
  expect(reply.statusCode, reply.body).toBe(200)
  const signedIn = await show(key)
  expect(signedIn.statusCode, signedIn.body).toBe(200)
  const me = await app.call(readMe, { headers: { cookie: cookieFrom(signedIn) } })
  expect(me.body.user.id).toBe(user.id)
  expect((await ask('list-user-passkeys', session)).json()).toMatchObject([{ name: 'Laptop' }])
  const { rows } = await database.owner.query('select kind from events where subject_id = $1 order by seq', [user.id])
  expect(rows.map((row) => row.kind)).toEqual(['user.signedIn', 'user.passkeyAdded', 'user.signedIn'])
})

test('made for another site it is not taken', async () => {
  const { reply } = await aPersonWithPasskey('http://evil.example')
  expect(reply.statusCode).toBeGreaterThanOrEqual(400)
})

test('a signature by another key, or for another challenge, opens nothing', async () => {
  const { key } = await aPersonWithPasskey()
  const forged = anAuthenticator(origin)
  const otherSignature = await show(key, (given) => ({
    ...given,
    response: forged.get({ challenge: 'AAAA' }).response,
  }))
  expect(otherSignature.statusCode).toBeGreaterThanOrEqual(400)
  const replayed = key.get({ challenge: 'AAAA' })
  expect((await show(key, () => replayed)).statusCode).toBeGreaterThanOrEqual(400)
  expect((await show(forged)).statusCode).toBeGreaterThanOrEqual(400)
})

test('of a deactivated user it opens nothing', async () => {
  const { user, key } = await aPersonWithPasskey()
  await office.call(deactivateUser, { params: { id: user.id } })
  const reply = await show(key)
  expect(reply.statusCode).toBeGreaterThanOrEqual(400)
  expect((await app.refused(readMe, { headers: { cookie: cookieFrom(reply) } })).status).toBe(401)
})
