import type { Sentence } from '@quayside/contract'
import { type Database, writeAsOwner } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { type Mail, type Mailer, mailFault, type SendingFault } from '../../../platform/mail/index.ts'
import { notify } from '../../../platform/notify.ts'
import type { Claimed } from './claim-run.ts'
import { hindranceOf, isAttachable, type Recipient } from './hindrance.ts'
import { newStopToken, pageUrl, stopHashOf, stopUrl } from './report-links.ts'
import { reportMail } from './report-mail.ts'
import type { MadeReport } from './run-report.ts'

/** Hands the report to everyone still waiting for it. Returns why some wait on, null when nobody does. */
export async function deliver(context: JobContext, claimed: Claimed, made: MadeReport): Promise<Sentence | null> {
  const { database, mail, clock } = context
  let unsent: Sentence | null = null
  for (const one of await waiting(database, claimed.runId)) {
    const hindrance = await hindranceOf(context, claimed.schedule.owner_id, made, one, clock())
    if (hindrance) await mark(database, claimed.runId, one, 'failed', clock(), { message: hindrance })
    else if (mail) unsent = (await send(context, mail, claimed, made, one)) ?? unsent
    else if (one.user_id !== null) await tellHere(database, claimed, made, one.user_id, clock())
  }
  return unsent
}

async function waiting(database: Database, runId: Id): Promise<Recipient[]> {
  const { rows } = await database.owner.query<Recipient>(
    `select d.recipient, d.user_id, u.email from report_deliveries d left join users u on u.id = d.user_id
     where  d.run_id = $1 and d.state = 'waiting' order by d.recipient`,
    [runId],
  )
  return rows
}

/** Written down before it is handed over: whoever finds it so does not send it again. Returns why it shall be tried again. */
async function send(
  { database, publicUrl, clock }: JobContext,
  mail: Mailer,
  claimed: Claimed,
  made: MadeReport,
  one: Recipient,
): Promise<Sentence | null> {
  const { runId } = claimed
  const token = newStopToken()
  if (!(await mark(database, runId, one, 'sending', clock(), { stopHash: stopHashOf(token) }))) return null
  try {
    await mail.send(mailOf(claimed, made, one, publicUrl, token))
    await mark(database, runId, one, 'sent', clock())
    return null
  } catch (error) {
    const { fault, reason } = mailFault(error)
    await mark(database, runId, one, stateAfter[fault], clock(), { message: reason })
    return fault === 'later' ? reason : null
  }
}

const stateAfter: Record<SendingFault, State> = { later: 'waiting', refused: 'failed', unsure: 'unsure' }

function mailOf(
  { runId, schedule }: Claimed,
  made: MadeReport,
  one: Recipient,
  publicUrl: string | undefined,
  token: string,
): Mail {
  const isAttached = isAttachable(made)
  const stop = publicUrl && stopUrl(publicUrl, token)
  // Whoever cannot sign in has no use for the pages.
  const pages = publicUrl && one.user_id !== null
  return {
    to: one.email ?? one.recipient,
    ...reportMail(made.report, {
      ...made,
      locale: schedule.locale,
      isAttached,
      stopUrl: stop,
      openUrl: pages ? pageUrl(publicUrl, made.analysis.name, made.place) : undefined,
      fetchUrl: pages ? `${publicUrl}/reports` : undefined,
    }),
    messageId: `${runId}.${Buffer.from(one.recipient).toString('hex').slice(0, 60)}`,
    replyTo: { name: made.sender, address: made.senderAddress },
    stopUrl: stop,
    attachments: isAttached ? [{ name: made.fileName, mediaType: made.mediaType, content: made.content }] : [],
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

interface Marked {
  message?: Sentence
  stopHash?: string
}

async function mark(
  database: Database,
  runId: Id,
  { recipient }: Recipient,
  state: State,
  now: Date,
  { message, stopHash }: Marked = {},
): Promise<boolean> {
  const { rowCount } = await database.owner.query(
    `update report_deliveries set state = $3, at = $4, message = $5, stop_hash = coalesce($7, stop_hash)
     where  run_id = $1 and recipient = $2 and state = any (string_to_array($6, ','))`,
    [runId, recipient, state, now, message ? JSON.stringify(message) : null, before[state], stopHash ?? null],
  )
  return rowCount === 1
}
