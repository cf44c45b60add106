import { OrderDraft } from '@quayside/contract'
import { readAsOwner, type Tx, writeAs } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import type { JobContext } from '../../../platform/jobs/index.ts'
import { isOutage } from '../../../platform/outage.ts'
import { findActiveUser } from '../../identity/index.ts'
import { takeOrders } from '../../orders/index.ts'
import { findPartner, type Partner } from '../partners/find-partner.ts'
import { codedCustomers } from './act/customer.ts'
import { orderKey, worstFirst } from './act/order.ts'
import type { Envelope } from './envelope.ts'
import { contentReader } from './message-content.ts'
import { type ReadByDefinition, readByDefinition } from './read-by-definition.ts'
import { claimMessages, settleTaken, type Taken } from './settle-message.ts'
import { doubtOf, type InHand, mayTake } from './take-message.ts'
import { mayOrder, understand } from './understand/index.ts'
import type { OrderSaid } from './understand/understood.ts'
import type { WaitingMessage } from './waiting-messages.ts'

/** Many are in memory at once. */
const messageBytesAtMost = 64 * 1024

/** A message that asks for an order, and against which nothing speaks so far. */
export interface PlainOrder extends InHand {
  read: ReadByDefinition
  said: OrderSaid
}

/** An order; something in which an order comes behind what it changes; or what is looked at by itself, in any turn. */
export type Sorted = PlainOrder | 'inTurn' | 'byItself'

export type Sorter = (envelope: Envelope, message: WaitingMessage) => Promise<Sorted>

/** Reads what is asked again and again, partners, colleagues and files, once for a round of messages. */
export function sorter({ database, files, clock }: JobContext): Sorter {
  const now = clock()
  const partnerOf = once((id: Id) => readAsOwner(database, (db) => findPartner(db, id)))
  const userOf = once((id: Id) => findActiveUser(database, id))
  const contentOf = contentReader(files)
  return async (envelope, message) => {
    if (!mayOrder(envelope.standard, message.type) || message.bytes > messageBytesAtMost) return 'inTurn'
    const id = message.partnerId ?? envelope.partnerId
    const partner = id ? await partnerOf(id) : undefined
    // Whatever is not plain is judged, and worded, where each message is taken by itself.
    if (!partner || message.corrected || message.attempts > 0 || doubtOf(envelope, message, partner)) return 'byItself'
    const user = await userOf(partner.actsAs)
    if (!user || !mayTake(user)) return 'byItself'
    const { sha256, fileBytes, standard, delimiters } = envelope
    const content = await contentOf({ sha256, fileBytes, at: message.at, bytes: message.bytes }, delimiters)
    const read = readByDefinition(standard, message.type, content, partner.settings.overrides)
    const said = understand(standard, message.type, read.said)
    if (said.does !== 'order') return 'inTurn'
    // Who sees no money is told less of why an order is held, and a bill of lading is looked up first.
    if (said.reference === '' || said.follows?.length || !user.rights.categories.finance.read) return 'byItself'
    return { envelope, message, partner, user, now, read, said }
  }
}

function once<T>(find: (id: Id) => Promise<T>): (id: Id) => Promise<T> {
  const known = new Map<Id, Promise<T>>()
  return (id) => {
    const found = known.get(id) ?? find(id)
    known.set(id, found)
    return found
  }
}

/**
 * Hands many orders to the one door together, each standing or falling alone, and settles their messages with them. Returns which are
 * settled; what stands against the others is told where each is taken by itself.
 */
export async function takeTogether(context: JobContext, orders: readonly PlainOrder[]): Promise<ReadonlySet<Id>> {
  const settled = new Set<Id>()
  for (const ofUser of Map.groupBy(orders, ({ user }) => user.id).values()) {
    const [first] = ofUser
    if (!first || ofUser.length < 2) continue
    try {
      const taken = await writeAs(context.database, first.user.id, (tx) => take(tx, first.user, ofUser, first.now))
      for (const id of taken) settled.add(id)
    } catch (error) {
      if (isOutage(error)) throw error
      context.log.warn({ err: error, messages: ofUser.length }, 'Orders could not be taken together.')
    }
  }
  return settled
}

interface Ready {
  one: PlainOrder
  draft: OrderDraft
  accountId: Id
  key: string
}

async function take(tx: Tx, user: User, orders: readonly PlainOrder[], now: Date): Promise<Id[]> {
  const claimed = await claimMessages(
    tx,
    orders.map(({ message }) => message.id),
  )
  const customerOf = await codedCustomers(
    tx,
    orders.map(({ partner, said }) => ({ partner, customer: said.customer })),
  )
  const ready = new Map<string, Ready>()
  for (const one of orders) {
    const it = claimed.has(one.message.id) ? readyOf(one, customerOf) : undefined
    // The second under one number waits for what becomes of the first.
    if (it && !ready.has(it.key)) ready.set(it.key, it)
  }
  const queue = [...ready.values()]
  const incoming = queue.map(({ one, draft, key }) => ({ draft, key, receivedAt: one.envelope.receivedAt }))
  const results = await takeOrders(tx, user, incoming, { channel: 'edi', receivedAt: now, onFault: 'refuse' })
  const taken = results.flatMap((result, at): Taken[] => {
    const it = queue[at]
    if (!it || result.outcome === 'refused' || result.outcome === 'quarantined') return []
    if (result.reasons.some(({ code }) => code === 'sameKeyOtherContent')) return []
    return [takenAs(it, result)]
  })
  if (taken.length > 0) await settleTaken(tx, taken, now, user.id)
  return taken.map(({ id }) => id)
}

function readyOf(one: PlainOrder, customerOf: (partner: Partner, codes: readonly string[]) => Id | undefined) {
  const { message, partner, said } = one
  const accountId = message.accountId ?? customerOf(partner, said.customer.codes)
  if (!accountId) return undefined
  const draft = OrderDraft.safeParse({ ...said.draft, customer: { id: accountId } })
  return draft.success ? { one, draft: draft.data, accountId, key: orderKey(one, said.reference) } : undefined
}

function takenAs(
  { one, accountId }: Ready,
  { outcome, orderId, reasons }: Awaited<ReturnType<typeof takeOrders>>[number] & { orderId: Id },
): Taken {
  const { message, partner, read, said } = one
  const { issues, faults } = read
  return {
    ...{
      id: message.id,
      partnerId: partner.id,
      status: 'taken',
      outcome,
      reference: said.reference,
      accountId,
      orderId,
    },
    verdict: message.verdict === 'accepted' && faults ? 'withErrors' : message.verdict,
    about: faults ? { faults } : {},
    reasons: worstFirst(reasons),
    issues,
  }
}
