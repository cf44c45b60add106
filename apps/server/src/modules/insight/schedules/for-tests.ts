import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import * as contract from '@quayside/contract'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'
import { testFiles } from '../../../../test/harness.ts'
import type { User } from '../../../platform/http/serve.ts'
import { newId } from '../../../platform/ids.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { runJob } from '../../../platform/jobs/run-job.ts'
import { silentLog } from '../../../platform/log.ts'
import { openMail } from '../../../platform/mail/index.ts'
import type { Base } from '../for-tests.ts'
import { runReportJob } from './run-report.job.ts'

interface Got {
  to: string[]
  content: string
}

interface MailServerOptions {
  refuses?: (address: string) => boolean
  port?: number
  /** A user name and password it wants. */
  wants?: { user: string; password: string }
}

/** A mail server that keeps what it is given, and refuses whom it is told to. */
export async function aMailServer({ refuses = () => false, port = 0, wants }: MailServerOptions = {}) {
  const got: Got[] = []
  const server = new SMTPServer({
    authOptional: wants === undefined,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth({ username, password }, _session, done) {
      if (username === wants?.user && password === wants?.password) return done(null, { user: username })
      done(new Error('Bad credentials'))
    },
    onRcptTo({ address }, _session, done) {
      if (refuses(address)) return done(Object.assign(new Error('No such mailbox'), { responseCode: 550 }))
      done()
    },
    async onData(stream, session, done) {
      got.push({ to: session.envelope.rcptTo.map(({ address }) => address), content: await text(stream) })
      done()
    },
  })
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  const close = () => new Promise<void>((closed) => server.close(() => closed()))
  onTestFinished(close)
  return { got, close, port: (server.server.address() as AddressInfo).port }
}

export const aMailer = (port: number) => {
  const mail = openMail({ url: `smtp://127.0.0.1:${port}`, from: 'Quayside <crm@example.test>' })
  onTestFinished(() => mail.close())
  return mail
}

/** The text of a part of a mail, its coding undone. */
export function partOf(content: string, type: 'html' | 'plain'): string {
  const found = new RegExp(`Content-Type: text/${type}([\\s\\S]*?)\\r\\n\\r\\n([\\s\\S]*?)\\r\\n--`).exec(content)
  const [, head = '', body = ''] = found ?? []
  if (head.includes('base64')) return Buffer.from(body, 'base64').toString('utf8')
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return head.includes('quoted-printable') ? Buffer.from(bytes, 'latin1').toString('utf8') : body
}

export const attached = (content: string) =>
  Buffer.from(
    /base64[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)\r\n--[^\r]*--\s*$/.exec(content)?.[1] ?? '',
    'base64',
  ).toString('utf8')

/** Schedules of a base, run at a time of the test's own. */
export function sendingOf(base: Base, mate: () => User) {
  let clock = new Date('2026-11-22T08:00:00Z')
  const contextWith = (port?: number, publicUrl?: string): JobContext => {
    const { database, warehouse } = base
    const context: JobContext = { database, files: testFiles(database), clock: () => clock, log: silentLog, warehouse }
    if (port !== undefined) context.mail = aMailer(port)
    if (publicUrl !== undefined) context.publicUrl = publicUrl
    return context
  }
  const aSchedule = async (as: User, more: object = {}, view: object = {}) => {
    const question = { by: 'account', currency: 'CNY' }
    const plain = { analysis: 'composition', name: '区域 <毛利>', period: 'all', place: {}, question } as const
    const saved = await base.app.call(contract.saveAnalysisView, { as, body: { ...plain, ...view } })
    const body: contract.BodyOf<typeof contract.saveReportSchedule> = {
      viewId: saved.body.id,
      format: 'csv',
      locale: 'zh-CN',
      every: 'day',
      hour: 18,
      userIds: [mate().id],
      ...more,
    }
    return (await base.app.call(contract.saveReportSchedule, { as, body })).body
  }
  return {
    at: (moment: string) => {
      clock = new Date(moment)
    },
    contextWith,
    aSchedule,
    /** One attempt at what is due, as the queue makes it. */
    attempt: (
      schedule: { id: string; nextAt: string },
      context: JobContext,
      { slot = schedule.nextAt, asked = false } = {},
    ) => {
      if (!asked) clock = new Date(Date.parse(slot) + 5_000)
      const taken = { id: newId(), data: { scheduleId: schedule.id, slot, asked }, retryCount: 0, retryLimit: 12 }
      return runJob(runReportJob as never, taken, context, new AbortController().signal)
    },
    runsOf: async (id: string, as: User) => (await base.app.call(contract.listReportRuns, { as, params: { id } })).body,
    scheduleOf: async (id: string, as: User) =>
      (await base.app.call(contract.listReportSchedules, { as })).body.rows.find((row) => row.id === id),
    noticesOf: async (user: User) =>
      (await base.app.call(contract.listNotifications, { as: user })).body.rows.map(({ kind, data }) => [
        kind,
        (data.reason as contract.Sentence | undefined)?.code,
      ]),
    ruleOutside: async (rules: contract.ReportRules) => {
      const { body } = await base.app.call(contract.readReportRules, { as: base.boss })
      await base.app.call(contract.changeReportRules, { as: base.boss, version: body.version, body: rules })
    },
  }
}
