import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import type { FileStore } from '../../../platform/files/index.ts'
import { serve } from '../../../platform/http/serve.ts'
import type { Mailer } from '../../../platform/mail/index.ts'
import type { Known } from '../saved/analysis-views.ts'
import { runsOf } from './present-schedule.ts'
import { receivedReports } from './received-reports.ts'
import { acceptReceived, refuseReceived, stopByToken, stopOf } from './refuse-report.ts'
import { changeRules, shownRules } from './report-rules.ts'
import { changeSchedule, listSchedules, removeSchedule, restoreSchedule, runNow, saveSchedule } from './schedules.ts'
import { sendReport } from './send-report.ts'
import { sendTestMail } from './test-mail.ts'

export interface ScheduleDeps {
  known: Known
  files: FileStore
  /** Absent where no mail server is set up. */
  mail: Mailer | undefined
}

export function serveSchedules(app: FastifyInstance, deps: ScheduleDeps): void {
  serveOwn(app, deps)
  serveReceived(app, deps)
  serve(app, contract.readReportRules, ({ read }) => read((db, user) => shownRules(db, user)))
  serve(app, contract.changeReportRules, ({ write, body, version, now }) =>
    write((tx, user) => changeRules(tx, user, body, version, now)),
  )
}

function serveOwn(app: FastifyInstance, { known, mail }: ScheduleDeps): void {
  serve(app, contract.listReportSchedules, ({ read }) =>
    read(async (db, user) => ({ rows: await listSchedules(db, user), mailIsSetUp: mail !== undefined })),
  )
  serve(app, contract.saveReportSchedule, ({ write, body, now }) =>
    write((tx, user) => saveSchedule(tx, user, known, body, now)),
  )
  serve(app, contract.changeReportSchedule, ({ write, params, body, version, now }) =>
    write((tx, user) => changeSchedule(tx, user, known, params.id, version, body, now)),
  )
  serve(app, contract.removeReportSchedule, ({ write, params, now }) =>
    write((tx, user) => removeSchedule(tx, user, params.id, now)),
  )
  serve(app, contract.restoreReportSchedule, ({ write, params, now }) =>
    write((tx, user) => restoreSchedule(tx, user, params.id, now)),
  )
  serve(app, contract.runReportSchedule, ({ write, params, now }) =>
    write((tx, user) => runNow(tx, user, params.id, now)),
  )
  serve(app, contract.listReportRuns, ({ read, params }) => read((db) => runsOf(db, params.id)))
  serve(app, contract.sendTestMail, ({ user }) => sendTestMail(mail, user), { perMinute: 5 })
}

function serveReceived(app: FastifyInstance, { known, files }: ScheduleDeps): void {
  serve(app, contract.listReceivedReports, ({ read }) => read((db, user) => receivedReports(db, user)))
  serve(app, contract.refuseReport, ({ database, user, params, now }) =>
    refuseReceived(database, user.id, params.id, now),
  )
  serve(app, contract.acceptReport, ({ database, user, params }) => acceptReceived(database, user.id, params.id))
  serve(app, contract.downloadReport, (call) => sendReport(call, known, files))
  serve(app, contract.readReportStop, ({ database, params }) => stopOf(database, params.token), { perMinute: 30 })
  serve(app, contract.stopReport, ({ database, params, now }) => stopByToken(database, params.token, now), {
    perMinute: 30,
  })
}
