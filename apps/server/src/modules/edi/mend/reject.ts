import { connectionOf, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { reasons } from '../reasons.ts'
import { lockToMend } from './replay.ts'

/** Lays a message aside for good; why stays on it. */
export async function rejectMessage(tx: Tx, user: User, id: Id, why: string, now: Date): Promise<void> {
  await lockToMend(tx, id)
  await connectionOf(tx).query(
    `update edi_messages set status = 'rejected', reasons = $2, settled_at = $3, version = version + 1 where id = $1`,
    [id, JSON.stringify([reasons.laidAside({ who: user.name, why })]), now],
  )
  await recordEvent(tx, {
    kind: 'edi.messageLaidAside',
    subject: { type: 'ediMessage', id },
    actorId: user.id,
    at: now,
    data: { why },
  })
}
