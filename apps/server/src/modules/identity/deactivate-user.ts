import type { Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { forbidden, notFound, Refusal } from '../../platform/refusal.ts'
import { mayAdminister } from './users.policy.ts'
import { anotherAdministrator, lockUser } from './users.queries.ts'

/** Shuts a user out; his name stays wherever he acted. A trigger removes his sessions, keys and links, so that none comes back with him; so does the calendar link here. */
export async function deactivateUser(tx: Tx, actor: User, id: Id, now: Date): Promise<void> {
  if (!mayAdminister(actor, 'change')) throw forbidden()
  const user = await lockUser(tx, id)
  if (!user) throw notFound('user')
  if (id === actor.id) throw new Refusal('notYourself', 409, 'Ask another administrator to deactivate you.')
  if (!(await anotherAdministrator(tx, id)))
    throw new Refusal(
      'lastAdministrator',
      409,
      'This is the last administrator. Make somebody else administrator first.',
    )
  if (!user.active) return
  await setActive(tx, actor, id, false, now)
}

export async function reactivateUser(tx: Tx, actor: User, id: Id, now: Date): Promise<void> {
  if (!mayAdminister(actor, 'change')) throw forbidden()
  const user = await lockUser(tx, id)
  if (!user) throw notFound('user')
  if (!user.active) await setActive(tx, actor, id, true, now)
}

async function setActive(tx: Tx, actor: User, id: Id, active: boolean, now: Date): Promise<void> {
  await tx
    .updateTable('users')
    .set((current) => ({
      active,
      version: current('version', '+', 1),
      updated_at: now,
      ...(active ? {} : { calendar_token: null }),
    }))
    .where('id', '=', id)
    .execute()
  const kind = active ? 'user.reactivated' : 'user.deactivated'
  await recordEvent(tx, { kind, subject: { type: 'user', id }, actorId: actor.id, at: now })
}
