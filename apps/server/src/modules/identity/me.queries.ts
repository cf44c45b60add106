import type { Me, MyUser } from '@quayside/contract'
import type { Db } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'

export async function myUser(db: Db, id: Id): Promise<MyUser | undefined> {
  const row = await db
    .selectFrom('users')
    .select(['id', 'name', 'email', 'image', 'locale', 'theme', 'density', 'two_factor_enabled'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { two_factor_enabled: twoFactorEnabled, ...rest } = row
  return { ...rest, twoFactorEnabled } as MyUser
}

export async function myRoles(db: Db, id: Id): Promise<Me['roles']> {
  return db
    .selectFrom('user_roles')
    .innerJoin('roles', 'roles.id', 'user_roles.role_id')
    .select(['roles.id', 'roles.code', 'roles.name_zh as nameZh', 'roles.name_en as nameEn'])
    .where('user_roles.user_id', '=', id)
    .orderBy('roles.code')
    .execute()
}

export async function myTeams(db: Db, id: Id): Promise<Me['teams']> {
  return db
    .selectFrom('team_members')
    .innerJoin('teams', 'teams.id', 'team_members.team_id')
    .select(['teams.id', 'teams.name', 'team_members.lead'])
    .where('team_members.user_id', '=', id)
    .orderBy('teams.name')
    .execute()
}
