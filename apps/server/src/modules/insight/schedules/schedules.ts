import type { ReportSchedule, ReportScheduleChange, ReportScheduleFields } from '@quayside/contract'
import type { z } from 'zod'
import { connectionOf, type Db, prepared, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound, Refusal } from '../../../platform/refusal.ts'
import { findView, type Known, questionOn } from '../saved/analysis-views.ts'
import { companyCalendar } from './company-calendar.ts'
import { nextSlot } from './next-slot.ts'
import { presentSchedule, rhythmOf, type ScheduleRow, scheduleColumns } from './present-schedule.ts'
import { mayReach, rulesOf } from './report-rules.ts'
import { orderReport } from './run-report.job.ts'

type Typed = z.output<typeof ReportScheduleFields>
type Change = z.output<typeof ReportScheduleChange>

/** Of one person; more are a mistake of a program. */
const schedulesAtMost = 100

export async function listSchedules(db: Db, user: User): Promise<ReportSchedule[]> {
  const rows = await prepared<ScheduleRow>(
    db,
    'report-schedules',
    `select ${scheduleColumns} from report_schedules where owner_id = $1 and removed_at is null order by created_at, id`,
    [user.id],
  )
  return presentSchedule(db, rows)
}

export async function saveSchedule(tx: Tx, user: User, known: Known, typed: Typed, now: Date): Promise<ReportSchedule> {
  refuseWithoutExport(user)
  const { rows } = await connectionOf(tx).query(
    'select count(*)::integer as count from report_schedules where removed_at is null',
  )
  if (rows[0].count >= schedulesAtMost)
    throw new Refusal('tooManySchedules', 422, `At most ${schedulesAtMost} schedules a person.`)
  const view = await fittingView(tx, user, known, typed, now)
  const id = newId()
  const nextAt = nextSlot(typed, now, await companyCalendar(tx, now))
  await connectionOf(tx).query(
    `insert into report_schedules (id, owner_id, view_id, format, locale, every, weekday, month_day, hour, minute, time_zone, workdays_only, user_ids, addresses,
       view_version, next_at, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17)`,
    [id, user.id, ...valuesOf(typed), view, nextAt, now],
  )
  await orderReport(tx, { scheduleId: id, slot: nextAt.toISOString(), asked: false }, now)
  await tell(tx, user, 'reportSchedule.saved', id, now)
  return shown(tx, id)
}

export async function changeSchedule(
  tx: Tx,
  user: User,
  known: Known,
  id: Id,
  version: number,
  change: Change,
  now: Date,
): Promise<ReportSchedule> {
  refuseWithoutExport(user)
  const before = await shown(tx, id)
  if (before.version !== version) throw changedMeanwhile(before)
  const { state = before.state === 'stopped' ? 'active' : before.state, ...typed } = change
  const after: Typed = { ...before, ...typed }
  refuseHalfRhythm(after)
  const view = await fittingView(tx, user, known, after, now)
  const nextAt = nextSlot(after, now, await companyCalendar(tx, now))
  const { rowCount } = await connectionOf(tx).query(
    `update report_schedules set view_id = $3, format = $4, locale = $5, every = $6, weekday = $7, month_day = $8, hour = $9, minute = $10, time_zone = $11,
       workdays_only = $12, user_ids = $13, addresses = $14, view_version = $15, next_at = $16, updated_at = $17, state = $18, stop_reason = null,
       version = version + 1
     where  id = $1 and version = $2`,
    [id, version, ...valuesOf(after), view, nextAt, now, state],
  )
  if (rowCount !== 1) throw changedMeanwhile(await shown(tx, id))
  if (state === 'active') await orderReport(tx, { scheduleId: id, slot: nextAt.toISOString(), asked: false }, now)
  await tell(tx, user, 'reportSchedule.changed', id, now)
  return shown(tx, id)
}

export async function removeSchedule(tx: Tx, user: User, id: Id, now: Date): Promise<void> {
  const { rowCount } = await connectionOf(tx).query(
    'update report_schedules set removed_at = $2, version = version + 1 where id = $1 and removed_at is null',
    [id, now],
  )
  if (rowCount === 0) throw notFound('schedule')
  await tell(tx, user, 'reportSchedule.removed', id, now)
}

/** With its runs, and due when it would be now. */
export async function restoreSchedule(tx: Tx, user: User, id: Id, now: Date): Promise<void> {
  refuseWithoutExport(user)
  const { rows } = await connectionOf(tx).query<ScheduleRow>(
    `update report_schedules set removed_at = null, version = version + 1 where id = $1 and removed_at is not null returning ${scheduleColumns}`,
    [id],
  )
  const [row] = rows
  if (!row) throw notFound('removed schedule')
  const nextAt = nextSlot(rhythmOf(row), now, await companyCalendar(tx, now))
  await connectionOf(tx).query('update report_schedules set next_at = $2 where id = $1', [id, nextAt])
  if (row.state === 'active') await orderReport(tx, { scheduleId: id, slot: nextAt.toISOString(), asked: false }, now)
  await tell(tx, user, 'reportSchedule.restored', id, now)
}

/** Nobody needs it more often, and those who get it less so. */
const askedEverySeconds = 60

