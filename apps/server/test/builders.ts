import type { Action, Category, CategoryAccess, Module, Rights, Scope } from '@quayside/contract'
import { Action as Actions, Category as Categories, Module as Modules, widestScope } from '@quayside/contract'
import type { Insertable } from 'kysely'
import type { Database, Tx } from '../src/platform/database.ts'
import { readAsOwner, writeAsOwner } from '../src/platform/database.ts'
import type { User } from '../src/platform/http/serve.ts'
import { type Id, newId } from '../src/platform/ids.ts'
import type { DB } from '../src/platform/schema.generated.ts'

export interface TestRights {
  modules?: Partial<Record<Module, Partial<Record<Action, Scope>> | Scope>>
  categories?: Partial<Record<Category, Partial<CategoryAccess> | boolean>>
}

export interface UserOptions {
  name?: string
  email?: string
  /** Codes of roles that exist in the database, or rights given out directly. Neither: every right. */
  roles?: readonly string[]
  rights?: TestRights
  /** Ids of existing teams. */
  teams?: readonly Id[]
  locale?: User['locale']
  active?: boolean
}

/** As much as an administrator may: in the console nothing is made, changed or deleted. */
const everything: TestRights = {
  modules: {
    ...Object.fromEntries(Modules.options.map((module) => [module, 'all'])),
    console: { read: 'all', export: 'all' },
  },
  categories: Object.fromEntries(Categories.options.map((category) => [category, true])),
}

let made = 0

/** A user with exactly these roles or rights, as the application will see him. */
export async function aUser(database: Database, options: UserOptions = {}): Promise<User> {
  const id = newId()
  await writeAsOwner(database, async (tx) => {
    await tx
      .insertInto('users')
      .values({
        id,
        name: options.name ?? `Test user ${++made}`,
        email: options.email ?? `user-${id}@example.test`,
        locale: options.locale ?? 'en',
        active: options.active ?? true,
      })
      .execute()
    for (const teamId of options.teams ?? [])
      await tx.insertInto('team_members').values({ team_id: teamId, user_id: id }).execute()
    const roleIds = options.roles
      ? await rolesWithCodes(tx, options.roles)
      : [await aRole(tx, options.rights ?? everything)]
    for (const roleId of roleIds) await tx.insertInto('user_roles').values({ user_id: id, role_id: roleId }).execute()
  })
  const user = await findUser(database, id)
  if (!user) throw new Error('The user just made is not there.')
  return user
}

async function rolesWithCodes(tx: Tx, codes: readonly string[]): Promise<Id[]> {
  if (codes.length === 0) return []
  const rows = await tx.selectFrom('roles').select(['id', 'code']).where('code', 'in', codes).execute()
  const missing = codes.filter((code) => !rows.some((row) => row.code === code))
  if (missing.length > 0) throw new Error(`No role has the code ${missing.join(', ')}.`)
  return rows.map((row) => row.id)
}

/** A role that grants what is named and nothing else. */
export async function aRole(tx: Tx, rights: TestRights): Promise<Id> {
  const id = newId()
  await tx
    .insertInto('roles')
    .values({ id, code: `test-${id}`, name_zh: '测试角色', name_en: 'Test role' })
    .execute()
  for (const [module, granted] of Object.entries(rights.modules ?? {}))
    for (const action of Actions.options) {
      const scope = typeof granted === 'string' ? granted : granted?.[action]
      if (scope) await tx.insertInto('role_rights').values({ role_id: id, module, action, scope }).execute()
    }
  for (const [category, granted] of Object.entries(rights.categories ?? {})) {
    const access = typeof granted === 'boolean' ? { read: granted, write: granted, export: granted } : granted
    await tx
      .insertInto('role_categories')
      .values({
        role_id: id,
        category,
        may_read: access?.read ?? false,
        may_write: access?.write ?? false,
        may_export: access?.export ?? false,
      })
      .execute()
  }
  return id
}

export async function aTeam(database: Database, name = `Team ${++made}`): Promise<Id> {
  const id = newId()
  await writeAsOwner(database, (tx) => tx.insertInto('teams').values({ id, name }).execute())
  return id
}

/** The user with his rights merged over all roles by the widest; null when there is none or he is not active. */
export async function findUser(database: Database, id: Id): Promise<User | null> {
  return readAsOwner(database, async (db) => {
    const row = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row?.active) return null
    const teams = await db.selectFrom('team_members').select('team_id').where('user_id', '=', id).execute()
    const granted = await db
      .selectFrom('user_roles')
      .innerJoin('role_rights', 'role_rights.role_id', 'user_roles.role_id')
      .select(['module', 'action', 'scope'])
      .where('user_id', '=', id)
      .execute()
    const categories = await db
      .selectFrom('user_roles')
      .innerJoin('role_categories', 'role_categories.role_id', 'user_roles.role_id')
      .select(['category', 'may_read', 'may_write', 'may_export'])
      .where('user_id', '=', id)
      .execute()
    const rights = noRights()
    for (const { module, action, scope } of granted) {
      const actions = rights.modules[module as Module]
      actions[action as Action] = widestScope(actions[action as Action], scope as Scope)
    }
    for (const { category, may_read, may_write, may_export } of categories) {
      const access = rights.categories[category as Category]
      access.read ||= may_read
      access.write ||= may_write
      access.export ||= may_export
    }
    return {
      id,
      name: row.name,
      email: row.email,
      locale: row.locale as User['locale'],
      teamIds: teams.map((team) => team.team_id),
      rights,
    }
  })
}

function noRights(): Rights {
  const actions = () => Object.fromEntries(Actions.options.map((action) => [action, 'none']))
  return {
    modules: Object.fromEntries(Modules.options.map((module) => [module, actions()])),
    categories: Object.fromEntries(
      Categories.options.map((category) => [category, { read: false, write: false, export: false }]),
    ),
  } as Rights
}

/** An enterprise account, plain but for what is given. Pass the owner's handle or that of a user who may create it. */
export async function anAccount(
  tx: Tx,
  values: Partial<Insertable<DB['accounts']>> = {},
): Promise<{ id: Id; name: string }> {
  const id = values.id ?? newId()
  const name = values.name ?? `测试客户 ${++made}`
  await tx
    .insertInto('accounts')
    .values({ kind: 'enterprise', number: `T-${id}`, sort_key: name.toLowerCase(), ...values, id, name })
    .execute()
  return { id, name }
}
