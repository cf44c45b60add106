import type { UserChange, UserRow } from '@quayside/contract'
import type { Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound } from '../../platform/refusal.ts'
import { refuseAboveOneself } from './effective-rights.ts'
import { giveRoles, placeInTeams } from './give-roles-and-teams.ts'
import { emailInUse } from './invite-user.ts'
import { mayAdminister } from './users.policy.ts'
import { emailTaken, findUser, lockUser } from './users.queries.ts'

/** Changes what an administrator decides about a user; the version counts roles and teams too. */
export async function changeUser(
  tx: Tx,
  actor: User,
  id: Id,
  version: number,
  change: UserChange,
  now: Date,
): Promise<UserRow> {
  if (!mayAdminister(actor, 'change')) throw forbidden()
  const before = await lockUser(tx, id)
  if (!before) throw notFound('user')
  if (before.version !== version) throw changedMeanwhile(await findUser(tx, actor, id, now))
  const { roleIds, teamIds, ...fields } = change
  if (fields.email && fields.email !== before.email) await refuseAboveOneself(tx, actor, id)
  if (fields.email && (await emailTaken(tx, fields.email, id))) throw emailInUse()

  await tx
    .updateTable('users')
    .set({ ...fields, version: version + 1, updated_at: now })
    .where('id', '=', id)
    .execute()
  const roles = roleIds ? await giveRoles(tx, actor, id, roleIds) : undefined
  const teams = teamIds ? await placeInTeams(tx, id, teamIds) : undefined
  const was = Object.fromEntries(Object.keys(fields).map((field) => [field, before[field as keyof typeof fields]]))
  await recordEvent(tx, {
    kind: 'user.changed',
    subject: { type: 'user', id },
    actorId: actor.id,
    at: now,
    data: { was, is: fields, ...(roles ? { roles } : {}), ...(teams ? { teams } : {}) },
  })
  const after = await findUser(tx, actor, id, now)
  if (!after) throw notFound('user')
  return after
}
