import { createFirstAdministrator, readFrontDoor, readMe } from '@quayside/contract'
import { expect, test } from 'vitest'
import { aUser, testApp, testDatabase } from '../../../test/harness.ts'
import { firstAdministratorLink } from './index.ts'
import { cookieFrom, signIn, strongPassword } from './sign-in/sign-in-for-tests.ts'

const person = { name: 'Zhou Min', email: 'zhou@example.test', password: strongPassword }
const origin = 'http://localhost:1234'
const tokenOf = (link: string | null) => new URL(link ?? '').hash.slice(1)

async function emptyInstallation() {
  const database = await testDatabase()
  return { database, app: await testApp(database, { whoAsks: undefined }) }
}

test('an empty installation gives out a link that makes one administrator, who can sign in', async () => {
  const { database, app } = await emptyInstallation()
  expect((await app.call(readFrontDoor)).body.firstAdministratorMissing).toBe(true)
  const link = await firstAdministratorLink(database, origin, new Date())
  expect(link).toMatch(/^http:\/\/localhost:1234\/first-administrator#[\w-]{32}$/)
  await app.call(createFirstAdministrator, { body: { ...person, token: tokenOf(link) } })
  const cookie = cookieFrom(await signIn(app, person.email))
  const { body } = await app.call(readMe, { headers: { cookie } })
  expect(body.roles).toMatchObject([{ code: 'administrator' }])
  expect(body.rights.modules.administration.delete).toBe('all')
  expect((await app.call(readFrontDoor)).body.firstAdministratorMissing).toBe(false)
})

test('of several who use it at once exactly one becomes administrator', async () => {
  const { database, app } = await emptyInstallation()
  const token = tokenOf(await firstAdministratorLink(database, origin, new Date()))
  const tries = await Promise.all(
    [1, 2, 3, 4].map((at) =>
      app.inject({
        method: 'PUT',
        url: '/api/first-administrator',
        payload: { ...person, email: `z${at}@example.test`, token },
      }),
    ),
  )
  expect(tries.map((reply) => reply.statusCode).sort()).toEqual([204, 409, 409, 409])
  expect((await database.owner.query('select count(*)::int as n from users')).rows).toEqual([{ n: 1 }])
})

test('once somebody exists no link is given, and an old one is worth nothing', async () => {
  const { database, app } = await emptyInstallation()
  const token = tokenOf(await firstAdministratorLink(database, origin, new Date()))
  await aUser(database)
  expect(await firstAdministratorLink(database, origin, new Date())).toBeNull()
  expect((await app.refused(createFirstAdministrator, { body: { ...person, token } })).body.code).toBe(
    'administratorExists',
  )
})

test('a restart replaces the link, an hour ends it, and a weak password does not use it up', async () => {
  const { database, app } = await emptyInstallation()
  const first = tokenOf(await firstAdministratorLink(database, origin, new Date()))
  const second = tokenOf(await firstAdministratorLink(database, origin, new Date()))
  const attempt = (token: string, password = strongPassword, at = app) =>
    at.refused(createFirstAdministrator, { body: { ...person, password, token } })
  expect((await attempt(first)).body.code).toBe('linkInvalid')
  expect((await attempt(second, 'aaaaaaaaaaaa')).body.code).toBe('passwordTooWeak')
  const later = await testApp(database, { now: new Date(Date.now() + 61 * 60_000) })
  expect((await attempt(second, strongPassword, later)).body.code).toBe('linkInvalid')
  expect((await app.call(createFirstAdministrator, { body: { ...person, token: second } })).status).toBe(204)
})
