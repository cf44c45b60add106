import type { Tx } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { rightsOfRoles } from './effective-rights.ts'
import { roleIdsOf } from './rights.queries.ts'
import { exceeds } from './users.policy.ts'
import { anotherAdministrator } from './users.queries.ts'

export interface Difference {
  added: Id[]
  removed: Id[]
}

/** Makes the user hold exactly these roles. What the actor does not hold himself he cannot give. */
export async function giveRoles(tx: Tx, actor: User, userId: Id, roleIds: readonly Id[]): Promise<Difference> {
  const difference = differenceOf(await roleIdsOf(tx, userId), roleIds)
  if (exceeds(await rightsOfRoles(tx, difference.added), actor.rights))
    throw new Refusal('grantsTooMuch', 403, 'A role among these grants more than you may do yourself.')
  if (await losesAdministrator(tx, difference.removed, userId))
    throw new Refusal(
      'lastAdministrator',
      409,
      'This is the last administrator. Make somebody else administrator first.',
    )

  for (const role_id of difference.added)
    await tx.insertInto('user_roles').values({ user_id: userId, role_id }).execute()
  if (difference.removed.length > 0)
    await tx.deleteFrom('user_roles').where('user_id', '=', userId).where('role_id', 'in', difference.removed).execute()
  return difference
}

async function losesAdministrator(tx: Tx, removed: readonly Id[], userId: Id): Promise<boolean> {
  if (removed.length === 0 || (await anotherAdministrator(tx, userId))) return false
  const lost = await tx
    .selectFrom('roles')
    .select('id')
    .where('id', 'in', removed)
    .where('code', '=', 'administrator')
    .executeTakeFirst()
  return lost !== undefined
}

/** Makes the user belong to exactly these teams; where he leads he goes on leading. */
export async function placeInTeams(tx: Tx, userId: Id, teamIds: readonly Id[]): Promise<Difference> {
  const current = await tx.selectFrom('team_members').select('team_id').where('user_id', '=', userId).execute()
  const difference = differenceOf(
    current.map((row) => row.team_id),
    teamIds,
  )
  for (const team_id of difference.added)
    await tx.insertInto('team_members').values({ team_id, user_id: userId }).execute()
  if (difference.removed.length > 0)
    await tx
      .deleteFrom('team_members')
      .where('user_id', '=', userId)
      .where('team_id', 'in', difference.removed)
      .execute()
  return difference
}

const differenceOf = (before: readonly Id[], after: readonly Id[]): Difference => ({
  added: [...new Set(after)].filter((id) => !before.includes(id)),
  removed: before.filter((id) => !after.includes(id)),
})
