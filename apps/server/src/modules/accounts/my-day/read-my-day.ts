import type { MyDay } from '@quayside/contract'
import type { z } from 'zod'
import { type Db, prepared } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { countOverdue, findDays, findFollowUps } from '../follow-ups/follow-ups.queries.ts'
import { presentFollowUp } from '../follow-ups/present-follow-up.ts'
import { presentNotification } from './list-notifications.ts'
import { findNotifications } from './notifications.queries.ts'
import { findRecent } from './recent-accounts.ts'

const mostFollowUps = 50
/** Below this a record is worth a look of its owner. */
export const askToVerifyBelow = 60

/** What today asks of me. */
export async function readMyDay(db: Db, user: User, now: Date): Promise<z.input<typeof MyDay>> {
  const { today, tomorrow, week } = await findDays(db, now)
  const mine = { ownerId: user.id, after: null, limit: mostFollowUps, now }
  const overdue = await findFollowUps(db, { ...mine, state: 'overdue' })
  const todays = await findFollowUps(db, { ...mine, state: 'open', from: today, until: tomorrow })
  const weeks = await findFollowUps(db, { ...mine, state: 'open', from: tomorrow, until: week })
  const isOverdue = new Set(overdue.map((row) => row.id))
  const recent = await findRecent(db, user.id)
  const mentions = await findNotifications(db, {
    userId: user.id,
    unread: true,
    kind: 'mention',
    after: null,
    limit: 10,
  })
  return {
    followUps: {
      overdue: overdue.map((row) => presentFollowUp(row, user)),
      today: todays.filter((row) => !isOverdue.has(row.id)).map((row) => presentFollowUp(row, user)),
      week: weeks.map((row) => presentFollowUp(row, user)),
      overdueCount: overdue.length < mostFollowUps ? overdue.length : await countOverdue(db, user.id, now),
    },
    recent: recent.map(({ id, number, name, at }) => ({ id, number, name, at: at.toISOString() })),
    toVerify: await findToVerify(db, user.id),
    myAccounts: await countMine(db, user.id),
    mentions: mentions.map(presentNotification),
  }
}

interface VerifyRow {
  id: Id
  number: string
  name: string
  quality_score: number
}

async function findToVerify(db: Db, userId: Id) {
  const text = `
    select id, number, name, quality_score from accounts
    where  owner_id = $1 and deleted_at is null and quality_score < ${askToVerifyBelow}
    order  by quality_score, id limit 5`
  const rows = await prepared<VerifyRow & Record<string, unknown>>(db, 'mine-to-verify', text, [userId])
  const count = `select count(*)::int as n from accounts where owner_id = $1 and deleted_at is null and quality_score < ${askToVerifyBelow}`
  const [counted] = await prepared<{ n: number }>(db, 'mine-to-verify-count', count, [userId])
  return {
    accounts: counted?.n ?? 0,
    rows: rows.map(({ id, number, name, quality_score }) => ({ id, number, name, qualityScore: quality_score })),
  }
}

function countMine(db: Db, userId: Id): Promise<{ state: string; accounts: number }[]> {
  const text = `select state, count(*)::int as accounts from accounts where owner_id = $1 and deleted_at is null group by state order by state`
  return prepared<{ state: string; accounts: number }>(db, 'mine-by-state', text, [userId])
}
