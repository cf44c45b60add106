import { type NewOrder, OrderChange, type OrderDraft } from '@quayside/contract'
import { sql } from 'kysely'
import type { Tx } from '../../../../platform/database.ts'
import { Refusal } from '../../../../platform/refusal.ts'
import { cancelOrder, changeOrder, contentOf } from '../../../orders/index.ts'
import { reasons } from '../../reasons.ts'
import type { Settled } from '../settle-message.ts'
import type { InHand } from '../take-message.ts'
import type { CancelSaid, ChangedLine, ChangeSaid } from '../understand/understood.ts'
import { type FoundOrder, findOrder } from './find-order.ts'
import { numberMissing, refused } from './order.ts'
import { quarantined } from './quarantined.ts'
import { reasonOfOrder } from './reason-of-order.ts'

/** Changes an order that is here, line by line or as a whole; what cannot be changed any more waits for a person. */
export async function actOnChange(tx: Tx, hand: InHand, said: ChangeSaid): Promise<Settled> {
  return onOrder(tx, hand, said.reference, async (order, about) => {
    const change = OrderChange.safeParse(await changeOf(tx, order, said))
    if (!change.success) return quarantined(unfit(change.error.issues[0]?.path ?? []), about)
    const { outcome, reasons: told } = await changeOrder(tx, hand.user, order.id, {
      change: change.data,
      reason: reasonOf(hand),
      arrival: { channel: 'edi', receivedAt: hand.envelope.receivedAt },
    })
    return { ...about, status: 'taken', outcome, reasons: told.map(reasonOfOrder) }
  })
}

export async function actOnCancel(tx: Tx, hand: InHand, said: CancelSaid): Promise<Settled> {
  return onOrder(tx, hand, said.reference, async (order, about) => {
    await cancelOrder(tx, hand.user, order.id, { reason: reasonOf(hand), now: hand.now })
    return { ...about, status: 'taken', outcome: 'cancelled' }
  })
}

const reasonOf = ({ partner, message }: InHand) => `EDI ${message.type}, ${partner.name}`

type About = Pick<Settled, 'reference' | 'orderId' | 'accountId'>

/** What is refused leaves nothing behind, and waits here with the reasons. */
async function onOrder(
  tx: Tx,
  { partner }: InHand,
  reference: string,
  work: (order: FoundOrder, about: About) => Promise<Settled>,
): Promise<Settled> {
  if (reference === '') return quarantined(numberMissing())
  const order = await findOrder(tx, partner, reference)
  if (!order) return quarantined(reasons.orderUnknown({ reference }), { reference })
  const about = { reference, orderId: order.id, accountId: order.accountId }
  await sql`savepoint edi_change`.execute(tx)
  try {
    return await work(order, about)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await sql`rollback to savepoint edi_change`.execute(tx)
    return quarantined(refused(error), about)
  }
}

async function changeOf(tx: Tx, order: FoundOrder, { whole, lines, requestedOn, note }: ChangeSaid): Promise<object> {
  if (whole) return whole
  const before = await contentOf(tx, order.id)
  return {
    ...(requestedOn ? { requestedOn } : {}),
    ...(note ? { note } : {}),
    ...(lines.length > 0 ? { lines: changedLines(before?.lines ?? [], lines) } : {}),
  }
}

/** Lines are known by their number, else by what they hold. What a change does not say stays as it was. */
export function changedLines(before: OrderDraft['lines'], changes: readonly ChangedLine[]): NewOrder['lines'] {
  const lines: (NewOrder['lines'][number] | null)[] = before.map((line) => ({ ...line }))
  for (const { action, lineNo, line } of changes) {
    const byCode = before.findIndex(({ itemCode }) => itemCode !== undefined && itemCode === line.itemCode)
    const at = byCode >= 0 ? byCode : (lineNo ?? 0) - 1
    const standing = lines[at]
    if (action === 'add' || !standing) {
      if (action !== 'remove') lines.push(line)
    } else lines[at] = action === 'remove' ? null : { ...standing, ...line, service: standing.service }
  }
  return lines.filter((line) => line !== null)
}

const unfit = (path: PropertyKey[]) => {
  const where = path.map(String).join('.')
  return reasons.notTaken({ fault: `${where} 不符合订单的要求。`, faultEn: `${where} does not fit an order.` })
}
