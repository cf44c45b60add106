import type { Id } from '../../../platform/ids.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { isOutage } from '../../../platform/outage.ts'
import { reasons } from '../reasons.ts'
import { settleInterchange } from '../receipts/settle-interchange.ts'
import { findEnvelope } from './envelope.ts'
import { layInQuarantine } from './settle-message.ts'
import { takeMessage } from './take-message.ts'
import { type WaitingMessage, waitingMessages } from './waiting-messages.ts'

/** Messages looked up at once; each is a transaction of its own. */
const messagesAtOnce = 50

export async function takeInterchange(
  context: JobContext,
  interchangeId: Id,
  report: (done: number) => Promise<void>,
): Promise<void> {
  const { database, clock } = context
  const envelope = await findEnvelope(database, interchangeId)
  if (!envelope) return
  for (let done = 0; ; ) {
    const waiting = await waitingMessages(database, interchangeId, messagesAtOnce)
    if (waiting.length === 0) break
    for (const message of waiting) {
      await takeMessage(context, envelope, message).catch((error: unknown) => broke(context, message, error))
      await report(++done)
    }
  }
  await settleInterchange(context, interchangeId, clock())
}

/** A fault of ours must not stop the messages behind it. One of the connection is over soon: the job is begun anew. */
async function broke({ database, clock, log }: JobContext, message: WaitingMessage, error: unknown): Promise<void> {
  if (isOutage(error)) throw error
  log.error({ err: error, messageId: message.id }, 'A message could not be taken.')
  await layInQuarantine(database, message, [reasons.broke({ id: message.id })], { now: clock() })
}
