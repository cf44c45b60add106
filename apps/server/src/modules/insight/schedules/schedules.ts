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
import { presentSchedule, type ScheduleRow, scheduleColumns } from './present-schedule.ts'
import { orderReport } from './run-report.job.ts'

type Typed = z.output<typeof ReportScheduleFields>
type Change = z.output<typeof ReportScheduleChange>

/** Of one person; more are a mistake of a program. */
const schedulesAtMost = 100

export async function listSchedules(db: Db, user: User): Promise<ReportSchedule[]> {
  const rows = await prepared<ScheduleRow>(
    db,
    'report-schedules',
    `select ${scheduleColumns} from report_schedules where owner_id = $1 order by created_at, id`,
    [user.id],
  )
  return presentSchedule(db, rows)
}

export async function saveSchedule(tx: Tx, user: User, known: Known, typed: Typed, now: Date): Promise<ReportSchedule> {
  refuseWithoutExport(user)
  const { rows } = await connectionOf(tx).query('select count(*)::integer as count from report_schedules')
  if (rows[0].count >= schedulesAtMost)
    throw new Refusal('tooManySchedules', 422, `At most ${schedulesAtMost} schedules a person.`)
  await refuseUnfit(tx, user, known, typed, now)
  const id = newId()
  const nextAt = nextSlot(typed, now, await companyCalendar(tx, now))
  await connectionOf(tx).query(
    `insert into report_schedules (id, owner_id, view_id, format, locale, every, weekday, month_day, hour, workdays_only, user_ids, addresses,
       next_at, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)`,
    [id, user.id, ...valuesOf(typed), nextAt, now],
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
  await refuseUnfit(tx, user, known, after, now)
  const nextAt = nextSlot(after, now, await companyCalendar(tx, now))
  const { rowCount } = await connectionOf(tx).query(
    `update report_schedules set view_id = $3, format = $4, locale = $5, every = $6, weekday = $7, month_day = $8, hour = $9, workdays_only = $10,
       user_ids = $11, addresses = $12, next_at = $13, updated_at = $14, state = $15, stop_reason = null, version = version + 1
     where  id = $1 and version = $2`,
    [id, version, ...valuesOf(after), nextAt, now, state],
  )
  if (rowCount !== 1) throw changedMeanwhile(await shown(tx, id))
  if (state === 'active') await orderReport(tx, { scheduleId: id, slot: nextAt.toISOString(), asked: false }, now)
  await tell(tx, user, 'reportSchedule.changed', id, now)
  return shown(tx, id)
}

export async function removeSchedule(tx: Tx, user: User, id: Id, now: Date): Promise<void> {
  const { rowCount } = await connectionOf(tx).query('delete from report_schedules where id = $1', [id])
  if (rowCount === 0) throw notFound('schedule')
  await tell(tx, user, 'reportSchedule.removed', id, now)
}

/** Sends it now; the slot is this moment. */
export async function runNow(tx: Tx, user: User, id: Id, now: Date): Promise<{ slot: string }> {
  refuseWithoutExport(user)
  await shown(tx, id)
  const slot = now.toISOString()
  await orderReport(tx, { scheduleId: id, slot, asked: true }, now)
  await tell(tx, user, 'reportSchedule.asked', id, now)
  return { slot }
}

async function shown(db: Db, id: Id): Promise<ReportSchedule> {
  const rows = await prepared<ScheduleRow>(
    db,
    'report-schedule-by-id',
    `select ${scheduleColumns} from report_schedules where id = $1`,
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
  typed.workdaysOnly,
  [...new Set(typed.userIds)],
  [...new Set(typed.addresses)],
]

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

/** What would stop it the first time is said at once. */
async function refuseUnfit(tx: Tx, user: User, known: Known, { viewId, userIds }: Typed, now: Date): Promise<void> {
  const view = await findView(tx, viewId)
  if (!view) throw new Refusal('viewGone', 422, 'There is no such saved analysis for you.', viewFault)
  const query = questionOn(known, view, now.toISOString().slice(0, 10))
  known.get(view.analysis)?.refuse(user, 'read', query)
  known.get(view.analysis)?.refuse(user, 'export', query)
  const people = await tx
    .selectFrom('users')
    .select('id')
    .where('id', 'in', [user.id, ...userIds])
    .where('active', '=', true)
    .execute()
  const missing = userIds.filter((id) => !people.some((person) => person.id === id))
  if (missing.length > 0) throw new Refusal('colleagueGone', 422, 'One of these colleagues is not here any more.')
}
const viewFault = { errors: [{ path: '/viewId', code: 'viewGone', message: 'No such saved analysis.' }] }

const tell = (tx: Tx, user: User, kind: string, id: Id, now: Date) =>
  recordEvent(tx, { kind, subject: { type: 'reportSchedule', id }, actorId: user.id, at: now })
