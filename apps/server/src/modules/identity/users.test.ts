import {
  Action,
  acceptInvitation,
  changeUser,
  deactivateUser,
  inviteUser,
  judgePassword,
  listColleagues,
  listUsers,
  Module,
  previewInvitation,
  reactivateUser,
  readEffectiveRights,
  readMe,
  readUser,
  renewInvitation,
  resetTwoFactor,
  unlockUser,
} from '@quayside/contract'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aTeam, aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../test/harness.ts'
import type { User } from '../../platform/http/serve.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { cookieFrom, signIn, strongPassword } from './sign-in/sign-in-for-tests.ts'

let database: TestDatabase
let office: TestApp
let door: TestApp
let administrator: User
const roleId: Record<string, Id> = {}

beforeAll(async () => {
  database = await testDatabase()
  administrator = await aUser(database, { roles: ['administrator'], name: 'Zhou Min' })
  office = await testApp(database, { as: administrator })
  door = await testApp(database, { whoAsks: undefined })
  for (const { code, id } of (await database.owner.query('select code, id from roles')).rows) roleId[code] = id
})
beforeEach(() => database.owner.query('delete from auth_failures'))

const role = (code: string) => roleId[code] ?? ''
const eventsOf = async (id: Id) =>
  (await database.owner.query('select kind, actor_id, data from events where subject_id = $1 order by seq', [id])).rows
const tokenOf = (link: string) => new URL(link).hash.slice(1)

async function invited(email = `new-${newId()}@example.test`) {
  const { body } = await office.call(inviteUser, {
    body: { name: '新同事', email, roleIds: [role('salesRepresentative')] },
  })
  return body
}

describe('inviting', () => {
  test('makes a user who comes in once he has set a password with the link', async () => {
    const team = await aTeam(database)
    const email = 'New.Person@Example.test'
    const { body } = await office.call(inviteUser, {
      body: { name: '新人', email, roleIds: [role('dispatcher')], teamIds: [team] },
    })
    expect(body.user).toMatchObject({
      email: 'new.person@example.test',
      state: 'invited',
      roles: [{ code: 'dispatcher' }],
      teams: [{ id: team }],
    })
    expect((await signIn(door, email)).statusCode).toBe(401)

    const token = tokenOf(body.invitation.link)
    expect((await door.call(previewInvitation, { body: { token } })).body).toMatchObject({
      name: '新人',
      email: 'new.person@example.test',
    })
    expect((await door.refused(acceptInvitation, { body: { token, password: '1234567890' } })).body.code).toBe(
      'passwordTooWeak',
    )
    await door.call(acceptInvitation, { body: { token, password: strongPassword } })
    const cookie = cookieFrom(await signIn(door, email))
    expect((await door.call(readMe, { headers: { cookie } })).body.roles).toMatchObject([{ code: 'dispatcher' }])
    expect((await office.call(readUser, { params: { id: body.user.id } })).body.state).toBe('active')
    expect((await door.refused(acceptInvitation, { body: { token, password: strongPassword } })).body.code).toBe(
      'linkInvalid',
    )
    expect((await eventsOf(body.user.id)).map((event) => event.kind)).toEqual([
      'user.invited',
      'user.passwordSet',
      'user.signedIn',
    ])
  })

  test('a newer link kills the older, and a week later it is dead', async () => {
    const { user, invitation } = await invited()
    const { body: newer } = await office.call(renewInvitation, { params: { id: user.id } })
    expect((await door.refused(previewInvitation, { body: { token: tokenOf(invitation.link) } })).status).toBe(404)
    expect((await door.call(previewInvitation, { body: { token: tokenOf(newer.link) } })).body.email).toBe(user.email)
    const later = await testApp(database, { now: new Date(Date.now() + 8 * 86_400_000) })
    expect(
      (await later.refused(acceptInvitation, { body: { token: tokenOf(newer.link), password: strongPassword } })).body
        .code,
    ).toBe('linkInvalid')
  })

  test('a link for somebody who has a password already, who forgot it, is good for one use within a day', async () => {
    const { user, invitation } = await invited()
    const accept = (link: string, password: string, at = door) =>
      at.app.inject({
        method: 'PUT',
        url: '/api/invitation',
        headers: { 'x-quayside-csrf': '1' },
        payload: { token: tokenOf(link), password },
      })
    expect((await accept(invitation.link, strongPassword)).statusCode).toBe(204)
    const { body: renewed } = await office.call(renewInvitation, { params: { id: user.id } })
    expect(Date.parse(renewed.expiresAt) - Date.now()).toBeLessThanOrEqual(86_400_000)
    const later = await testApp(database, { now: new Date(Date.now() + 25 * 3_600_000) })
    expect((await accept(renewed.link, `${strongPassword} 3`, later)).statusCode).toBe(404)
    expect((await accept(renewed.link, `${strongPassword} 3`)).statusCode).toBe(204)
    expect((await accept(renewed.link, `${strongPassword} 4`)).statusCode).toBe(404)
  })

  test('an address that somebody has is refused at its field', async () => {
    const { user } = await invited()
    const { status, body } = await office.refused(inviteUser, {
      body: { name: 'x', email: user.email.toUpperCase(), roleIds: [role('finance')] },
    })
    expect(status).toBe(409)
    expect(body).toMatchObject({ code: 'emailTaken', errors: [{ path: '/email' }] })
  })

  test.each(['', 'a'.repeat(10), '../../etc/passwd', '%00'.repeat(10)])(
    'a link nobody gave (%j) opens nothing',
    async (token) => {
      const { status } = await door.refused(previewInvitation, { body: { token } })
      expect([404, 422]).toContain(status)
    },
  )

  test('nobody hands out more than he holds', async () => {
    const clerk = await aUser(database, {
      rights: { modules: { administration: 'all', accounts: { read: 'team' } }, categories: { basic: true } },
    })
    const give = (code: string) =>
      office.refused(inviteUser, {
        as: clerk,
        body: { name: 'x', email: `${newId()}@example.test`, roleIds: [role(code)] },
      })
    expect((await give('administrator')).body.code).toBe('grantsTooMuch')
    expect((await give('finance')).body.code).toBe('grantsTooMuch')
    const me = (await office.call(readUser, { params: { id: clerk.id } })).body
    const raise = office.refused(changeUser, {
      as: clerk,
      params: { id: clerk.id },
      version: me.version,
      body: { roleIds: [role('administrator')] },
    })
    expect((await raise).body.code).toBe('grantsTooMuch')
  })
})

