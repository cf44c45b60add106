import { createHash, randomBytes } from 'node:crypto'
import ical, { ICalEventBusyStatus } from 'ical-generator'
import { type Database, prepared, readAs, readAsOwner, type Tx } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { notFound } from '../../../platform/refusal.ts'
import { type FollowUpRow, findFollowUps } from './follow-ups.queries.ts'

/** Only its hash is kept: whoever reads the table cannot open anybody's calendar. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Makes a new secret link; the one before stops working. */
export async function renewCalendarLink(tx: Tx, userId: Id): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await prepared(tx, 'set-calendar-token', 'update users set calendar_token = $2 where id = $1', [
    userId,
    hashOf(token),
  ])
  return `/api/calendar/${token}`
}

const shownBackDays = 90
const mostShown = 1_000

interface FeedOwner {
  id: Id
  name: string
  time_zone: string
  company: string
}

/** The follow-ups of the link's owner as iCalendar (RFC 5545), under his own row policies. @throws Refusal 404 */
export async function readCalendar(database: Database, token: string, now: Date): Promise<string> {
  const owner = await readAsOwner(database, async (db) => {
    const text = `select u.id, u.name, c.time_zone, c.name as company from users u, company c where u.calendar_token = $1 and u.active`
    const [row] = await prepared<FeedOwner & Record<string, unknown>>(db, 'calendar-owner', text, [hashOf(token)])
    return row
  })
  if (!owner) throw notFound('calendar')
  const from = new Date(now.getTime() - shownBackDays * 86_400_000)
  const rows = await readAs(database, owner.id, async (db) => {
    const wanted = { ownerId: owner.id, from, after: null, limit: mostShown, now }
    const found = [
      ...(await findFollowUps(db, { ...wanted, state: 'open' })),
      ...(await findFollowUps(db, { ...wanted, state: 'done' })),
    ]
    const text = `select actor_category('basic', 'read') as people`
    const [may] = await prepared<{ people: boolean }>(db, 'may-read-people', text, [])
    return may?.people ? found : found.map((row) => ({ ...row, contact_name: null }))
  })
  return calendarOf(owner, rows, now)
}

const hourMs = 3_600_000

function calendarOf(owner: FeedOwner, rows: readonly FollowUpRow[], now: Date): string {
  const calendar = ical({
    name: `${owner.name} · ${owner.company}`,
    prodId: { company: 'Quayside', product: 'Follow-ups' },
  })
  for (const row of rows) {
    const start = row.all_day ? dayIn(row.due_at, owner.time_zone) : row.due_at
    calendar.createEvent({
      id: `follow-up-${row.id}@quayside`,
      stamp: now,
      start,
      ...(row.all_day ? { allDay: true } : { end: new Date(row.due_at.getTime() + hourMs) }),
      summary: `${row.done_at ? '✓ ' : ''}${oneLine(row.title)} · ${oneLine(row.account_name).slice(0, 120)}`,
      description: [row.note, row.contact_name ?? '', row.account_number].filter(Boolean).join('\n'),
      busystatus: ICalEventBusyStatus.FREE,
      sequence: row.version,
    })
  }
  return calendar.toString()
}

const oneLine = (text: string) => text.toWellFormed().replaceAll(/\p{Cc}+/gu, ' ')

/** Midnight UTC of the calendar day it is in the zone: what the generator writes as a date. */
function dayIn(at: Date, timeZone: string): Date {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at)
  return new Date(`${day}T00:00:00Z`)
}
