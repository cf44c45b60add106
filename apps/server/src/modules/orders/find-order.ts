import type { OrderStatus } from '@quayside/contract'
import { orderMoves } from '@quayside/contract'
import { prepared, type Tx } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound, Refusal } from '../../platform/refusal.ts'
import { type Held, mayChangeOrdersOf } from '../accounts/index.ts'

export interface StandingOrder extends Held {
  id: Id
  number: string
  kind: 'goods' | 'service'
  account_id: Id
  status: OrderStatus
  currency: string
  channel: string
  customer_reference: string | null
  hold_reasons: { code: string }[]
  fee_e4: number
  extra_cost_e4: number
  version: number
}

/** Locks the order: two who move it at once must not both succeed. */
export async function lockOrder(tx: Tx, id: Id): Promise<StandingOrder> {
  const text = `
    select o.id, o.number, o.kind, o.account_id, o.status, o.currency, o.channel, o.customer_reference, o.hold_reasons, o.fee_e4,
           o.extra_cost_e4, o.version, a.owner_id, a.team_id
    from   orders o join accounts a on a.id = o.account_id where o.id = $1 for no key update of o`
  const [row] = await prepared<StandingOrder & Record<string, unknown>>(tx, 'lock-order', text, [id])
  if (!row) throw notFound('order')
  return row
}

/** The order to be changed, when it is still as the caller read it. `version` absent: whatever it is now, for messages of partners. */
export async function orderToChange(
  tx: Tx,
  user: User,
  id: Id,
  version: number | undefined,
  mayDo: (user: User, held: Held) => boolean = mayChangeOrdersOf,
): Promise<StandingOrder> {
  if (!(await isVisible(tx, id))) throw notFound('order')
  const order = await lockOrder(tx, id).catch((error: unknown) => {
    // A lock asks for the right to change; who only reads sees the order and cannot lock it.
    if (error instanceof Refusal && error.status === 404) throw forbidden('You may not change this order.')
    throw error
  })
  if (!mayDo(user, order)) throw forbidden('You may not change this order.')
  if (order.kind !== 'service') throw new Refusal('orderImported', 409, 'An imported order is changed by its import.')
  if (version !== undefined && order.version !== version) throw changedMeanwhile({ version: order.version })
  return order
}

async function isVisible(tx: Tx, id: Id): Promise<boolean> {
  const text = 'select exists (select from orders where id = $1) as found'
  const [row] = await prepared<{ found: boolean }>(tx, 'order-visible', text, [id])
  return row?.found ?? false
}

export function refuseMove(order: StandingOrder, to: OrderStatus): void {
  if (orderMoves[order.status].includes(to)) return
  throw new Refusal('orderCannotMove', 409, `An order that is ${order.status} cannot become ${to}.`, {
    extra: { from: order.status, to },
  })
}