describe('changing a user', () => {
  test('nobody opens a way in as somebody who may do more than he', async () => {
    const clerk = await aUser(database, { rights: { modules: { administration: 'all' } } })
    const chief = (await office.call(readUser, { params: { id: administrator.id } })).body
    const at = { as: clerk, params: { id: chief.id } }
    const body = { email: `mine-${newId()}@example.test` }
    expect((await office.refused(renewInvitation, at)).body.code).toBe('grantsTooMuch')
    expect((await office.refused(resetTwoFactor, at)).body.code).toBe('grantsTooMuch')
    expect((await office.refused(changeUser, { ...at, version: chief.version, body })).body.code).toBe('grantsTooMuch')
    const equal = await aUser(database, { rights: { modules: { administration: 'all' } } })
    await office.call(renewInvitation, { as: clerk, params: { id: equal.id } })
  })

  test('moves roles and teams, says so in an event, and counts the version', async () => {
    const { user } = await invited()
    const body = { name: '李四', roleIds: [role('finance'), role('executive')] }
    const { body: changed } = await office.call(changeUser, { params: { id: user.id }, version: user.version, body })
    expect(changed).toMatchObject({
      name: '李四',
      version: user.version + 1,
      roles: [{ code: 'executive' }, { code: 'finance' }],
    })
    expect((await eventsOf(user.id)).at(-1)).toMatchObject({
      kind: 'user.changed',
      actor_id: administrator.id,
      data: { was: { name: '新同事' }, is: { name: '李四' }, roles: { removed: [role('salesRepresentative')] } },
    })
  })

  test('an older version is refused with what stands now', async () => {
    const { user } = await invited()
    const change = (name: string) => ({ params: { id: user.id }, version: user.version, body: { name } })
    await office.call(changeUser, change('first'))
    const { status, body } = await office.refused(changeUser, change('second'))
    expect(status).toBe(412)
    expect(body).toMatchObject({ code: 'changedMeanwhile', current: { name: 'first' } })
  })

  test('the last administrator keeps his role and his account', async () => {
    const own = await testDatabase()
    const last = await aUser(own, { roles: ['administrator'] })
    const app = await testApp(own, { as: last })
    const me = (await app.call(readUser, { params: { id: last.id } })).body
    const drop = { params: { id: last.id }, version: me.version, body: { roleIds: [role('finance')] } }
    expect((await app.refused(changeUser, drop)).body.code).toBe('lastAdministrator')
    expect((await app.refused(deactivateUser, { params: { id: last.id } })).status).toBe(409)
    const second = await aUser(own, { roles: ['administrator'] })
    expect((await app.refused(deactivateUser, { params: { id: last.id } })).body.code).toBe('notYourself')
    await app.call(deactivateUser, { params: { id: second.id } })
    expect((await app.refused(changeUser, drop)).body.code).toBe('lastAdministrator')
  })

  test('deactivating and reactivating leaves his name where he acted', async () => {
    const { user } = await invited()
    await office.call(deactivateUser, { params: { id: user.id } })
    expect((await office.call(readUser, { params: { id: user.id } })).body).toMatchObject({
      state: 'deactivated',
      can: { deactivate: false },
    })
    expect((await office.call(listColleagues)).body.find((one) => one.id === user.id)).toMatchObject({
      active: false,
      name: '新同事',
    })
    await office.call(reactivateUser, { params: { id: user.id } })
    expect((await office.call(readUser, { params: { id: user.id } })).body.state).toBe('invited')
  })

  test('a locked user shows as locked until an administrator unlocks him', async () => {
    const { user, invitation } = await invited()
    await door.call(acceptInvitation, { body: { token: tokenOf(invitation.link), password: strongPassword } })
    for (let at = 0; at < 5; at++) await signIn(door, user.email, 'wrong')
    expect((await office.call(readUser, { params: { id: user.id } })).body.state).toBe('locked')
    expect((await office.call(listUsers, { query: { state: 'locked' } })).body.rows.map((row) => row.id)).toEqual([
      user.id,
    ])
    await office.call(unlockUser, { params: { id: user.id } })
    expect((await signIn(door, user.email)).statusCode).toBe(200)
    expect((await office.call(readUser, { params: { id: user.id } })).body.state).toBe('active')
  })

  test('nobody there: 404', async () => {
    const params = { id: newId() }
    for (const answer of [
      office.refused(readUser, { params }),
      office.refused(deactivateUser, { params }),
      office.refused(unlockUser, { params }),
    ])
      expect((await answer).status).toBe(404)
  })
})

