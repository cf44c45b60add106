import type { Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { notify } from '../../platform/notify.ts'
import { forbidden, notFound } from '../../platform/refusal.ts'
import { mayAdminister } from './users.policy.ts'

/** Ends somebody's key for good and tells him which and who did it: a program of his stands still from now on. Takes the owner's handle. */
export async function withdrawKey(tx: Tx, actor: User, id: Id, now: Date): Promise<void> {
  if (!mayAdminister(actor, 'change')) throw forbidden()
  const gone = await tx
    .deleteFrom('auth_api_keys')
    .where('id', '=', id)
    .returning(['name', 'start', 'user_id'])
    .executeTakeFirst()
  if (!gone) throw notFound('API key')
  const { name, start, user_id: ownerId } = gone
  const subject = { type: 'apiKey', id }
  const data = { name, ownerId, forUserId: ownerId }
  await recordEvent(tx, { kind: 'apiKey.withdrawn', subject, actorId: actor.id, at: now, data })
  if (ownerId === actor.id) return
  const notice = { name, start, by: { id: actor.id, name: actor.name } }
  await notify(tx, actor.id, [{ userId: ownerId, kind: 'apiKeyWithdrawn', accountId: null, data: notice }], now)
}
