import type { MyUser, Preferences } from '@quayside/contract'
import type { Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import { notFound } from '../../platform/refusal.ts'
import { myUser } from './me.queries.ts'

/** Name, portrait, language, theme and density: what a person may decide about himself. */
export async function changeMyself(tx: Tx, user: User, wanted: Preferences, now: Date): Promise<MyUser> {
  const fields = Object.keys(wanted)
  if (fields.length > 0) {
    await tx
      .updateTable('users')
      .set({ ...wanted, updated_at: now })
      .where('id', '=', user.id)
      .execute()
    const subject = { type: 'user', id: user.id }
    await recordEvent(tx, { kind: 'user.changedSelf', subject, actorId: user.id, at: now, data: { fields } })
  }
  const changed = await myUser(tx, user.id)
  if (!changed) throw notFound('user')
  return changed
}
