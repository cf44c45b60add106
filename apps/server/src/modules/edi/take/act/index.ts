import type { Tx } from '../../../../platform/database.ts'
import type { Settled } from '../settle-message.ts'
import type { InHand } from '../take-message.ts'
import type { Understood } from '../understand/understood.ts'
import { actOnAnswer } from './answer.ts'
import { actOnBill } from './bill.ts'
import { actOnCancel, actOnChange } from './change.ts'
import { actOnMilestones } from './milestones.ts'
import { actOnOrder } from './order.ts'
import { actOnReceipt } from './receipt.ts'

/** Does what a message asks for, in the transaction that settles it. */
export async function act(tx: Tx, hand: InHand, understood: Understood): Promise<Settled> {
  switch (understood.does) {
    case 'order':
      return actOnOrder(tx, hand, understood)
    case 'change':
      return actOnChange(tx, hand, understood)
    case 'cancel':
      return actOnCancel(tx, hand, understood)
    case 'milestones':
      return actOnMilestones(tx, hand, understood)
    case 'answer':
      return actOnAnswer(tx, hand, understood)
    case 'bill':
      return actOnBill(tx, hand, understood)
    case 'receipt':
      return actOnReceipt(tx, hand, understood)
    case 'nothing':
      return { status: 'quarantined', reasons: [understood.why] }
    default:
      return understood satisfies never
  }
}
