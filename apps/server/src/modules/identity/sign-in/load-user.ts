import { Action, Category, Module, type Rights, type Scope, widestScope } from '@quayside/contract'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'

/** One user as a row: rights of all his roles side by side, to be merged here. */
export interface UserWithRights {
  id: Id
  name: string
  email: string
  locale: User['locale']
  team_ids: Id[]
  rights: [Module, Action, Scope][]
  categories: [Category, read: boolean, write: boolean, exported: boolean][]
}

/** The columns of `UserWithRights` for `from users u`. */
export const userWithRights = `
  u.id, u.name, u.email, u.locale,
  teams_of(u.id) as team_ids,
  coalesce((select json_agg(json_build_array(r.module, r.action, r.scope)) from user_roles ur
            join role_rights r on r.role_id = ur.role_id where ur.user_id = u.id), '[]') as rights,
  coalesce((select json_agg(json_build_array(c.category, c.may_read, c.may_write, c.may_export)) from user_roles ur
            join role_categories c on c.role_id = ur.role_id where ur.user_id = u.id), '[]') as categories`

export function asUser(row: UserWithRights): User {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    locale: row.locale,
    teamIds: row.team_ids,
    rights: mergedRights(row.rights, row.categories),
  }
}

/** The widest of what all roles grant. */
export function mergedRights(granted: UserWithRights['rights'], categories: UserWithRights['categories']): Rights {
  const rights = noRights()
  for (const [module, action, scope] of granted)
    rights.modules[module][action] = widestScope(rights.modules[module][action], scope)
  for (const [category, read, write, exported] of categories) {
    const access = rights.categories[category]
    access.read ||= read
    access.write ||= write
    access.export ||= exported
  }
  return rights
}

export function noRights(): Rights {
  const none = () => Object.fromEntries(Action.options.map((action) => [action, 'none'])) as Record<Action, Scope>
  return {
    modules: Object.fromEntries(Module.options.map((module) => [module, none()])) as Rights['modules'],
    categories: Object.fromEntries(
      Category.options.map((category) => [category, { read: false, write: false, export: false }]),
    ) as Rights['categories'],
  }
}

/** An API key's reach: its owner's rights, less what the key was made without. */
export function narrowed(user: User, key: NonNullable<User['key']>): User {
  const rights = structuredClone(user.rights)
  for (const module of Module.options) {
    const outside = key.modules !== null && !key.modules.includes(module)
    for (const action of Action.options)
      if (outside || (key.readOnly && action !== 'read' && action !== 'export')) rights.modules[module][action] = 'none'
  }
  if (key.readOnly) for (const category of Category.options) rights.categories[category].write = false
  return { ...user, rights, key }
}
