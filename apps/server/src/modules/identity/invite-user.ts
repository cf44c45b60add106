import type { InvitationLink, NewUser, UserRow } from '@quayside/contract'
import type { Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { forbidden, notFound, Refusal } from '../../platform/refusal.ts'
import { refuseAboveOneself } from './effective-rights.ts'
import { giveRoles, placeInTeams } from './give-roles-and-teams.ts'
import { issueToken } from './one-time-link.ts'
import { mayAdminister } from './users.policy.ts'
import { emailTaken, findUser } from './users.queries.ts'

const invitationHours = 7 * 24
/** For somebody who has worked here already: his link opens a way in to what he may do now. */
const renewalHours = 24

export const emailInUse = () =>
  new Refusal('emailTaken', 409, 'Somebody has this e-mail address already.', {
    errors: [{ path: '/email', code: 'emailTaken', message: 'Somebody has this e-mail address already.' }],
  })

/** Creates a user who cannot sign in until he has set a password with his link. */
export async function inviteUser(tx: Tx, actor: User, wanted: NewUser, now: Date): Promise<UserRow> {
  if (!mayAdminister(actor, 'create')) throw forbidden()
  if (await emailTaken(tx, wanted.email, null)) throw emailInUse()

  const id = newId()
  const { name, email, locale, roleIds, teamIds } = wanted
  await tx
    .insertInto('users')
    .values({ id, name, email, locale, invited: true, created_at: now, updated_at: now })
    .execute()
  await giveRoles(tx, actor, id, roleIds)
  await placeInTeams(tx, id, teamIds)
  const subject = { type: 'user', id }
  await recordEvent(tx, {
    kind: 'user.invited',
    subject,
    actorId: actor.id,
    at: now,
    data: { email, roleIds, teamIds },
  })
  const user = await findUser(tx, actor, id, now)
  if (!user) throw notFound('user')
  return user
}

/**
 * A link to set the password with: good for a week for a newcomer, for a day for anybody else. Takes the owner's handle: tokens
 * are out of the application's reach.
 */
export async function issueInvitation(tx: Tx, userId: Id, origin: string, now: Date): Promise<InvitationLink> {
  const user = await tx.selectFrom('users').select('invited').where('id', '=', userId).executeTakeFirst()
  const hours = user?.invited ? invitationHours : renewalHours
  const { token, expiresAt } = await issueToken(tx, `invitation:${userId}`, hours * 60, now)
  // After `#`, so that it stands in no server's log.
  return { link: `${origin}/invitation#${token}`, expiresAt: expiresAt.toISOString() }
}

export async function renewInvitation(tx: Tx, actor: User, id: Id, origin: string, now: Date): Promise<InvitationLink> {
  if (!mayAdminister(actor, 'change')) throw forbidden()
  const user = await tx.selectFrom('users').select(['id', 'active']).where('id', '=', id).executeTakeFirst()
  if (!user) throw notFound('user')
  await refuseAboveOneself(tx, actor, id)
  if (!user.active) throw new Refusal('userDeactivated', 409, 'Reactivate the user first.')
  const link = await issueInvitation(tx, id, origin, now)
  await recordEvent(tx, { kind: 'user.invitationRenewed', subject: { type: 'user', id }, actorId: actor.id, at: now })
  return link
}