describe('the list of users', () => {
  test('pages through everybody once, in each order', async () => {
    const own = await testDatabase()
    const first = await aUser(own, { roles: ['administrator'], name: '阿明' })
    for (let at = 0; at < 11; at++) await aUser(own, { name: `Same name ${at % 3}` })
    const app = await testApp(own, { as: first })
    for (const sort of ['name', 'email', 'lastSeenAt', 'createdAt'] as const)
      for (const direction of ['asc', 'desc'] as const) {
        const seen: Id[] = []
        let cursor: string | undefined
        do {
          const { body } = await app.call(listUsers, {
            query: { sort, direction, limit: 5, ...(cursor ? { cursor } : {}) },
          })
          expect(body.total).toBe(12)
          seen.push(...body.rows.map((row) => row.id))
          cursor = body.next ?? undefined
        } while (cursor)
        expect(new Set(seen).size, `${sort} ${direction}`).toBe(12)
        expect(seen).toHaveLength(12)
      }
  })

  test('stands by pinyin for readers of simplified Chinese, by strokes for those of traditional, in pages of any size', async () => {
    const own = await testDatabase()
    const names = ['周敏', '李强', '陈静', '王芳', '安娜', 'Zoe', 'adam', '丁一']
    for (const name of names) await aUser(own, { name })
    const inPages = async (locale: User['locale'], limit: number, direction: 'asc' | 'desc' = 'asc') => {
      const as = await aUser(own, { roles: ['administrator'], name: '乙', locale })
      const app = await testApp(own, { as })
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const { body } = await app.call(listUsers, { query: { limit, direction, ...(cursor ? { cursor } : {}) } })
        seen.push(...body.rows.map((row) => row.name).filter((name) => names.includes(name)))
        cursor = body.next ?? undefined
      } while (cursor)
      const colleagues = (await app.call(listColleagues)).body.map(({ name }) => name)
      const all = colleagues.filter((name) => names.includes(name))
      expect(direction === 'asc' ? seen : seen.toReversed()).toEqual(all)
      return seen.filter((name) => /\p{Script=Han}/u.test(name)).join('')
    }
    for (const limit of [1, 3, 100]) expect(await inPages('zh-CN', limit)).toBe('安娜陈静丁一李强王芳周敏')
    expect(await inPages('zh-CN', 2, 'desc')).toBe('周敏王芳李强丁一陈静安娜')
    expect(await inPages('zh-TW', 3)).toMatch(/^丁一王芳安娜/)
  })

  test('goes on in the order it began although the reader changes his language, and takes no other order for it', async () => {
    const own = await testDatabase()
    const names = ['周敏', '李强', '陈静', '王芳', '安娜']
    for (const name of names) await aUser(own, { name })
    const reader = await aUser(own, { roles: ['administrator'], name: '丙', locale: 'zh-CN' })
    const app = await testApp(own, { as: reader })
    const first = (await app.call(listUsers, { query: { limit: 3 } })).body
    await own.owner.query(`update users set locale = 'en' where id = $1`, [reader.id])
    const rest = (await app.call(listUsers, { query: { limit: 10, cursor: first.next ?? '' } })).body
    const seen = [...first.rows, ...rest.rows].map(({ name }) => name)
    expect(seen).toEqual(['安娜', '丙', '陈静', '李强', '王芳', '周敏'])
    const wrong = await app.refused(listUsers, { query: { sort: 'email', cursor: first.next ?? '' } })
    expect(wrong.status).toBe(422)
  })

  test('finds by part of a name or address, taking % and _ as they are', async () => {
    await aUser(database, { name: '司马相如', email: 'sima_xiangru@example.test' })
    const found = async (search: string) =>
      (await office.call(listUsers, { query: { search } })).body.rows.map((row) => row.name)
    expect(await found('马相')).toEqual(['司马相如'])
    expect(await found('SIMA_')).toEqual(['司马相如'])
    expect(await found('%')).toEqual([])
    expect((await office.refused(listUsers, { query: { cursor: 'bm9uc2Vuc2U' } })).body.code).toBe('badCursor')
  })
})

