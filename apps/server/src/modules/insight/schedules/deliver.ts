import { type Database, writeAsOwner } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { type Mailer, sendingFault } from '../../../platform/mail/index.ts'
import { notify } from '../../../platform/notify.ts'
import type { Claimed } from './claim-run.ts'
import { reportMail } from './report-mail.ts'
import type { MadeReport } from './run-report.ts'

interface Recipient {
  recipient: string
  user_id: Id | null
  email: string | null
  active: boolean | null
}

/** Hands the report to everyone still waiting for it. Returns why some wait on, null when nobody does. */
export async function deliver(
  { database, mail, clock }: JobContext,
  claimed: Claimed,
  made: MadeReport,
): Promise<string | null> {
  let unsent: string | null = null
  for (const one of await waiting(database, claimed.runId)) {
    if (one.user_id !== null && !one.active)
      await mark(database, claimed.runId, one, 'failed', clock(), 'No longer active.')
    else if (mail) unsent = (await send(database, mail, claimed, made, one, clock())) ?? unsent
    else if (one.user_id === null) await mark(database, claimed.runId, one, 'failed', clock(), 'Mail is not set up.')
    else await tellHere(database, claimed, made, one.user_id, clock())
  }
  return unsent
}

async function waiting(database: Database, runId: Id): Promise<Recipient[]> {
  const { rows } = await database.owner.query<Recipient>(
    `select d.recipient, d.user_id, u.email, u.active from report_deliveries d left join users u on u.id = d.user_id
     where  d.run_id = $1 and d.state = 'waiting' order by d.recipient`,
    [runId],
  )
  return rows
}

/** Written down before it is handed over: whoever finds it so does not send it again. Returns why it shall be tried again. */
async function send(
  database: Database,
  mail: Mailer,
  { runId, schedule }: Claimed,
  made: MadeReport,
  one: Recipient,
  now: Date,
): Promise<string | null> {
  if (!(await mark(database, runId, one, 'sending', now))) return null
  try {
    await mail.send({
      to: one.email ?? one.recipient,
      ...reportMail(made.report, { ...made, locale: schedule.locale }),
      messageId: `${runId}.${Buffer.from(one.recipient).toString('hex').slice(0, 60)}`,
      attachments: [{ name: made.fileName, mediaType: made.mediaType, content: made.content }],
    })
    await mark(database, runId, one, 'sent', now)
    return null
  } catch (error) {
    const message = error instanceof Error ? error.message.slice(0, 300) : 'Unknown fault.'
    const fault = sendingFault(error)
    await mark(
      database,
      runId,
      one,
      fault === 'later' ? 'waiting' : fault === 'refused' ? 'failed' : 'unsure',
      now,
      message,
    )
    return fault === 'later' ? message : null
  }
}

/** Without a mail server a colleague is told here, where he finds the file. */
async function tellHere(
  database: Database,
  { runId, schedule }: Claimed,
  made: MadeReport,
  userId: Id,
  now: Date,
): Promise<void> {
  await writeAsOwner(database, async (tx) => {
    await tx
      .updateTable('report_deliveries')
      .set({ state: 'notified', at: now })
      .where('run_id', '=', runId)
      .where('recipient', '=', userId)
      .execute()
    const data = { name: made.name, runId, by: { id: schedule.owner_id, name: made.sender } }
    await notify(tx, schedule.owner_id, [{ userId, kind: 'reportReady', accountId: null, data }], now)
  })
}

type State = 'waiting' | 'sending' | 'sent' | 'failed' | 'unsure'
/** From which state each may follow. */
const before: Record<State, string> = {
  sending: 'waiting',
  waiting: 'sending',
  sent: 'sending',
  unsure: 'sending',
  failed: 'sending,waiting',
}

async function mark(
  database: Database,
  runId: Id,
  { recipient }: Recipient,
  state: State,
  now: Date,
  message?: string,
): Promise<boolean> {
  const { rowCount } = await database.owner.query(
    `update report_deliveries set state = $3, at = $4, message = $5 where run_id = $1 and recipient = $2 and state = any (string_to_array($6, ','))`,
    [runId, recipient, state, now, message ?? null, before[state]],
  )
  return rowCount === 1
}
