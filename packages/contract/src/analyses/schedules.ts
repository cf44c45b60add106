import { z } from 'zod'
import { PersonRef } from '../accounts/index.ts'
import { route } from '../route.ts'
import { ById, Id, Instant } from '../shapes.ts'
import { ReportFormat, ReportLocale } from './frame.ts'

const read = { module: 'analyses', action: 'read' } as const
const mayExport = { module: 'analyses', action: 'export' } as const
const tag = 'Scheduled reports'

export const ReportRhythm = z.enum(['day', 'week', 'month'])
export type ReportRhythm = z.infer<typeof ReportRhythm>

const fields = {
  /** The saved analysis that is sent. */
  viewId: Id,
  format: ReportFormat,
  locale: ReportLocale,
  every: ReportRhythm,
  /** ISO weekday, 1 Monday … 7 Sunday; for `week` alone. */
  weekday: z.int().min(1).max(7).nullable(),
  /** For `month` alone; the last day where a month has fewer. */
  monthDay: z.int().min(1).max(31).nullable(),
  /** In the company's zone. */
  hour: z.int().min(0).max(23),
  /** Daily: other days are left out. Weekly and monthly: moved to the next working day. */
  workdaysOnly: z.boolean(),
  userIds: z.array(Id).max(100),
  addresses: z.array(z.email().max(200)).max(20),
}
const fitting = ({ every, weekday, monthDay }: { every: string; weekday: number | null; monthDay: number | null }) =>
  (every === 'week') === (weekday !== null) && (every === 'month') === (monthDay !== null)

export const ReportScheduleFields = z
  .strictObject({
    ...fields,
    weekday: fields.weekday.default(null),
    monthDay: fields.monthDay.default(null),
    workdaysOnly: fields.workdaysOnly.default(false),
    userIds: fields.userIds.default([]),
    addresses: fields.addresses.default([]),
  })
  .refine(fitting, {
    path: ['every'],
    message: 'Name the weekday of a weekly report, the day of a monthly one, and nothing else.',
  })
  .refine(({ userIds, addresses }) => userIds.length + addresses.length > 0, {
    path: ['userIds'],
    message: 'Name somebody to send it to.',
  })
export const ReportScheduleChange = z.strictObject({ ...fields, state: z.enum(['active', 'paused']) }).partial()

export const ReportDelivery = z.strictObject({
  /** An address, or the id of a colleague. */
  recipient: z.string(),
  name: z.string(),
  /** `unsure`: handed over when the connection or the server broke off, and not sent again. `notified`: here, since mail is not set up. */
  state: z.enum(['waiting', 'sending', 'sent', 'notified', 'failed', 'unsure']),
  message: z.string().nullable(),
})
export const ReportRun = z.strictObject({
  id: Id,
  /** When it was due. */
  slot: Instant,
  asked: z.boolean(),
  state: z.enum(['running', 'done', 'partly', 'failed', 'stopped']),
  rows: z.int().nullable(),
  message: z.string().nullable(),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  hasFile: z.boolean(),
  deliveries: z.array(ReportDelivery),
})
export type ReportRun = z.infer<typeof ReportRun>

export const ReportSchedule = z.strictObject({
  ...fields,
  id: Id,
  /** null: removed, or no longer shared with me. */
  view: z.strictObject({ name: z.string(), analysis: z.string() }).nullable(),
  people: z.array(PersonRef),
  /** stopped: by itself; see the reason. */
  state: z.enum(['active', 'paused', 'stopped']),
  stopReason: z.string().nullable(),
  nextAt: Instant,
  lastRun: ReportRun.nullable(),
  version: z.int(),
})
export type ReportSchedule = z.infer<typeof ReportSchedule>

export const listReportSchedules = route('listReportSchedules', 'GET', '/report-schedules', {
  summary: 'What is sent in my name, and whether mail is set up',
  tag,
  door: read,
  reply: z.strictObject({ rows: z.array(ReportSchedule), mailIsSetUp: z.boolean() }),
})
export const saveReportSchedule = route('saveReportSchedule', 'POST', '/report-schedules', {
  summary: 'Send a saved analysis again and again',
  tag,
  door: mayExport,
  body: ReportScheduleFields,
  reply: ReportSchedule,
})
export const changeReportSchedule = route('changeReportSchedule', 'PATCH', '/report-schedules/:id', {
  summary: 'Change, pause or start again what is sent in my name',
  tag,
  door: mayExport,
  params: ById,
  body: ReportScheduleChange,
  reply: ReportSchedule,
  versioned: true,
})
export const removeReportSchedule = route('removeReportSchedule', 'DELETE', '/report-schedules/:id', {
  summary: 'Send it no more',
  tag,
  door: read,
  params: ById,
})
export const runReportSchedule = route('runReportSchedule', 'POST', '/report-schedules/:id/runs', {
  summary: 'Send it now, besides when it is due',
  tag,
  door: mayExport,
  cost: 'job',
  params: ById,
  reply: z.strictObject({ slot: Instant }),
})
export const listReportRuns = route('listReportRuns', 'GET', '/report-schedules/:id/runs', {
  summary: 'When it was sent, to whom, and what came of it, newest first',
  tag,
  door: read,
  params: ById,
  reply: z.array(ReportRun),
})
export const listReceivedReports = route('listReceivedReports', 'GET', '/received-reports', {
  summary: 'Reports sent to me, newest first',
  tag,
  door: 'signedIn',
  keys: ['analyses'],
  reply: z.array(
    z.strictObject({ id: Id, name: z.string(), from: PersonRef, at: Instant, fileName: z.string().nullable() }),
  ),
})
export const downloadReport = route('downloadReport', 'GET', '/report-runs/:id/file', {
  summary: 'The file of a run, for its owner and for whom it was sent to',
  tag,
  door: 'signedIn',
  keys: ['analyses'],
  params: ById,
  kind: 'stream',
})
