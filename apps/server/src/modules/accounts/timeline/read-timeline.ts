import type { readTimeline as timelineRoute } from '@quayside/contract'
import { z } from 'zod'
import type { Db } from '../../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../../platform/http/cursor.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { notFound } from '../../../platform/refusal.ts'
import { findLiveAccount } from '../accounts.queries.ts'
import { presentEntry } from './present-entry.ts'
import { findEntries, type Part } from './timeline.queries.ts'

const Cursor = z.strictObject({
  key: z
    .string()
    .max(40)
    .refine((text) => !Number.isNaN(Date.parse(text))),
  id: z.uuid(),
})
type TimelineQuery = z.output<(typeof timelineRoute)['query']>

const everything: readonly Part[] = ['interactions', 'orders', 'events']

/** Newest first. A kind of interaction asks for these alone; a search looks at what people wrote and at order numbers. */
export async function readTimeline(db: Db, user: User, accountId: Id, query: TimelineQuery) {
  if (!(await findLiveAccount(db, accountId))) throw notFound('account')
  const { limit, show } = query
  const search = query.search?.trim() || null
  const after = query.cursor ? decodeCursor(Cursor, query.cursor) : null
  const { parts, kind } = shownParts(show, search !== null)
  const found =
    parts.length > 0 ? await findEntries(db, { accountId, parts, kind, search, after, limit: limit + 1 }) : []
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map((row) => presentEntry(row, user)),
    next: found.length > limit && last ? encodeCursor({ key: last.key, id: last.id }) : null,
  }
}

function shownParts(show: TimelineQuery['show'], searching: boolean): { parts: readonly Part[]; kind: string | null } {
  switch (show) {
    case 'all':
      return { parts: everything.filter((part) => !searching || part !== 'events'), kind: null }
    case 'interactions':
    case 'orders':
      return { parts: [show], kind: null }
    case 'events':
      return { parts: searching ? [] : [show], kind: null }
    default:
      return { parts: ['interactions'], kind: show }
  }
}
