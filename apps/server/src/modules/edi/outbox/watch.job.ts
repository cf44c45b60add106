import { z } from 'zod'
import { connectionOf, type Database, type Tx, writeAsOwner } from '../../../platform/database.ts'
import { recordEvents } from '../../../platform/events.ts'
import type { Id } from '../../../platform/ids.ts'
import { defineJob, sendJob } from '../../../platform/jobs/index.ts'
import { notify } from '../../../platform/notify.ts'
import { lookJob } from '../channels/look.job.ts'
import { takeWhatWaited } from '../mend/take-what-waited.ts'
import { reasons } from '../reasons.ts'
import { deliverJob } from './deliver.job.ts'

const everyMs = 60_000

/** Once a minute: looks into every place that is watched, tells of what nobody acknowledged, sends and takes what could not be. */
export const watchJob = defineJob(
  'edi.watch',
  z.strictObject({}),
  async (_, { database, clock }) => {
    const now = clock()
    // First of all the next round, so that nothing that fails in this one ends them.
    await writeAsOwner(database, (tx) => order(tx, now))
    await writeAsOwner(database, (tx) => sendLooks(tx, now))
    await writeAsOwner(database, (tx) => tellOverdue(tx, now))
    await writeAsOwner(database, (tx) => sendAgain(tx, now))
    await writeAsOwner(database, (tx) => takeWhatWaited(tx, now))
  },
  { retryLimit: 3 },
)

/** Begins the rounds, unless one waits already. */
export const watchEdi = (database: Database, now: Date): Promise<void> =>
  writeAsOwner(database, async (tx) => void (await sendJob(tx, watchJob, {}, { now, singleKey: 'next' })))

const order = (tx: Tx, now: Date) =>
  sendJob(tx, watchJob, {}, { now, startAt: new Date(now.getTime() + everyMs), singleKey: 'next' })

async function sendLooks(tx: Tx, now: Date): Promise<void> {
  const { rows } = await connectionOf(tx).query<{ id: Id }>(
    `select c.id from edi_channels c join edi_partners p on p.id = c.partner_id
     where  c.active and p.active and c.way in ('folder', 'sftp') and c.settings ->> 'inFolder' is not null
     and   (c.looked_at is null or c.looked_at <= $1::timestamptz - coalesce((c.settings ->> 'everyMinutes')::integer, 1) * interval '1 minute' + interval '30 seconds')`,
    [now],
  )
  for (const { id } of rows) await sendJob(tx, lookJob, { channelId: id }, { now, singleKey: id })
}

/** What the partner should have acknowledged by now: said once, on the message and to the colleague who answers for the partner. */
export async function tellOverdue(tx: Tx, now: Date): Promise<number> {
  const { rows } = await connectionOf(tx).query<{
    id: Id
    interchange_id: Id
    account_id: Id | null
    acts_as: Id
    partner: string
    type: string
    reference: string
  }>(
    `update edi_messages m set status = 'overdue', version = m.version + 1,
            reasons = jsonb_build_array($2::jsonb || jsonb_build_object('params', '{}'::jsonb))
     from   edi_partners p where p.id = m.partner_id and m.status = 'sent' and m.due_at <= $1
     returning m.id, m.interchange_id, m.account_id, p.acts_as, p.name as partner, m.type, m.reference`,
    [now, JSON.stringify(reasons.overdue({ hours: '' }))],
  )
  if (rows.length === 0) return 0
  await connectionOf(tx).query(`update edi_interchanges set state = 'overdue' where state = 'sent' and id = any ($1)`, [
    rows.map((row) => row.interchange_id),
  ])
  await recordEvents(
    tx,
    rows.map((row) => ({
      kind: 'edi.messageOverdue',
      subject: { type: 'ediMessage', id: row.id },
      accountId: row.account_id,
      actorId: null,
      at: now,
      data: { partner: row.partner, type: row.type, reference: row.reference },
    })),
  )
  for (const row of rows)
    await notify(
      tx,
      row.acts_as,
      [
        {
          userId: row.acts_as,
          kind: 'ediOverdue',
          accountId: row.account_id,
          data: { messageId: row.id, partner: row.partner, title: `${row.type} ${row.reference}`.trim() },
        },
      ],
      now,
    )
  return rows.length
}

/** What waits since its partner was away too long for its job, or got a way out only now. */
async function sendAgain(tx: Tx, now: Date): Promise<void> {
  const { rows } = await connectionOf(tx).query<{ id: Id }>(
    `update edi_interchanges i set channel_id = w.channel_id
     from   (select o.id, (select c.id from edi_channels c where c.partner_id = o.partner_id and c.active
                           and (c.way = 'http' or c.settings ->> 'outFolder' is not null) order by c.way = 'http' and c.settings ->> 'address' is null, c.created_at limit 1) as channel_id
             from edi_interchanges o where o.direction = 'out' and o.state = 'waiting' and o.received_at < $1) w
     where  i.id = w.id and w.channel_id is not null
     and   (i.channel_id is null or i.channel_id <> w.channel_id or not exists (select from edi_channels k where k.id = i.channel_id and k.way = 'http' and k.settings ->> 'address' is null))
     returning i.id`,
    [new Date(now.getTime() - everyMs)],
  )
  for (const { id } of rows) await sendJob(tx, deliverJob, { interchangeId: id }, { now, singleKey: id })
}
