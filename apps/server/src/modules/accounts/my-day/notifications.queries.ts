import { connectionOf, type Db, prepared, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { Id } from '../../../platform/ids.ts'

export interface NotificationRow {
  id: Id
  kind: string
  data: Record<string, unknown>
  created_at: Date
  key: string
  read_at: Date | null
  account_id: Id | null
  account_number: string | null
  account_name: string | null
}

export interface NotificationsWanted {
  userId: Id
  unread: boolean
  kind?: string
  after: { key: string; id: Id } | null
  limit: number
}

/** Of accounts that moved out of sight since, the notice stays without the account. */
export async function findNotifications(db: Db, wanted: NotificationsWanted): Promise<NotificationRow[]> {
  const values: unknown[] = [wanted.userId]
  const bind = (value: unknown) => `$${values.push(value)}`
  const conditions = ['n.user_id = $1']
  if (wanted.unread) conditions.push('n.read_at is null')
  if (wanted.kind) conditions.push(`n.kind = ${bind(wanted.kind)}`)
  if (wanted.after)
    conditions.push(`(n.created_at, n.id) < (${bind(wanted.after.key)}::timestamptz, ${bind(wanted.after.id)}::uuid)`)
  const text = `
    select n.id, n.kind, n.data, n.created_at, n.created_at::text as key, n.read_at,
           a.id as account_id, a.number as account_number, a.name as account_name
    from   notifications n left join accounts a on a.id = n.account_id and a.deleted_at is null
    where  ${conditions.join(' and ')}
    order  by n.created_at desc, n.id desc limit ${wanted.limit}`
  return (await connectionOf(db).query<NotificationRow & Record<string, unknown>>(text, values)).rows
}

export async function countUnread(db: Db, userId: Id): Promise<number> {
  const text = 'select count(*)::int as n from notifications where user_id = $1 and read_at is null'
  const [row] = await prepared<{ n: number }>(db, 'unread-notifications', text, [userId])
  return row?.n ?? 0
}

/** These, or all. One event for what was read wakes his other windows. */
export async function markRead(tx: Tx, userId: Id, ids: readonly Id[] | null, now: Date): Promise<void> {
  const text = `update notifications set read_at = $2 where user_id = $1 and read_at is null and ($3::uuid[] is null or id = any ($3)) returning id`
  const read = await prepared<{ id: Id }>(tx, 'read-notifications', text, [userId, now, ids])
  const [first] = read
  if (!first) return
  await recordEvent(tx, {
    kind: 'notification.read',
    subject: { type: 'notification', id: first.id },
    actorId: userId,
    at: now,
    data: { forUserId: userId, notices: read.length },
  })
}
