import type { ReplyOf, readReportStop } from '@quayside/contract'
import { connectionOf, type Database, type Db, readAsOwner, type Tx, writeAsOwner } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { Id } from '../../../platform/ids.ts'
import { notify } from '../../../platform/notify.ts'
import { notFound } from '../../../platform/refusal.ts'
import { stopHashOf } from './report-links.ts'

interface Delivered {
  schedule_id: Id
  owner_id: Id
  recipient: string
  user_id: Id | null
  title: string
  sender: string
  stopped: boolean
}

const delivered = `
  select r.schedule_id, r.owner_id, d.recipient, d.user_id, coalesce(r.title, '–') as title, u.name as sender,
         exists (select from report_refusals f where f.schedule_id = r.schedule_id and f.recipient = d.recipient) as stopped
  from   report_deliveries d join report_runs r on r.id = d.run_id join users u on u.id = r.owner_id`

/** What the link in a mail would stop. @throws Refusal 404 for a secret that nobody was sent */
export async function stopOf(database: Database, token: string): Promise<ReplyOf<typeof readReportStop>> {
  const { title, sender, stopped } = await readAsOwner(database, (db) => byToken(db, token))
  return { name: title, from: sender, stopped }
}

/** By the link in a mail: whoever has it was sent it, or was handed it by him. */
export async function stopByToken(database: Database, token: string, now: Date): Promise<void> {
  await writeAsOwner(database, async (tx) => refuse(tx, await byToken(tx, token), now))
}

export async function refuseReceived(database: Database, userId: Id, runId: Id, now: Date): Promise<void> {
  await writeAsOwner(database, async (tx) => refuse(tx, await received(tx, userId, runId), now))
}

export async function acceptReceived(database: Database, userId: Id, runId: Id): Promise<void> {
  await writeAsOwner(database, async (tx) => {
    const { schedule_id } = await received(tx, userId, runId)
    await connectionOf(tx).query('delete from report_refusals where schedule_id = $1 and user_id = $2', [
      schedule_id,
      userId,
    ])
  })
}

async function byToken(db: Db, token: string): Promise<Delivered> {
  const { rows } = await connectionOf(db).query<Delivered>(`${delivered} where d.stop_hash = $1`, [stopHashOf(token)])
  return found(rows)
}

async function received(tx: Tx, userId: Id, runId: Id): Promise<Delivered> {
  const { rows } = await connectionOf(tx).query<Delivered>(
    `${delivered} where d.run_id = $1 and d.user_id = $2 and d.state in ('sent', 'notified')`,
    [runId, userId],
  )
  return found(rows)
}

function found([one]: readonly Delivered[]): Delivered {
  if (!one) throw notFound('report')
  return one
}

/** Its owner is told, who else would wonder. */
async function refuse(tx: Tx, one: Delivered, now: Date): Promise<void> {
  const { schedule_id, owner_id, recipient, user_id, title } = one
  const { rowCount } = await connectionOf(tx).query(
    'insert into report_refusals (schedule_id, recipient, user_id, at) values ($1, $2, $3, $4) on conflict do nothing',
    [schedule_id, recipient, user_id, now],
  )
  if (rowCount === 0) return
  const subject = { type: 'reportSchedule', id: schedule_id }
  const actorId = user_id ?? owner_id
  await recordEvent(tx, { kind: 'report.refused', subject, actorId, at: now, data: { recipient } })
  const data = { name: title, recipient }
  await notify(tx, actorId, [{ userId: owner_id, kind: 'reportRefused', accountId: null, data }], now)
}
