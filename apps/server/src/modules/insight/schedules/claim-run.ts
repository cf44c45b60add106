import { connectionOf, type Tx, writeAsOwner } from '../../../platform/database.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { companyCalendar } from './company-calendar.ts'
import { nextSlot } from './next-slot.ts'
import { rhythmOf, type ScheduleRow, scheduleColumns } from './present-schedule.ts'
import { missReasons } from './reasons.ts'
import type { ReportOrder } from './run-report.job.ts'

/** Half an hour of growing pauses: as long as a mail server may be away. */
export const attemptsAtMost = 13

export type OrderNext = (tx: Tx, order: ReportOrder, now: Date) => Promise<void>

export interface Claimed {
  runId: Id
  schedule: ScheduleRow
  now: Date
  isLastAttempt: boolean
}

/**
 * Takes one slot on, and orders the next in the same transaction, so that whatever becomes of this one the schedule goes on.
 * null: the slot is dealt with, or the schedule was changed, paused or removed since.
 */
export async function claimRun(
  { database, clock }: JobContext,
  order: ReportOrder,
  orderNext: OrderNext,
): Promise<Claimed | null> {
  return writeAsOwner(database, async (tx) => {
    const now = clock()
    const { rows } = await connectionOf(tx).query<ScheduleRow>(
      `select ${scheduleColumns} from report_schedules where id = $1 and removed_at is null for update`,
      [order.scheduleId],
    )
    const [schedule] = rows
    if (!schedule) return null
    const begun = await goOn(tx, order)
    const run = begun === undefined ? await begin(tx, order, schedule, orderNext, now) : begun
    if (!run) return null
    await nameRecipients(tx, run.id, schedule)
    return { runId: run.id, schedule, now, isLastAttempt: run.attempts >= attemptsAtMost }
  })
}

interface Run {
  id: Id
  attempts: number
}

/** A run that an attempt before left unfinished. Undefined: there is none; null: it is finished. */
async function goOn(tx: Tx, { scheduleId, slot }: ReportOrder): Promise<Run | null | undefined> {
  const { rows } = await connectionOf(tx).query<Run & { state: string }>(
    'select id, attempts, state from report_runs where schedule_id = $1 and slot = $2 for update',
    [scheduleId, slot],
  )
  const [run] = rows
  if (!run) return undefined
  if (run.state !== 'running') return null
  await connectionOf(tx).query('update report_runs set attempts = attempts + 1 where id = $1', [run.id])
  // Handed over, and then this program or its node ended: it may have arrived, and is not sent twice.
  await connectionOf(tx).query(
    `update report_deliveries set state = 'unsure', message = $2 where run_id = $1 and state = 'sending'`,
    [run.id, JSON.stringify(missReasons.brokenOff)],
  )
  return { id: run.id, attempts: run.attempts + 1 }
}

async function begin(
  tx: Tx,
  order: ReportOrder,
  schedule: ScheduleRow,
  orderNext: OrderNext,
  now: Date,
): Promise<Run | null> {
  if (!order.asked) {
    if (schedule.state !== 'active' || schedule.next_at.toISOString() !== order.slot) return null
    const slot = await moveOn(tx, schedule, now)
    await orderNext(tx, { scheduleId: schedule.id, slot: slot.toISOString(), asked: false }, now)
  }
  const id = newId()
  await connectionOf(tx).query(
    `insert into report_runs (id, schedule_id, owner_id, slot, asked, state, attempts, started_at) values ($1, $2, $3, $4, $5, 'running', 1, $6)`,
    [id, schedule.id, schedule.owner_id, order.slot, order.asked, now],
  )
  return { id, attempts: 1 }
}

/** What fell due while nothing ran is sent once, not once for each moment missed. */
async function moveOn(tx: Tx, schedule: ScheduleRow, now: Date): Promise<Date> {
  const after = now > schedule.next_at ? now : schedule.next_at
  const next = nextSlot(rhythmOf(schedule), after, await companyCalendar(tx, now))
  await connectionOf(tx).query('update report_schedules set next_at = $2 where id = $1', [schedule.id, next])
  return next
}

/** A colleague's address typed by hand means the colleague: what he may see goes for him there too. Who wants it no more is left out. */
async function nameRecipients(tx: Tx, runId: Id, { id, user_ids, addresses }: ScheduleRow): Promise<void> {
  await connectionOf(tx).query(
    `insert into report_deliveries (run_id, recipient, user_id)
     select $1::uuid, named.recipient, named.user_id
     from  (select u.id::text as recipient, u.id as user_id from users u where u.id = any ($2::uuid[]) or lower(u.email) = any ($3::text[])
            union all
            select address, null from unnest($3::text[]) as address where not exists (select from users u where lower(u.email) = address)) named
     where  not exists (select from report_refusals r where r.schedule_id = $4 and r.recipient = named.recipient)
     on conflict do nothing`,
    [runId, user_ids, addresses, id],
  )
}
