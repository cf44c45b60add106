import type { listFollowUps as listRoute } from '@quayside/contract'
import { z } from 'zod'
import type { Db } from '../../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import type { User } from '../../../platform/http/serve.ts'
import { findFollowUps } from './follow-ups.queries.ts'
import { presentFollowUp } from './present-follow-up.ts'

const Cursor = z.strictObject({
  key: z
    .string()
    .max(40)
    .refine((text) => !Number.isNaN(Date.parse(text))),
  id: z.uuid(),
})

/** Of one account: everybody's, so that two colleagues do not call the same customer. */
export async function listFollowUps(db: Db, user: User, query: z.output<(typeof listRoute)['query']>, now: Date) {
  const { limit, owner, state, accountId, until } = query
  const ownerId = owner === 'me' ? (accountId ? null : user.id) : owner
  const found = await findFollowUps(db, {
    ownerId,
    accountId,
    state,
    until: until ? new Date(until) : undefined,
    after: query.cursor ? decodeCursor(Cursor, query.cursor) : null,
    limit: limit + 1,
    now,
  })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map((row) => presentFollowUp(row, user)),
    next: found.length > limit && last ? encodeCursor({ key: last.key, id: last.id }) : null,
  }
}
