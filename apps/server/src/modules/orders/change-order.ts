import type { OrderChange, OrderDraft, OrderReason } from '@quayside/contract'
import { prepared, type Tx } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { fingerprintOf } from './find-double.ts'
import { orderToChange, type StandingOrder } from './find-order.ts'
import { putOnHold, tell } from './move-order.ts'
import { contentFrom, contentOf, differences } from './order-content.ts'
import { faultsOf } from './order-reasons.ts'
import { priceSourceOf } from './price-lines.ts'
import { refuseOrder } from './refuse-order.ts'
import { type Arrival, type Judged, judgeOrder } from './take-order.ts'
import { withoutControls } from './without-controls.ts'
import { writeOrderRows } from './write-order.ts'

export interface Changing {
  change: OrderChange
  reason: string
  /** What the customer pays for the change, and what it costs us. */
  feeE4?: number | undefined
  costE4?: number | undefined
  /** As read by whoever changes it; absent: whatever it is now, for messages of partners. */
  version?: number | undefined
  arrival: Arrival
}

export interface Changed {
  outcome: 'changed' | 'held' | 'unchanged'
  changed: string[]
  reasons: OrderReason[]
}

const changeable: ReadonlySet<string> = new Set(['held', 'confirmed', 'inTransit'])

/**
 * Changes an order that is not done yet. What it was stays in its history, with what the change cost. An order that grows is judged by
 * credit anew, unless it is under way.
 */
export async function changeOrder(tx: Tx, user: User, id: Id, changing: Changing): Promise<Changed> {
  const { arrival, version } = changing
  const order = await orderToChange(tx, user, id, version)
  if (!changeable.has(order.status))
    throw new Refusal('orderNotChangeable', 409, `An order that is ${order.status} is not changed any more.`)
  const before = await contentOf(tx, id)
  if (!before) throw new TypeError('An order that is locked has content.')
  const after: OrderDraft = withoutControls({ ...before, ...changing.change })
  const judged = await judgeOrder(tx, after, arrival, id)
  // Who is frozen or on hold today does not undo what was agreed with him before.
  const faults = faultsOf(judged.reasons).filter(({ code }) => code !== 'customerFrozen')
  if (faults.length > 0 || !judged.customer) throw refuseOrder(judged.reasons, user)

  const changed = differences(before, contentFrom(judged.order, after))
  if (changed.length === 0) return { outcome: 'unchanged', changed, reasons: [] }
  await keepVersion(tx, user, order, before, changed, changing)
  await rewrite(tx, order, judged, after, changing)
  await tell(tx, user, order, 'order.changed', arrival.receivedAt, {
    changed: changed.slice(0, 50),
    reason: changing.reason,
    amountE4: changing.feeE4 ?? 0,
    costE4: changing.costE4 ?? 0,
  })
  const holds = judged.reasons.filter(({ code }) => code === 'creditExceeded')
  if (holds.length > 0 && order.status === 'confirmed' && grew(before, judged)) {
    await putOnHold(tx, user, order, holds, arrival.receivedAt)
    return { outcome: 'held', changed, reasons: judged.reasons }
  }
  return { outcome: 'changed', changed, reasons: judged.reasons.filter(({ severity }) => severity === 'warning') }
}

/** Whether more is asked for; then what is open of the limit counts. */
const grew = (before: OrderDraft, { lines }: Judged) =>
  lines.reduce((sum, line) => sum + line.amountE4, 0) > before.lines.reduce((sum, line) => sum + (line.priceE4 ?? 0), 0)

async function keepVersion(
  tx: Tx,
  user: User,
  order: StandingOrder,
  before: OrderDraft,
  changed: readonly string[],
  { arrival, reason, feeE4 = 0, costE4 = 0 }: Changing,
): Promise<void> {
  const text = `
    insert into order_versions (id, order_id, version, at, by_id, channel, reason, before, changed, fee_e4, cost_e4)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`
  const { id, version } = order
  const values = [
    newId(),
    id,
    version,
    arrival.receivedAt,
    user.id,
    arrival.channel,
    reason,
    JSON.stringify(before),
    changed,
    feeE4,
    costE4,
  ]
  await prepared(tx, 'keep-order-version', text, values)
}

async function rewrite(
  tx: Tx,
  { id, account_id, status }: StandingOrder,
  { order, lines, reasons }: Judged,
  after: OrderDraft,
  { arrival, feeE4 = 0, costE4 = 0 }: Changing,
): Promise<void> {
  const clear = ['order_goods', 'order_places', 'order_parties', 'order_references']
  for (const table of clear) await prepared(tx, `clear-${table}`, `delete from ${table} where order_id = $1`, [id])
  const text = `
    update orders set ordered_on = $2, currency = $3, customer_reference = $4, reference = $4, requested_on = $5, note = $6, team_id = coalesce($7, team_id),
           price_source = $8, warnings = $9, fingerprint = $10, fee_e4 = fee_e4 + $11, extra_cost_e4 = extra_cost_e4 + $12, updated_at = $13,
           version = version + 1
    where  id = $1`
  await prepared(tx, 'rewrite-order', text, [
    id,
    order.orderedOn,
    order.currency,
    order.customerReference,
    order.requestedOn,
    order.note,
    after.teamId ?? null,
    priceSourceOf(lines),
    JSON.stringify(reasons.filter(({ severity }) => severity === 'warning')),
    fingerprintOf(order),
    feeE4,
    costE4,
    arrival.receivedAt,
  ])
  await prepared(tx, 'drop-order-lines', 'delete from order_lines where order_id = $1 and line_no > $2', [
    id,
    lines.length,
  ])
  const counts = status !== 'held'
  await writeOrderRows(tx, { orderId: id, accountId: account_id, counts }, order, lines)
}
