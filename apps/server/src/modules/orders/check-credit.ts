import type { OrderReason } from '@quayside/contract'
import { prepared, type Tx } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'
import { reason } from './order-reasons.ts'
import { inUnits } from './price-lines.ts'

/** What `credit_position` tells of a customer, in the currency of his limit. */
export interface CreditPosition {
  hold_kind: 'onHold' | 'frozen' | null
  hold_reason: string | null
  limit_e4: number | null
  limit_currency: string
  owed_e4: number
  overdue_e4: number
  open_orders_e4: number
}

/** Locks the customer's limit until the end of the transaction, where he has one. */
export async function creditPosition(tx: Tx, accountId: Id, butOrder: Id): Promise<CreditPosition> {
  const text = 'select * from credit_position($1, $2)'
  const [row] = await prepared<CreditPosition & Record<string, unknown>>(tx, 'credit-position', text, [
    accountId,
    butOrder,
  ])
  if (!row) throw new TypeError('A customer has a credit position.')
  return row
}

/** What stands against taking an order of this amount. */
export function judgeCredit(position: CreditPosition, amountE4: number, currency: string): OrderReason[] {
  const { hold_kind, hold_reason, limit_e4, limit_currency, owed_e4, overdue_e4, open_orders_e4 } = position
  const reasons: OrderReason[] = []
  if (hold_kind === 'frozen') reasons.push(reason('customerFrozen', '/customer', { reason: hold_reason ?? '' }))
  if (hold_kind === 'onHold') reasons.push(reason('customerOnHold', '/customer', { reason: hold_reason ?? '' }))
  if (overdue_e4 > 0) reasons.push(reason('customerOverdue', '/customer'))
  if (limit_e4 === null || amountE4 === 0) return reasons
  if (limit_currency !== currency)
    return [...reasons, reason('creditOtherCurrency', '/currency', { limitCurrency: limit_currency, currency })]
  const used = owed_e4 + open_orders_e4
  if (used + amountE4 > limit_e4)
    reasons.push(
      reason('creditExceeded', '/customer', {
        limit: inUnits(limit_e4),
        used: inUnits(used),
        amount: inUnits(amountE4),
        currency,
      }),
    )
  return reasons
}
