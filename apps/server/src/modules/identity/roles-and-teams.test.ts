import {
  changeRole,
  changeTeam,
  createRole,
  createTeam,
  deleteRole,
  deleteTeam,
  listRoles,
  listTeams,
  type Rights,
  replaceTeamMembers,
} from '@quayside/contract'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { anAccount, aUser, type TestApp, type TestDatabase, testApp, testDatabase } from '../../../test/harness.ts'
import { readAs, writeAsOwner } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { newId } from '../../platform/ids.ts'
import { noRights } from './sign-in/load-user.ts'
import { exceeds } from './users.policy.ts'

let database: TestDatabase
let office: TestApp
let administrator: User

beforeAll(async () => {
  database = await testDatabase()
  administrator = await aUser(database, { roles: ['administrator'] })
  office = await testApp(database, { as: administrator })
})

const named = { nameZh: '仓库主管', nameEn: 'Warehouse lead' }
function someRights(): Rights {
  const rights = noRights()
  rights.modules.accounts.read = 'team'
  rights.categories.basic = { read: true, write: true, export: false }
  return rights
}

describe('roles', () => {
  test('the built-in ones are there with names in both languages, the administrator’s fixed', async () => {
    const { body } = await office.call(listRoles)
    expect(body.map((role) => role.code).sort()).toEqual([
      'administrator',
      'callCentreAgent',
      'dispatcher',
      'executive',
      'finance',
      'integrator',
      'keyAccountManager',
      'marketer',
      'salesRepresentative',
      'serviceManager',
    ])
    expect(
      body.every((role) => role.builtIn && /\p{Script=Han}/u.test(role.nameZh) && /^[A-Z]/.test(role.nameEn)),
    ).toBe(true)
    const fixed = body.find((role) => role.code === 'administrator')
    expect(fixed?.can).toEqual({ change: false, delete: false })
    const change = {
      params: { id: fixed?.id ?? '' },
      version: fixed?.version ?? 0,
      body: { ...named, rights: someRights() },
    }
    expect((await office.refused(changeRole, change)).body.code).toBe('roleFixed')
  })

  test('whoever takes calls sees no finance, whoever does finance writes it', async () => {
    const { body } = await office.call(listRoles)
    const rights = (code: string) => body.find((role) => role.code === code)?.rights
    expect(rights('callCentreAgent')).toMatchObject({
      modules: { accounts: { read: 'all', create: 'all', change: 'none' }, timeline: { create: 'all' } },
      categories: { finance: { read: false } },
    })
    expect(rights('salesRepresentative')).toMatchObject({
      modules: { accounts: { read: 'own', change: 'own', create: 'own' } },
    })
    expect(rights('keyAccountManager')).toMatchObject({ modules: { accounts: { read: 'team', change: 'team' } } })
    expect(rights('finance')).toMatchObject({ categories: { finance: { read: true, write: true, export: true } } })
    expect(rights('marketer')).toMatchObject({ categories: { finance: { read: false }, behaviour: { read: true } } })
    expect(rights('dispatcher')).toMatchObject({
      categories: { basic: { read: true }, address: { read: true }, finance: { read: false } },
    })
    expect(rights('executive')).toMatchObject({ modules: { analyses: { read: 'all' }, accounts: { change: 'none' } } })
  })

  test('one’s own is made, changed cell by cell, and deleted when nobody holds it', async () => {
    const { body: made } = await office.call(createRole, { body: { ...named, rights: someRights() } })
    expect(made).toMatchObject({ builtIn: false, users: 0, rights: someRights(), can: { change: true, delete: true } })
    const rights = someRights()
    rights.modules.orders.export = 'own'
    const { body: changed } = await office.call(changeRole, {
      params: { id: made.id },
      version: made.version,
      body: { ...named, rights },
    })
    expect(changed).toMatchObject({ rights, version: made.version + 1 })
    const again = await office.refused(changeRole, {
      params: { id: made.id },
      version: made.version,
      body: { ...named, rights },
    })
    expect(again.status).toBe(412)

    const holder = await aUser(database, { roles: [made.code] })
    expect((await office.refused(deleteRole, { params: { id: made.id } })).body).toMatchObject({
      code: 'roleInUse',
      users: 1,
    })
    await writeAsOwner(database, (tx) => tx.deleteFrom('user_roles').where('user_id', '=', holder.id).execute())
    await office.call(deleteRole, { params: { id: made.id } })
    const { rows } = await database.owner.query('select kind from events where subject_id = $1 order by seq', [made.id])
    expect(rows.map((row) => row.kind)).toEqual(['role.created', 'role.changed', 'role.deleted'])
  })

  test('built-in ones are not deleted', async () => {
    const { body } = await office.call(listRoles)
    const dispatcher = body.find((role) => role.code === 'dispatcher')
    expect((await office.refused(deleteRole, { params: { id: dispatcher?.id ?? '' } })).body.code).toBe('roleBuiltIn')
  })

  test('what may be written must be readable, and a matrix must be whole', async () => {
    const blind = someRights()
    blind.categories.finance = { read: false, write: true, export: false }
    const refused = await office.refused(createRole, { body: { ...named, rights: blind } })
    expect(refused.body).toMatchObject({
      code: 'categoryWithoutRead',
      errors: [{ path: '/rights/categories/finance/read' }],
    })
    const gap = structuredClone(someRights()) as unknown as { modules: Record<string, unknown> }
    delete gap.modules.orders
    const reply = await office.inject({ method: 'POST', url: '/api/roles', payload: { ...named, rights: gap } })
    expect(reply.statusCode).toBe(422)
  })

  test('nobody makes or widens a role beyond his own rights', async () => {
    const clerk = await aUser(database, {
      rights: {
        modules: { administration: 'all', accounts: { read: 'team' } },
        categories: { basic: { read: true, write: true } },
      },
    })
    const wide = someRights()
    wide.modules.accounts.read = 'all'
    expect((await office.refused(createRole, { as: clerk, body: { ...named, rights: wide } })).body.code).toBe(
      'grantsTooMuch',
    )
    expect((await office.call(createRole, { as: clerk, body: { ...named, rights: someRights() } })).status).toBe(201)
  })

  test('rights exceed others exactly when some cell is wider', () => {
    const cell = fc.constantFrom('none', 'own', 'team', 'all' as const)
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 30, maxLength: 30 }),
        fc.array(cell, { minLength: 30, maxLength: 30 }),
        (a, b) => {
          const order = ['none', 'own', 'team', 'all']
          const rightsOf = (cells: string[]) => {
            const rights = noRights()
            let at = 0
            for (const actions of Object.values(rights.modules))
              for (const action of Object.keys(actions)) actions[action as 'read'] = cells[at++] as 'own'
            return rights
          }
          const wider = a.some((scope, at) => order.indexOf(scope) > order.indexOf(b[at] ?? 'none'))
          expect(exceeds(rightsOf(a), rightsOf(b))).toBe(wider)
        },
      ),
    )
  })
})