test('effective rights name the roles that grant each', async () => {
  const user = await aUser(database, { roles: ['salesRepresentative', 'finance'] })
  const { body } = await office.call(readEffectiveRights, { params: { id: user.id } })
  const right = body.modules.find((one) => one.module === 'accounts' && one.action === 'read')
  expect(right?.scope).toBe('all')
  expect(right?.grants.map((grant) => [grant.role.code, grant.scope])).toEqual([
    ['finance', 'all'],
    ['salesRepresentative', 'own'],
  ])
  const finance = body.categories.find((one) => one.category === 'finance')
  expect(finance?.write.map((one) => one.code)).toEqual(['finance'])
  expect(body.rights).toEqual(user.rights)
  expect(body.modules).toHaveLength(Module.options.length * Action.options.length)
})

test('a password is judged before it is chosen, in both languages', async () => {
  const judge = async (password: string) =>
    (await door.call(judgePassword, { body: { password, name: '王丽华', email: 'lihua@example.test' } })).body
  expect(await judge('lihua123456')).toMatchObject({ acceptable: false })
  expect(await judge('password123')).toMatchObject({
    acceptable: false,
    messageZh: expect.stringMatching(/\p{Script=Han}/u),
  })
  expect(await judge(strongPassword)).toMatchObject({ acceptable: true })
  expect(await judge('驿站码头集装箱三号泊位')).toMatchObject({ acceptable: true })
})
