import type { listNotifications as listRoute, Notification } from '@quayside/contract'
import { z } from 'zod'
import type { Db } from '../../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import type { User } from '../../../platform/http/serve.ts'
import { countUnread, findNotifications, type NotificationRow } from './notifications.queries.ts'

const Cursor = z.strictObject({
  key: z
    .string()
    .max(40)
    .refine((text) => !Number.isNaN(Date.parse(text))),
  id: z.uuid(),
})

export async function listNotifications(db: Db, user: User, query: z.output<(typeof listRoute)['query']>) {
  const { limit } = query
  const after = query.cursor ? decodeCursor(Cursor, query.cursor) : null
  const found = await findNotifications(db, {
    userId: user.id,
    unread: query.unread === 'yes',
    after,
    limit: limit + 1,
  })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map(presentNotification),
    next: found.length > limit && last ? encodeCursor({ key: last.key, id: last.id }) : null,
    unread: await countUnread(db, user.id),
  }
}

/** What a colleague wrote about an account is shown no longer than the account itself. */
export function presentNotification(row: NotificationRow): z.input<typeof Notification> {
  const { account_id, account_number, account_name } = row
  const account =
    account_id && account_number !== null && account_name !== null
      ? { id: account_id, number: account_number, name: account_name }
      : null
  const aboutAccount = row.kind === 'mention' || row.kind === 'followUpAssigned'
  return {
    id: row.id,
    kind: row.kind,
    account,
    data: account || !aboutAccount ? row.data : {},
    createdAt: row.created_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
  }
}
