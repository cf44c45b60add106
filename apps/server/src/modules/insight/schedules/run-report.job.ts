import { Id, Instant } from '@quayside/contract'
import { z } from 'zod'
import type { Tx } from '../../../platform/database.ts'
import {
  defineJob,
  type JobContext,
  type JobDefinition,
  type RunningJob,
  sendJob,
} from '../../../platform/jobs/index.ts'
import type { Mailer } from '../../../platform/mail/index.ts'
import type { Warehouse } from '../../../warehouse/feeder.ts'
import { attemptsAtMost } from './claim-run.ts'
import { runReport } from './run-report.ts'

declare module '../../../platform/jobs/running-job.ts' {
  interface JobContext {
    /** Absent on a node without the feeder role. */
    warehouse?: Warehouse
    /** Absent where no mail server is set up. */
    mail?: Mailer
    /** The address people type; absent: mails lead nowhere. */
    publicUrl?: string
  }
}

const ReportOrder = z.strictObject({ scheduleId: Id, slot: Instant, asked: z.boolean() })
export type ReportOrder = z.infer<typeof ReportOrder>

const run = (job: RunningJob<ReportOrder>, context: JobContext) => runReport(job.data, context, orderReport)

export const runReportJob: JobDefinition<typeof ReportOrder> = defineJob('insight.runReport', ReportOrder, run, {
  retryLimit: attemptsAtMost - 1,
  concurrency: 2,
})

/** Orders a sending at its slot, together with what makes it due. */
export async function orderReport(tx: Tx, order: ReportOrder, now: Date): Promise<void> {
  await sendJob(tx, runReportJob, order, { now, startAt: new Date(order.slot) })
}
