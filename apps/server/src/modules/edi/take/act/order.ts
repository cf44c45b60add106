import { type NewOrder, OrderDraft, OrderReason, type Sentence } from '@quayside/contract'
import { sql } from 'kysely'
import type { Tx } from '../../../../platform/database.ts'
import { Refusal } from '../../../../platform/refusal.ts'
import { takeOrder } from '../../../orders/index.ts'
import type { Partner } from '../../partners/find-partner.ts'
import { reasons } from '../../reasons.ts'
import type { Settled } from '../settle-message.ts'
import type { InHand } from '../take-message.ts'
import type { OrderSaid } from '../understand/understood.ts'
import { customerOf } from './customer.ts'
import { type FoundOrder, findOrder } from './find-order.ts'
import { quarantined } from './quarantined.ts'
import { reasonOfOrder } from './reason-of-order.ts'

export const numberMissing = () => reasons.referenceMissing({ what: '订单号', whatEn: 'order number' })

/**
 * Hands an order to the one door. The partner's own number is its key: it is never made twice, by whatever way and however often
 * it comes. With a fault nothing of it is kept there, since it waits here, where the message can be put right.
 */
export async function actOnOrder(tx: Tx, hand: InHand, said: OrderSaid): Promise<Settled> {
  const { reference, customer, draft, unclear = [] } = said
  const { partner, message, user, envelope } = hand
  if (reference === '') return quarantined(numberMissing())
  const before = await followed(tx, partner, said)
  if (before) return { status: 'taken', outcome: 'known', reference, orderId: before.id, accountId: before.accountId }
  const accountId = await customerOf(tx, partner, customer, message.accountId)
  if (!accountId)
    return quarantined(reasons.customerUnknown({ name: customer.name, code: customer.codes[0] ?? '' }), {
      reference,
      about: { customer },
    })
  const currency = draft.currency ?? (partner.settings.currency || undefined)
  const checked = OrderDraft.safeParse({ ...draft, currency, customer: { id: accountId } } satisfies NewOrder)
  if (!checked.success) return quarantined(unfit(checked.error.issues[0]), { reference, accountId })
  const key = orderKey(hand, reference)
  await sql`savepoint edi_order`.execute(tx)
  try {
    const taken = await takeOrder(tx, user, checked.data, { channel: 'edi', key, receivedAt: envelope.receivedAt })
    const about = { reference, accountId }
    if (taken.outcome === 'quarantined') {
      await sql`rollback to savepoint edi_order`.execute(tx)
      return quarantined([...unclear, ...worstFirst(taken.reasons)], about)
    }
    const { orderId, outcome, number } = taken
    if (outcome === 'known' && taken.reasons.some(({ code }) => code === 'sameKeyOtherContent'))
      return quarantined(reasons.orderKnown({ reference, number }), { ...about, orderId })
    return { status: 'taken', outcome, orderId, ...about, reasons: worstFirst(taken.reasons) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await sql`rollback to savepoint edi_order`.execute(tx)
    return quarantined([...unclear, ...refused(error)], { reference, accountId })
  }
}

/** The partner's own number: under it an order is never made twice. */
export const orderKey = ({ partner, message }: Pick<InHand, 'partner' | 'message'>, reference: string) =>
  `${partner.id}:${message.type}:${reference}`

/** A bill of lading belongs to the order that its load tender made. */
async function followed(tx: Tx, partner: Partner, { follows = [] }: OrderSaid): Promise<FoundOrder | undefined> {
  for (const reference of follows.slice(0, 20)) {
    const found = await findOrder(tx, partner, reference)
    if (found) return found
  }
  return undefined
}

const severities: readonly OrderReason['severity'][] = ['error', 'hold', 'warning']
export const worstFirst = (told: readonly OrderReason[]): Sentence[] =>
  told.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity)).map(reasonOfOrder)

export function refused({ message, extra: { messageZh, reasons: told } }: Refusal): readonly Sentence[] {
  const parsed = OrderReason.array().min(1).safeParse(told)
  if (parsed.success) return worstFirst(parsed.data)
  return [reasons.notTaken({ fault: typeof messageZh === 'string' ? messageZh : message, faultEn: message })]
}

const unfit = (issue: { path: PropertyKey[]; message: string } | undefined) => {
  const where = issue?.path.map(String).join('.') ?? ''
  return reasons.notTaken({
    fault: `${where} 不符合订单的要求（${issue?.message ?? ''}）。`,
    faultEn: `${where} does not fit an order (${issue?.message ?? ''}).`,
  })
}
