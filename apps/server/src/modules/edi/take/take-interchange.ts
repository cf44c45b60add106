import type { Id } from '../../../platform/ids.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { isOutage } from '../../../platform/outage.ts'
import { reasons } from '../reasons.ts'
import { settleInterchanges } from '../receipts/settle-interchange.ts'
import { type Envelope, findEnvelopes } from './envelope.ts'
import { layInQuarantine } from './settle-message.ts'
import { takeMessage } from './take-message.ts'
import { type PlainOrder, type Sorter, sorter, takeTogether } from './take-together.ts'
import { type WaitingMessage, waitingMessages } from './waiting-messages.ts'

/** Messages looked up at once; plain orders among them are one transaction, each other message is one of its own. */
const messagesAtOnce = 200
/** As far as they come: taken apart a message holds some times its bytes, and a file of a gigabyte may hold large ones alone. */
const bytesAtOnce = 8 * 1024 * 1024

/** Takes what waits of some interchanges, each in the order in which it was sent, and acknowledges them. */
export async function takeInterchanges(
  context: JobContext,
  interchangeIds: readonly Id[],
  report: (done: number) => Promise<void>,
): Promise<void> {
  const { database, clock } = context
  const envelopes = await findEnvelopes(database, interchangeIds)
  const ids = envelopes.map(({ id }) => id)
  if (ids.length === 0) return
  for (let done = 0; ; ) {
    const next = inBytes(await waitingMessages(database, ids, messagesAtOnce), bytesAtOnce)
    const waiting = Map.groupBy(next, (one) => one.interchangeId)
    if (waiting.size === 0) break
    const sort = sorter(context)
    const rounds = await Promise.all(
      envelopes.map((envelope) => roundOf(envelope, waiting.get(envelope.id) ?? [], sort)),
    )
    const settled = await takeTogether(
      context,
      rounds.flatMap(({ orders }) => orders),
    )
    done += settled.size
    await report(done)
    for (const { envelope, messages } of rounds)
      for (const message of messages) {
        if (settled.has(message.id)) continue
        await takeMessage(context, envelope, message).catch((error: unknown) => broke(context, message, error))
        await report(++done)
      }
  }
  await settleInterchanges(context, ids, clock())
}

/** As many of them as fit together, and one at least. */
export function inBytes<M extends Pick<WaitingMessage, 'bytes' | 'correctedBytes'>>(
  messages: readonly M[],
  atMost: number,
): readonly M[] {
  let bytes = 0
  const end = messages.findIndex((message, at) => {
    bytes += message.correctedBytes ?? message.bytes
    return at > 0 && bytes > atMost
  })
  return end < 0 ? messages : messages.slice(0, end)
}

interface Round {
  envelope: Envelope
  /** What is seen to now, in its order: the orders among it come first. */
  messages: WaitingMessage[]
  orders: PlainOrder[]
}

/** As far as orders may be taken before what stands between them: a change comes behind its order, and before the next. */
async function roundOf(envelope: Envelope, waiting: readonly WaitingMessage[], sort: Sorter): Promise<Round> {
  const round: Round = { envelope, messages: [], orders: [] }
  let inTurn = false
  for (const message of waiting) {
    const sorted = await sort(envelope, message)
    if (inTurn && typeof sorted === 'object') break
    inTurn ||= sorted === 'inTurn'
    round.messages.push(message)
    if (typeof sorted === 'object') round.orders.push(sorted)
  }
  return round
}

/** A fault of ours must not stop the messages behind it. One of the connection is over soon: the job is begun anew. */
async function broke({ database, clock, log }: JobContext, message: WaitingMessage, error: unknown): Promise<void> {
  if (isOutage(error)) throw error
  log.error({ err: error, messageId: message.id }, 'A message could not be taken.')
  await layInQuarantine(database, message, [reasons.broke({ id: message.id })], { now: clock() })
}
