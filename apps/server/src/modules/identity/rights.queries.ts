import type { Action, Category, Module, RoleName, Scope } from '@quayside/contract'
import type { Db } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'

export interface ScopeGrant {
  role: RoleName
  module: Module
  action: Action
  scope: Scope
}
export interface CategoryGrant {
  role: RoleName
  category: Category
  read: boolean
  write: boolean
  export: boolean
}

const roleName = ['roles.id', 'roles.code', 'roles.name_zh as nameZh', 'roles.name_en as nameEn'] as const

/** What the roles named grant by module, narrow scopes of 'none' left out. */
export async function scopeGrants(db: Db, roleIds: readonly Id[]): Promise<ScopeGrant[]> {
  if (roleIds.length === 0) return []
  const rows = await db
    .selectFrom('role_rights')
    .innerJoin('roles', 'roles.id', 'role_rights.role_id')
    .select([...roleName, 'module', 'action', 'scope'])
    .where('role_id', 'in', roleIds)
    .where('scope', '<>', 'none')
    .orderBy('roles.code')
    .execute()
  return rows.map(({ module, action, scope, ...role }) => ({ role, module, action, scope }) as ScopeGrant)
}

export async function categoryGrants(db: Db, roleIds: readonly Id[]): Promise<CategoryGrant[]> {
  if (roleIds.length === 0) return []
  const rows = await db
    .selectFrom('role_categories')
    .innerJoin('roles', 'roles.id', 'role_categories.role_id')
    .select([...roleName, 'category', 'may_read', 'may_write', 'may_export'])
    .where('role_id', 'in', roleIds)
    .orderBy('roles.code')
    .execute()
  return rows.map(
    ({ category, may_read, may_write, may_export, ...role }) =>
      ({ role, category, read: may_read, write: may_write, export: may_export }) as CategoryGrant,
  )
}

export async function roleIdsOf(db: Db, userId: Id): Promise<Id[]> {
  const rows = await db.selectFrom('user_roles').select('role_id').where('user_id', '=', userId).execute()
  return rows.map((row) => row.role_id)
}
