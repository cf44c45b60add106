import { Action, Category, Module, type Rights, type Role } from '@quayside/contract'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { mergedRights } from './sign-in/load-user.ts'
import { mayAdminister } from './users.policy.ts'

interface RoleRow {
  id: Id
  code: string
  nameZh: string
  nameEn: string
  builtIn: boolean
  version: number
  users: number
  rights: Parameters<typeof mergedRights>[0]
  categories: Parameters<typeof mergedRights>[1]
}

const selectRoles = sql`
  select r.id, r.code, r.name_zh as "nameZh", r.name_en as "nameEn", r.built_in as "builtIn", r.version,
         (select count(*) from user_roles ur where ur.role_id = r.id)::int as users,
         coalesce((select json_agg(json_build_array(x.module, x.action, x.scope)) from role_rights x where x.role_id = r.id), '[]') as rights,
         coalesce((select json_agg(json_build_array(c.category, c.may_read, c.may_write, c.may_export))
                   from role_categories c where c.role_id = r.id), '[]') as categories
  from   roles r`

export async function listRoles(db: Db, actor: User): Promise<Role[]> {
  const found = await sql<RoleRow>`${selectRoles} order by r.built_in desc, r.id`.execute(db)
  return found.rows.map((row) => asRole(row, actor))
}

export async function findRole(db: Db, actor: User, id: Id): Promise<Role | undefined> {
  const found = await sql<RoleRow>`${selectRoles} where r.id = ${id}`.execute(db)
  return found.rows[0] && asRole(found.rows[0], actor)
}

/** The administrator's rights are fixed: somebody must be able to put everything right. */
export const isFixed = (role: { code: string }): boolean => role.code === 'administrator'

function asRole({ rights, categories, ...row }: RoleRow, actor: User): Role {
  return {
    ...row,
    rights: mergedRights(rights, categories),
    can: {
      change: mayAdminister(actor, 'change') && !isFixed(row),
      delete: mayAdminister(actor, 'delete') && !row.builtIn && row.users === 0,
    },
  }
}

/** Replaces the whole matrix of a role. */
export async function writeRights(tx: Tx, roleId: Id, rights: Rights): Promise<void> {
  await tx.deleteFrom('role_rights').where('role_id', '=', roleId).execute()
  await tx.deleteFrom('role_categories').where('role_id', '=', roleId).execute()
  await tx
    .insertInto('role_rights')
    .values(
      Module.options.flatMap((module) =>
        Action.options.map((action) => ({ role_id: roleId, module, action, scope: rights.modules[module][action] })),
      ),
    )
    .execute()
  await tx
    .insertInto('role_categories')
    .values(
      Category.options.map((category) => {
        const { read, write, export: exported } = rights.categories[category]
        return { role_id: roleId, category, may_read: read, may_write: write, may_export: exported }
      }),
    )
    .execute()
}
