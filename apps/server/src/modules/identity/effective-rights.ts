import { Action, Category, type EffectiveRights, Module, type Rights } from '@quayside/contract'
import type { Db } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { type CategoryGrant, categoryGrants, roleIdsOf, type ScopeGrant, scopeGrants } from './rights.queries.ts'
import { mergedRights } from './sign-in/load-user.ts'
import { exceeds } from './users.policy.ts'

/** What the roles named add up to. */
export async function rightsOfRoles(db: Db, roleIds: readonly Id[]): Promise<Rights> {
  return merged(await scopeGrants(db, roleIds), await categoryGrants(db, roleIds))
}

/** Refuses to open a way in as somebody who may do more than the actor: he could take it himself. */
export async function refuseAboveOneself(db: Db, actor: Pick<User, 'rights'>, userId: Id): Promise<void> {
  if (exceeds(await rightsOfRoles(db, await roleIdsOf(db, userId)), actor.rights))
    throw new Refusal('grantsTooMuch', 403, 'This user may do more than you. Ask somebody who may as much.')
}

/** What a user may do, and for each right the roles that grant it. */
export async function effectiveRights(db: Db, userId: Id): Promise<EffectiveRights> {
  const roleIds = await roleIdsOf(db, userId)
  return explain(await scopeGrants(db, roleIds), await categoryGrants(db, roleIds))
}

const merged = (scopes: readonly ScopeGrant[], categories: readonly CategoryGrant[]): Rights =>
  mergedRights(
    scopes.map(({ module, action, scope }) => [module, action, scope]),
    categories.map((grant) => [grant.category, grant.read, grant.write, grant.export]),
  )

export function explain(scopes: readonly ScopeGrant[], categories: readonly CategoryGrant[]): EffectiveRights {
  const rights = merged(scopes, categories)
  return {
    rights,
    modules: Module.options.flatMap((module) =>
      Action.options.map((action) => ({
        module,
        action,
        scope: rights.modules[module][action],
        grants: scopes
          .filter((grant) => grant.module === module && grant.action === action)
          .map(({ role, scope }) => ({ role, scope })),
      })),
    ),
    categories: Category.options.map((category) => {
      const granting = (access: 'read' | 'write' | 'export') =>
        categories.filter((grant) => grant.category === category && grant[access]).map((grant) => grant.role)
      return { category, read: granting('read'), write: granting('write'), export: granting('export') }
    }),
  }
}