describe('teams', () => {
  const make = async (parentId: string | null = null) =>
    (await office.call(createTeam, { body: { name: `Team ${newId()}`, parentId } })).body

  test('form a tree that cannot become a ring', async () => {
    const root = await make()
    const child = await make(root.id)
    const grandchild = await make(child.id)
    for (const parentId of [root.id, child.id, grandchild.id]) {
      const { status, body } = await office.refused(changeTeam, {
        params: { id: root.id },
        version: root.version,
        body: { parentId },
      })
      expect([status, body.code]).toEqual([409, 'teamRing'])
    }
    const { body } = await office.call(changeTeam, {
      params: { id: grandchild.id },
      version: grandchild.version,
      body: { parentId: root.id },
    })
    expect(body).toMatchObject({ parentId: root.id, version: grandchild.version + 1 })
  })

  test('take members and leads as one list, against one version', async () => {
    const team = await make()
    const [lead, member] = [await aUser(database, { name: 'A lead' }), await aUser(database, { name: 'B member' })]
    const body = { members: [{ userId: member.id }, { userId: lead.id, lead: true }] }
    const { body: filled } = await office.call(replaceTeamMembers, {
      params: { id: team.id },
      version: team.version,
      body,
    })
    expect(filled.members.map((one) => [one.name, one.lead])).toEqual([
      ['A lead', true],
      ['B member', false],
    ])
    expect(
      (await office.refused(replaceTeamMembers, { params: { id: team.id }, version: team.version, body })).status,
    ).toBe(412)
    const stranger = { members: [{ userId: newId() }] }
    expect(
      (await office.refused(replaceTeamMembers, { params: { id: team.id }, version: filled.version, body: stranger }))
        .status,
    ).toBe(409)
    expect((await office.call(listTeams)).body.find((one) => one.id === team.id)?.members).toHaveLength(2)
  })

  test('keep their names apart and stay while something hangs on them', async () => {
    const team = await make()
    expect((await office.refused(createTeam, { body: { name: team.name } })).body).toMatchObject({
      code: 'nameTaken',
      errors: [{ path: '/name' }],
    })
    await writeAsOwner(database, (tx) => anAccount(tx, { team_id: team.id }))
    expect((await office.refused(deleteTeam, { params: { id: team.id } })).body).toMatchObject({
      code: 'teamInUse',
      hasAccounts: true,
    })
    const parent = await make()
    const child = await make(parent.id)
    expect((await office.refused(deleteTeam, { params: { id: parent.id } })).body).toMatchObject({ hasSubTeams: true })
    await office.call(deleteTeam, { params: { id: child.id } })
    await office.call(deleteTeam, { params: { id: parent.id } })
  })

  test('who leads one reaches its branches, a member does not', async () => {
    const region = await make()
    const branch = await make(region.id)
    await writeAsOwner(database, (tx) => anAccount(tx, { team_id: branch.id, name: 'in the branch' }))
    const rights = { modules: { accounts: { read: 'team' as const } } }
    const [lead, member] = [await aUser(database, { rights }), await aUser(database, { rights, teams: [region.id] })]
    await writeAsOwner(database, (tx) =>
      tx.insertInto('team_members').values({ team_id: region.id, user_id: lead.id, lead: true }).execute(),
    )
    const sees = (user: User) => readAs(database, user.id, (db) => db.selectFrom('accounts').select('name').execute())
    expect(await sees(lead)).toEqual([{ name: 'in the branch' }])
    expect(await sees(member)).toEqual([])
  })
})
