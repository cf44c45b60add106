import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { prepared, readAsOwner } from '../../../platform/database.ts'
import { type FileStore, findFile, sendFile } from '../../../platform/files/index.ts'
import { serve } from '../../../platform/http/serve.ts'
import { notFound } from '../../../platform/refusal.ts'
import type { Known } from '../saved/analysis-views.ts'
import { runsOf } from './present-schedule.ts'
import { receivedReports } from './received-reports.ts'
import { changeSchedule, listSchedules, removeSchedule, runNow, saveSchedule } from './schedules.ts'

export interface ScheduleDeps {
  known: Known
  files: FileStore
  mailIsSetUp: boolean
}

export function serveSchedules(app: FastifyInstance, { known, files, mailIsSetUp }: ScheduleDeps): void {
  serve(app, contract.listReportSchedules, ({ read }) =>
    read(async (db, user) => ({ rows: await listSchedules(db, user), mailIsSetUp })),
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
  serve(app, contract.runReportSchedule, ({ write, params, now }) =>
    write((tx, user) => runNow(tx, user, params.id, now)),
  )
  serve(app, contract.listReportRuns, ({ read, params }) => read((db) => runsOf(db, params.id)))
  serve(app, contract.listReceivedReports, ({ read }) => read((db, user) => receivedReports(db, user)))
  serve(app, contract.downloadReport, async ({ read, params, reply, database }) => {
    const fileId = await read(async (db) => {
      const [run] = await prepared<{ file_id: string | null }>(
        db,
        'file-of-run',
        'select file_id from report_runs where id = $1',
        [params.id],
      )
      return run?.file_id
    })
    if (!fileId) throw notFound('file')
    // The policy of the run says who may have it; the file itself is its owner's.
    const file = await readAsOwner(database, (db) => findFile(db, fileId))
    return sendFile(reply, { ...file, content: files.read(file.sha256) })
  })
}
