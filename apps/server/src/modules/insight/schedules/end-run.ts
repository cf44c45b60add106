import { Readable } from 'node:stream'
import type { Sentence } from '@quayside/contract'
import { connectionOf, writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import { keepFile } from '../../../platform/files/index.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { notify } from '../../../platform/notify.ts'
import type { Claimed } from './claim-run.ts'
import type { MadeReport } from './run-report.ts'

/** As long as somebody may come back to what was sent. */
const keptDays = 30
const largestBytes = 200_000_000

/** Keeps the file among those of its owner, and names it in the run; a second attempt finds it there. */
export async function keepReport(
  { database, files }: JobContext,
  { runId, schedule, now }: Claimed,
  { content, fileName, name, rows }: MadeReport,
): Promise<void> {
  const stored = await files.put(Readable.from([content]), { limitBytes: largestBytes })
  await writeAsOwner(database, async (tx) => {
    const run = await tx.selectFrom('report_runs').select('file_id').where('id', '=', runId).executeTakeFirstOrThrow()
    const expiresAt = new Date(now.getTime() + keptDays * 86_400_000)
    const fileId =
      run.file_id ?? (await keepFile(tx, stored, { name: fileName, actorId: schedule.owner_id, now, expiresAt }))
    await tx
      .updateTable('report_runs')
      .set({ file_id: fileId, file_name: fileName, title: name, rows })
      .where('id', '=', runId)
      .execute()
  })
}

/** Sums up what became of it; whoever sends it is told when not everybody got it. */
export async function endRun(
  { database, clock }: JobContext,
  { runId, schedule }: Claimed,
  { name }: MadeReport,
): Promise<void> {
  await writeAsOwner(database, async (tx) => {
    const now = clock()
    const { rows } = await connectionOf(tx).query<{ got: number; missed: number; message: Sentence | null }>(
      `select count(*) filter (where state in ('sent', 'notified'))::integer as got,
              count(*) filter (where state not in ('sent', 'notified'))::integer as missed,
              (array_agg(message order by recipient) filter (where message is not null))[1] as message
       from   report_deliveries where run_id = $1`,
      [runId],
    )
    const { got, missed, message } = rows[0] ?? { got: 0, missed: 0, message: null }
    const state = missed === 0 ? 'done' : got > 0 ? 'partly' : 'failed'
    await connectionOf(tx).query(
      `update report_deliveries set state = 'failed' where run_id = $1 and state = 'waiting'`,
      [runId],
    )
    await tx
      .updateTable('report_runs')
      .set({ state, message: message && JSON.stringify(message), finished_at: now })
      .where('id', '=', runId)
      .execute()
    await recordEvent(tx, {
      kind: 'report.sent',
      subject: { type: 'reportSchedule', id: schedule.id },
      actorId: schedule.owner_id,
      at: now,
      data: { runId, got, missed },
    })
    if (missed > 0)
      await notify(
        tx,
        schedule.owner_id,
        [{ userId: schedule.owner_id, kind: 'reportFailed', accountId: null, data: { name, reason: message } }],
        now,
      )
  })
}

/** Its owner lost a right, or what it sends is gone: it stops for good and says why. */
export async function stopSchedule(
  { database, clock }: JobContext,
  { runId, schedule }: Claimed,
  reason: Sentence,
): Promise<void> {
  await writeAsOwner(database, async (tx) => {
    const now = clock()
    const kept = JSON.stringify(reason)
    await tx
      .updateTable('report_runs')
      .set({ state: 'stopped', message: kept, finished_at: now })
      .where('id', '=', runId)
      .execute()
    await tx
      .updateTable('report_deliveries')
      .set({ state: 'failed', message: kept })
      .where('run_id', '=', runId)
      .where('state', '=', 'waiting')
      .execute()
    await tx
      .updateTable('report_schedules')
      .set((set) => ({ state: 'stopped', stop_reason: kept, updated_at: now, version: set('version', '+', 1) }))
      .where('id', '=', schedule.id)
      .execute()
    await recordEvent(tx, {
      kind: 'reportSchedule.stopped',
      subject: { type: 'reportSchedule', id: schedule.id },
      actorId: schedule.owner_id,
      at: now,
      data: { reason },
    })
    const view = await tx
      .selectFrom('analysis_views')
      .select('name')
      .where('id', '=', schedule.view_id)
      .executeTakeFirst()
    const data = { name: view?.name ?? '', reason }
    await notify(
      tx,
      schedule.owner_id,
      [{ userId: schedule.owner_id, kind: 'reportStopped', accountId: null, data }],
      now,
    )
  })
}
