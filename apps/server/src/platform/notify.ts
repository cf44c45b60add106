import type { NoticeKind } from '@quayside/contract'
import { prepared, type Tx } from './database.ts'
import { recordEvents } from './events.ts'
import { type Id, newId } from './ids.ts'

export interface NewNotification {
  userId: Id
  kind: NoticeKind
  accountId: Id | null
  data: Record<string, unknown>
}

/** Puts something before a colleague, in the transaction that makes it true; the event wakes his windows and says no more than that. */
export async function notify(tx: Tx, actorId: Id, notifications: readonly NewNotification[], now: Date): Promise<void> {
  if (notifications.length === 0) return
  const text = `
    insert into notifications (id, user_id, kind, account_id, data, created_at)
    select id, user_id, kind, account_id, data, $2 from jsonb_to_recordset($1::jsonb) as n (id uuid, user_id uuid, kind text, account_id uuid, data jsonb)`
  const rows = notifications.map(({ userId, kind, accountId, data }) => ({
    id: newId(),
    user_id: userId,
    kind,
    account_id: accountId,
    data,
  }))
  await prepared(tx, 'insert-notifications', text, [JSON.stringify(rows), now])
  await recordEvents(
    tx,
    rows.map(({ id, user_id }) => ({
      kind: 'notification.made',
      subject: { type: 'notification', id },
      actorId,
      at: now,
      data: { forUserId: user_id },
    })),
  )
}
