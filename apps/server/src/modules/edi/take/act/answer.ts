import type { Tx } from '../../../../platform/database.ts'
import { recordEvent } from '../../../../platform/events.ts'
import { reasons } from '../../reasons.ts'
import type { Settled } from '../settle-message.ts'
import type { InHand } from '../take-message.ts'
import type { AnswerSaid } from '../understand/understood.ts'
import { findOrder } from './find-order.ts'
import { quarantined } from './quarantined.ts'

/** Enters how a carrier or supplier answers an order that was passed to him. */
export async function actOnAnswer(tx: Tx, { partner, user, now }: InHand, said: AnswerSaid): Promise<Settled> {
  const { reference, verdict, theirs } = said
  if (reference === '')
    return quarantined(reasons.referenceMissing({ what: '所答复的订单号', whatEn: 'number of the order it answers' }))
  const order = await findOrder(tx, partner, reference)
  if (!order) return quarantined(reasons.orderUnknown({ reference }), { reference })
  await recordEvent(tx, {
    kind: 'order.answered',
    subject: { type: 'order', id: order.id },
    accountId: order.accountId,
    actorId: user.id,
    at: now,
    data: { number: order.number, partner: partner.name, verdict, theirs },
  })
  return { status: 'taken', outcome: verdict, reference, orderId: order.id, accountId: order.accountId }
}