/** Sends it now; the slot is this moment. */
export async function runNow(tx: Tx, user: User, id: Id, now: Date): Promise<{ slot: string }> {
  refuseWithoutExport(user)
  await shown(tx, id)
  const { rowCount } = await connectionOf(tx).query(
    'update report_schedules set asked_at = $2 where id = $1 and (asked_at is null or asked_at <= $3)',
    [id, now, new Date(now.getTime() - askedEverySeconds * 1_000)],
  )
  if (rowCount === 0)
    throw new Refusal('askedJustNow', 429, 'It was sent a moment ago. Wait a minute and try again.', {
      extra: { retryAfterSeconds: askedEverySeconds },
    })
  const slot = now.toISOString()
  await orderReport(tx, { scheduleId: id, slot, asked: true }, now)
  await tell(tx, user, 'reportSchedule.asked', id, now)
  return { slot }
}

async function shown(db: Db, id: Id): Promise<ReportSchedule> {
  const rows = await prepared<ScheduleRow>(
    db,
    'report-schedule-by-id',
    `select ${scheduleColumns} from report_schedules where id = $1 and removed_at is null`,
    [id],
  )
  const [schedule] = await presentSchedule(db, rows)
  if (!schedule) throw notFound('schedule')
  return schedule
}

const valuesOf = (typed: Typed) => [
  typed.viewId,
  typed.format,
  typed.locale,
  typed.every,
  typed.weekday,
  typed.monthDay,
  typed.hour,
  typed.minute,
  typed.timeZone,
  typed.workdaysOnly,
  [...new Set(typed.userIds)],
  addressesOf(typed),
]

/** Mail knows no difference between capitals and small letters but in theory. */
const addressesOf = ({ addresses }: Typed) => [...new Set(addresses.map((address) => address.toLowerCase()))]

const refuseWithoutExport = ({ rights }: User) => {
  if (!rights.categories.basic.export) throw forbidden('Your roles do not let names of customers leave in a file.')
}

function refuseHalfRhythm({ every, weekday, monthDay, userIds, addresses }: Typed): void {
  const fault = (path: string, message: string) =>
    new Refusal('invalidRequest', 422, message, { errors: [{ path, code: 'invalid', message }] })
  if ((every === 'week') !== (weekday !== null))
    throw fault('/weekday', 'Name the weekday of a weekly report, and of no other.')
  if ((every === 'month') !== (monthDay !== null))
    throw fault('/monthDay', 'Name the day of a monthly report, and of no other.')
  if (userIds.length + addresses.length === 0) throw fault('/userIds', 'Name somebody to send it to.')
}

/** What would stop it the first time is said at once. Returns the version of a colleague's analysis that was looked at. */
async function fittingView(tx: Tx, user: User, known: Known, typed: Typed, now: Date): Promise<number | null> {
  const view = await findView(tx, typed.viewId)
  if (!view) throw new Refusal('viewGone', 422, 'There is no such saved analysis for you.', viewFault)
  const query = questionOn(known, view, now.toISOString().slice(0, 10))
  known.get(view.analysis)?.refuse(user, 'read', query)
  known.get(view.analysis)?.refuse(user, 'export', query)
  await refuseMissingPeople(tx, typed)
  await refuseForbiddenAddresses(tx, addressesOf(typed))
  return view.owner_id === user.id ? null : view.version
}

async function refuseMissingPeople(tx: Tx, { userIds }: Typed): Promise<void> {
  if (userIds.length === 0) return
  const people = await tx
    .selectFrom('users')
    .select('id')
    .where('id', 'in', userIds)
    .where('active', '=', true)
    .execute()
  const here = new Set(people.map(({ id }) => id))
  const missing = userIds.findIndex((id) => !here.has(id))
  if (missing < 0) return
  const message = 'One of these colleagues is not here any more.'
  throw new Refusal('colleagueGone', 422, message, {
    errors: [{ path: `/userIds/${missing}`, code: 'colleagueGone', message }],
  })
}

async function refuseForbiddenAddresses(tx: Tx, addresses: readonly string[]): Promise<void> {
  if (addresses.length === 0) return
  const rules = await rulesOf(tx)
  const colleagues = await tx
    .selectFrom('users')
    .select((select) => select.fn<string>('lower', ['email']).as('email'))
    .where((where) => where(where.fn('lower', ['email']), 'in', addresses))
    .execute()
  const forbidden = addresses.findIndex(
    (address) => !mayReach(rules, address) && !colleagues.some(({ email }) => email === address),
  )
  if (forbidden < 0) return
  const message = `The rules of the company do not let reports go to ${addresses[forbidden]}.`
  throw new Refusal(
    'outsideNotAllowed',
    422,
    `${message} An administrator changes them on the page of scheduled reports.`,
    {
      errors: [{ path: `/addresses/${forbidden}`, code: 'outsideNotAllowed', message }],
    },
  )
}
const viewFault = { errors: [{ path: '/viewId', code: 'viewGone', message: 'No such saved analysis.' }] }

const tell = (tx: Tx, user: User, kind: string, id: Id, now: Date) =>
  recordEvent(tx, { kind, subject: { type: 'reportSchedule', id }, actorId: user.id, at: now })
