import { connectionOf, type Database, writeAsOwner } from '../../../platform/database.ts'
import { orderReport } from './run-report.job.ts'

const keptDays = 30

/**
 * Orders again what fell due while nothing ran: the queue forgets after two weeks what nobody took. What it still knows is
 * ordered twice, and sent once.
 */
export async function reorderReports(database: Database, now: Date): Promise<void> {
  await writeAsOwner(database, async (tx) => {
    // What was removed that long ago nobody brings back.
    const longAgo = new Date(now.getTime() - keptDays * 86_400_000)
    await connectionOf(tx).query('delete from report_schedules where removed_at < $1', [longAgo])
    const { rows } = await connectionOf(tx).query<{ id: string; next_at: Date }>(
      `select id, next_at from report_schedules where state = 'active' and removed_at is null and next_at < $1`,
      [now],
    )
    for (const { id, next_at } of rows)
      await orderReport(tx, { scheduleId: id, slot: next_at.toISOString(), asked: false }, now)
  })
}
