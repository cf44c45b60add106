import type { OrderReason, OrderStatus } from '@quayside/contract'
import { prepared, type Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { mayReleaseOrdersOf, statementName } from '../accounts/index.ts'
import { lockOrder, orderToChange, refuseMove, type StandingOrder } from './find-order.ts'
import { reason } from './order-reasons.ts'

export interface Move {
  /** As read by whoever moves it; absent: whatever it is now. */
  version?: number | undefined
  now: Date
}

/** Lets a held order go on; for whoever may change what customers owe. */
export async function releaseOrder(
  tx: Tx,
  user: User,
  id: Id,
  { note, version, now }: Move & { note: string },
): Promise<void> {
  const order = await orderToChange(tx, user, id, version, mayReleaseOrdersOf)
  refuseMove(order, 'confirmed')
  await setStatus(tx, order, 'confirmed', now, { released_by: user.id, released_at: now })
  await tell(tx, user, order, 'order.released', now, { note, reasons: order.hold_reasons.map(({ code }) => code) })
  await tell(tx, user, order, 'order.confirmed', now)
}

/** Stops an order that has not begun, for a reason somebody gives. */
export async function holdOrder(
  tx: Tx,
  user: User,
  id: Id,
  { note, version, now }: Move & { note: string },
): Promise<void> {
  const order = await orderToChange(tx, user, id, version)
  await putOnHold(tx, user, order, [reason('heldByHand', '', { reason: note })], now)
}

export async function putOnHold(
  tx: Tx,
  user: User,
  order: StandingOrder,
  holds: readonly OrderReason[],
  now: Date,
): Promise<void> {
  refuseMove(order, 'held')
  await setStatus(tx, order, 'held', now, { hold_reasons: JSON.stringify(holds) })
  await tell(tx, user, order, 'order.held', now, { reasons: holds.map(({ code }) => code) })
}

/** Under way, or done, or set back by a correction. Telling what is so already changes nothing. */
export async function progressOrder(
  tx: Tx,
  user: User,
  id: Id,
  { to, version, now }: Move & { to: 'confirmed' | 'inTransit' | 'completed' },
): Promise<void> {
  const order = await orderToChange(tx, user, id, version)
  if (order.status === to) return
  // Out of a hold leads the release alone.
  if (order.status === 'held') refuseMove({ ...order, status: 'cancelled' }, to)
  refuseMove(order, to)
  await progress(tx, user, order, to, now)
}

/**
 * Moves an order on as its shipments say, by nobody: never back, and neither one that is held or cancelled nor one that an import
 * keeps. For followers of the spine, which run past the row policies.
 */
export async function advanceOrder(tx: Tx, id: Id, to: 'inTransit' | 'completed', now: Date): Promise<void> {
  const order = await lockOrder(tx, id)
  const isBehind = order.status === 'confirmed' || (order.status === 'inTransit' && to === 'completed')
  if (order.kind === 'service' && isBehind) await progress(tx, null, order, to, now)
}

async function progress(
  tx: Tx,
  user: User | null,
  order: StandingOrder,
  to: 'confirmed' | 'inTransit' | 'completed',
  now: Date,
): Promise<void> {
  await setStatus(
    tx,
    order,
    to,
    now,
    to === 'completed' ? { completed_at: now } : { completed_at: null, started_at: to === 'inTransit' ? now : null },
  )
  const kinds = { confirmed: 'order.confirmed', inTransit: 'order.started', completed: 'order.completed' } as const
  await tell(tx, user, order, kinds[to], now, { from: order.status })
}

export async function cancelOrder(
  tx: Tx,
  user: User,
  id: Id,
  cancelling: Move & { reason: string; feeE4?: number | undefined; costE4?: number | undefined },
): Promise<void> {
  const { version, now, reason: why, feeE4 = 0, costE4 = 0 } = cancelling
  const order = await orderToChange(tx, user, id, version)
  if (order.status === 'cancelled') return
  refuseMove(order, 'cancelled')
  await setStatus(tx, order, 'cancelled', now, {
    cancelled_at: now,
    cancel_reason: why,
    cancelled_by: user.id,
    cancel_fee_e4: feeE4,
    cancel_cost_e4: costE4,
    fee_e4: order.fee_e4 + feeE4,
    extra_cost_e4: order.extra_cost_e4 + costE4,
  })
  await tell(tx, user, order, 'order.cancelled', now, { from: order.status, reason: why, amountE4: feeE4, costE4 })
}

async function setStatus(
  tx: Tx,
  order: StandingOrder,
  to: OrderStatus,
  now: Date,
  also: Record<string, unknown>,
): Promise<void> {
  const values = { status: to, updated_at: now, ...(to === 'confirmed' ? { confirmed_at: now } : {}), ...also }
  const names = Object.keys(values)
  const changes = names.map((name, at) => `${name} = $${at + 2}`).join(', ')
  const text = `update orders set ${changes}, version = version + 1 where id = $1`
  await prepared(tx, statementName(text), text, [order.id, ...Object.values(values)])
}

export function tell(
  tx: Tx,
  user: User | null,
  order: StandingOrder,
  kind: string,
  now: Date,
  data: Record<string, unknown> = {},
) {
  return recordEvent(tx, {
    kind,
    subject: { type: 'order', id: order.id },
    accountId: order.account_id,
    actorId: user?.id ?? null,
    at: now,
    data: { number: order.number, channel: order.channel, customerReference: order.customer_reference, ...data },
  })
}
