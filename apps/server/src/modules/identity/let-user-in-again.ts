import type { Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { forbidden, notFound } from '../../platform/refusal.ts'
import { refuseAboveOneself } from './effective-rights.ts'
import { forgetDevices } from './sign-in/forget-devices.ts'
import { accountSubject } from './sign-in/lock-out.ts'
import { mayAdminister } from './users.policy.ts'

// What sign-in keeps is out of the application's reach: these take the owner's handle and ask for the right themselves.

/** Lifts the lock after failed sign-ins. */
export async function unlockUser(tx: Tx, actor: User, id: Id, now: Date): Promise<void> {
  const { email } = await administered(tx, actor, id)
  await tx.deleteFrom('auth_failures').where('subject', '=', accountSubject(email)).execute()
  await tx.updateTable('users').set({ locked_until: null, failed_sign_ins: 0 }).where('id', '=', id).execute()
  await tx
    .updateTable('auth_two_factors')
    .set({ locked_until: null, failed_verification_count: 0 })
    .where('user_id', '=', id)
    .execute()
  await recordEvent(tx, { kind: 'user.unlocked', subject: { type: 'user', id }, actorId: actor.id, at: now })
}

/** Takes away a second factor and passkeys that were lost, and every session: a finder may hold them. */
export async function resetTwoFactor(tx: Tx, actor: User, id: Id, now: Date): Promise<void> {
  await administered(tx, actor, id)
  await refuseAboveOneself(tx, actor, id)
  await tx.deleteFrom('auth_two_factors').where('user_id', '=', id).execute()
  await tx.deleteFrom('auth_passkeys').where('user_id', '=', id).execute()
  await tx.deleteFrom('auth_sessions').where('user_id', '=', id).execute()
  await tx.updateTable('users').set({ two_factor_enabled: false }).where('id', '=', id).execute()
  await recordEvent(tx, { kind: 'user.twoFactorReset', subject: { type: 'user', id }, actorId: actor.id, at: now })
}

/** On a lost device not only the session is open: it may be trusted to open the next one by password alone. */
export async function endUserSessions(tx: Tx, actor: User, id: Id, now: Date): Promise<void> {
  await administered(tx, actor, id)
  await tx.deleteFrom('auth_sessions').where('user_id', '=', id).execute()
  await forgetDevices(tx, id)
  await recordEvent(tx, { kind: 'user.sessionsEnded', subject: { type: 'user', id }, actorId: actor.id, at: now })
}

async function administered(tx: Tx, actor: User, id: Id): Promise<{ email: string }> {
  if (!mayAdminister(actor, 'change')) throw forbidden()
  const user = await tx.selectFrom('users').select('email').where('id', '=', id).executeTakeFirst()
  if (!user) throw notFound('user')
  return user
}
