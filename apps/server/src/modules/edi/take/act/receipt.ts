import type { Tx } from '../../../../platform/database.ts'
import { reasons } from '../../reasons.ts'
import { reconcile } from '../../receipts/reconcile.ts'
import type { Settled } from '../settle-message.ts'
import type { InHand } from '../take-message.ts'
import type { ReceiptSaid } from '../understand/understood.ts'
import { quarantined } from './quarantined.ts'

/** Marks what we sent as acknowledged or rejected. */
export async function actOnReceipt(
  tx: Tx,
  { partner, message, user, now }: InHand,
  said: ReceiptSaid,
): Promise<Settled> {
  let met = 0
  for (const answer of said.answers)
    met += await reconcile(tx, { partnerId: partner.id, answer, byMessage: message.id, actorId: user.id, now })
  const [first] = said.answers
  const control = first ? first.interchange || first.group || first.message : ''
  if (met === 0) return quarantined(reasons.answersNothing({ control }), { reference: control })
  return { status: 'taken', outcome: 'receipt', reference: control }
}
