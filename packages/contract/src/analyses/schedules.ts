import { z } from 'zod'
import { PersonRef } from '../accounts/index.ts'
import { route } from '../route.ts'
import { TimeZone } from '../settings/company.ts'
import { ById, Id, Instant, Sentence } from '../shapes.ts'
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
  hour: z.int().min(0).max(23),
  minute: z.int().min(0).max(59),
  /** Whose clock `hour` is read from; null: the company's. */
  timeZone: TimeZone.nullable(),
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
    minute: fields.minute.default(0),
    timeZone: fields.timeZone.default(null),
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
  message: Sentence.nullable(),
})
export const ReportRun = z.strictObject({
  id: Id,
  /** When it was due. */
  slot: Instant,
  asked: z.boolean(),
  state: z.enum(['running', 'done', 'partly', 'failed', 'stopped']),
  rows: z.int().nullable(),
  message: Sentence.nullable(),
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
  stopReason: Sentence.nullable(),
  /** Recipients who want it no more, by name or address. */
  refusedBy: z.array(z.string()),
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
  summary: 'Send it no more; for 30 days it can be brought back',
  tag,
  door: read,
  params: ById,
})
export const restoreReportSchedule = route('restoreReportSchedule', 'DELETE', '/report-schedules/:id/removal', {
  summary: 'Bring back what I removed, as it was',
  tag,
  door: mayExport,
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
  door: read,
  reply: z.array(
    z.strictObject({
      /** Of the run. */
      id: Id,
      name: z.string(),
      from: PersonRef,
      at: Instant,
      fileName: z.string().nullable(),
      /** I want it no more. */
      refused: z.boolean(),
    }),
  ),
})
export const refuseReport = route('refuseReport', 'PUT', '/report-runs/:id/refusal', {
  summary: 'Be sent a report that I was sent no more',
  tag,
  door: 'signedIn',
  keys: ['analyses'],
  params: ById,
  status: 204,
})
export const acceptReport = route('acceptReport', 'DELETE', '/report-runs/:id/refusal', {
  summary: 'Be sent it again',
  tag,
  door: 'signedIn',
  keys: ['analyses'],
  params: ById,
})
export const downloadReport = route('downloadReport', 'GET', '/report-runs/:id/file', {
  summary: 'The file of a run, for its owner and for whom it was sent to',
  tag,
  door: read,
  params: ById,
  kind: 'stream',
})

const ByToken = z.strictObject({ token: z.string().min(20).max(100) })
export const readReportStop = route('readReportStop', 'GET', '/report-stops/:token', {
  summary: 'Which report the link in a mail would stop, for whoever was sent it',
  tag,
  door: 'public',
  params: ByToken,
  reply: z.strictObject({ name: z.string(), from: z.string(), stopped: z.boolean() }),
})
export const stopReport = route('stopReport', 'PUT', '/report-stops/:token', {
  summary: 'Be sent that report no more',
  tag,
  door: 'public',
  params: ByToken,
  status: 204,
})

export const sendTestMail = route('sendTestMail', 'POST', '/mail-tests', {
  summary: 'Send a mail to my own address, to see whether mail works',
  tag,
  door: mayExport,
  keys: 'never',
  reply: z.strictObject({ to: z.string() }),
})

/** To whom reports may be mailed besides colleagues. */
export const ReportRules = z.strictObject({
  outside: z.enum(['nobody', 'listed', 'anybody']),
  /** For `listed`, e.g. `example.com`; what lies below a domain is another. */
  domains: z
    .array(z.string().regex(/^(?=.{4,200}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'Name a domain, as example.com.'))
    .max(100),
})
export type ReportRules = z.infer<typeof ReportRules>
const ShownRules = z.strictObject({ ...ReportRules.shape, version: z.int(), mayChange: z.boolean() })
export const readReportRules = route('readReportRules', 'GET', '/report-rules', {
  summary: 'To whom reports may be mailed besides colleagues',
  tag,
  door: read,
  reply: ShownRules,
})
export const changeReportRules = route('changeReportRules', 'PUT', '/report-rules', {
  summary: 'Decide to whom reports may be mailed besides colleagues',
  tag,
  door: { module: 'administration', action: 'change' },
  body: ReportRules,
  reply: ShownRules,
  versioned: true,
})
