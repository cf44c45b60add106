import type { ReportRun, ReportSchedule, Sentence } from '@quayside/contract'
import { connectionOf, type Db, prepared } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { notFound } from '../../../platform/refusal.ts'
import type { Rhythm } from './next-slot.ts'

export const scheduleColumns = `id, owner_id, view_id, format, locale, every, weekday, month_day, hour, minute, time_zone, workdays_only,
  user_ids, addresses, state, stop_reason, next_at, view_version, version`

export interface ScheduleRow extends Record<string, unknown> {
  id: Id
  owner_id: Id
  view_id: Id
  format: ReportSchedule['format']
  locale: ReportSchedule['locale']
  every: ReportSchedule['every']
  weekday: number | null
  month_day: number | null
  hour: number
  minute: number
  time_zone: string | null
  workdays_only: boolean
  user_ids: Id[]
  addresses: string[]
  state: ReportSchedule['state']
  stop_reason: Sentence | null
  next_at: Date
  view_version: number | null
  version: number
}

export const rhythmOf = ({
  every,
  weekday,
  month_day,
  hour,
  minute,
  time_zone,
  workdays_only,
}: ScheduleRow): Rhythm => ({
  every,
  weekday,
  monthDay: month_day,
  hour,
  minute,
  timeZone: time_zone,
  workdaysOnly: workdays_only,
})

/** With the names of what is sent and of whom it is sent to, and the last run. */
export async function presentSchedule(db: Db, rows: readonly ScheduleRow[]): Promise<ReportSchedule[]> {
  if (rows.length === 0) return []
  const views = await prepared<{ id: Id; name: string; analysis: string }>(
    db,
    'views-of-schedules',
    'select id, name, analysis from analysis_views where id = any ($1) and removed_at is null',
    [rows.map((row) => row.view_id)],
  )
  const people = await prepared<{ id: Id; name: string }>(
    db,
    'people-of-schedules',
    'select id, name from users where id = any ($1)',
    [rows.flatMap((row) => row.user_ids)],
  )
  const runs = await readRuns(
    db,
    `select distinct on (schedule_id) * from report_runs where schedule_id = any ($1) order by schedule_id, started_at desc`,
    [rows.map((row) => row.id)],
  )
  const refusals = await prepared<{ schedule_id: Id; name: string }>(
    db,
    'refusals-of-schedules',
    `select r.schedule_id, coalesce(u.name, r.recipient) as name from report_refusals r left join users u on u.id = r.user_id
     where  r.schedule_id = any ($1) order by 2`,
    [rows.map((row) => row.id)],
  )
  return rows.map((row) => {
    const view = views.find(({ id }) => id === row.view_id)
    return {
      id: row.id,
      viewId: row.view_id,
      view: view ? { name: view.name, analysis: view.analysis } : null,
      format: row.format,
      locale: row.locale,
      every: row.every,
      weekday: row.weekday,
      monthDay: row.month_day,
      hour: row.hour,
      minute: row.minute,
      timeZone: row.time_zone,
      workdaysOnly: row.workdays_only,
      userIds: row.user_ids,
      addresses: row.addresses,
      people: row.user_ids.map((id) => ({ id, name: people.find((one) => one.id === id)?.name ?? '–' })),
      state: row.state,
      stopReason: row.stop_reason,
      refusedBy: refusals.filter(({ schedule_id }) => schedule_id === row.id).map(({ name }) => name),
      nextAt: row.next_at.toISOString(),
      lastRun: runs.find((run) => run.scheduleId === row.id)?.run ?? null,
      version: row.version,
    }
  })
}

interface RunRow extends Record<string, unknown> {
  id: Id
  schedule_id: Id
  slot: Date
  asked: boolean
  state: ReportRun['state']
  rows: number | null
  message: Sentence | null
  started_at: Date
  finished_at: Date | null
  file_id: Id | null
}

interface DeliveryRow extends Record<string, unknown> {
  run_id: Id
  recipient: string
  name: string | null
  state: ReportRun['deliveries'][number]['state']
  message: Sentence | null
}

async function readRuns(db: Db, text: string, values: unknown[]): Promise<{ scheduleId: Id; run: ReportRun }[]> {
  const runs = await prepared<RunRow>(
    db,
    text.startsWith('select distinct') ? 'last-runs' : 'runs-of-schedule',
    text,
    values,
  )
  const deliveries = await prepared<DeliveryRow>(
    db,
    'deliveries-of-runs',
    `select d.run_id, d.recipient, u.name, d.state, d.message from report_deliveries d left join users u on u.id = d.user_id
     where  d.run_id = any ($1) order by u.name, d.recipient`,
    [runs.map((run) => run.id)],
  )
  return runs.map((run) => ({
    scheduleId: run.schedule_id,
    run: {
      id: run.id,
      slot: run.slot.toISOString(),
      asked: run.asked,
      state: run.state,
      rows: run.rows,
      message: run.message,
      startedAt: run.started_at.toISOString(),
      finishedAt: run.finished_at?.toISOString() ?? null,
      hasFile: run.file_id !== null,
      deliveries: deliveries
        .filter((delivery) => delivery.run_id === run.id)
        .map(({ recipient, name, state, message }) => ({ recipient, name: name ?? recipient, state, message })),
    },
  }))
}

const runsShown = 50

/** The latest runs of a schedule, newest first; row policies say whose. */
/** @throws Refusal 404 for a schedule out of the reader's sight */
export async function runsOf(db: Db, scheduleId: Id): Promise<ReportRun[]> {
  const known = await connectionOf(db).query('select from report_schedules where id = $1 and removed_at is null', [
    scheduleId,
  ])
  if (known.rowCount === 0) throw notFound('schedule')
  const text = `select * from report_runs where schedule_id = $1 order by started_at desc limit ${runsShown}`
  return (await readRuns(db, text, [scheduleId])).map(({ run }) => run)
}
