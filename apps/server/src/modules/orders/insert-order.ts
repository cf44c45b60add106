import type { OrderReason } from '@quayside/contract'
import { prepared, type Tx } from '../../platform/database.ts'
import { recordEvents } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { fingerprintOf } from './find-double.ts'
import { priceSourceOf } from './price-lines.ts'
import type { Customer } from './recognise-customer.ts'
import type { Arrival, Judged } from './take-order.ts'
import { rowsOf } from './write-order.ts'

/** An order that is taken, before it is written. */
export interface ToWrite extends Judged {
  id: Id
  number: string
  customer: Customer
  arrival: Arrival
  holds: readonly OrderReason[]
  teamId: Id | null
}

/** Writes orders with all that belongs to them and tells of each, in two round trips however many they are. */
export async function insertOrders(tx: Tx, user: User, orders: readonly ToWrite[]): Promise<void> {
  if (orders.length === 0) return
  const tables: Record<string, Record<string, unknown>[]> = { orders: orders.map((one) => headOf(user, one)) }
  for (const { id, customer, order, lines, holds } of orders) {
    const rows = rowsOf({ orderId: id, accountId: customer.id, counts: holds.length === 0 }, order, lines)
    for (const [table, some] of Object.entries(rows))
      if (some.length > 0) tables[table] = [...(tables[table] ?? []), ...some]
  }
  await prepared(tx, 'write-new-orders', 'select write_new_orders($1)', [JSON.stringify(tables)])
  await recordEvents(
    tx,
    orders.flatMap((one) => eventsOf(user, one)),
  )
}

const headOf = (user: User, { id, number, customer, order, lines, reasons, arrival, holds, teamId }: ToWrite) => ({
  id,
  number,
  account_id: customer.id,
  ordered_on: order.orderedOn,
  currency: order.currency,
  channel: arrival.channel,
  status: holds.length > 0 ? 'held' : 'confirmed',
  customer_reference: order.customerReference,
  requested_on: order.requestedOn,
  received_at: arrival.receivedAt,
  team_id: teamId,
  note: order.note,
  price_source: priceSourceOf(lines),
  hold_reasons: holds,
  warnings: reasons.filter(({ severity }) => severity === 'warning'),
  fingerprint: fingerprintOf(order),
  taken_by: user.id,
  confirmed_at: holds.length > 0 ? null : arrival.receivedAt,
  import_batch_id: arrival.importId ?? null,
})

function eventsOf(user: User, { id, number, customer, order, arrival, holds, lines }: ToWrite) {
  const base = {
    subject: { type: 'order', id },
    accountId: customer.id,
    actorId: user.id,
    at: arrival.at ?? arrival.receivedAt,
  }
  const data = { number, channel: arrival.channel, customerReference: order.customerReference }
  return [
    {
      ...base,
      kind: 'order.taken',
      data: { ...data, priceSource: priceSourceOf(lines), services: [...new Set(lines.map(({ service }) => service))] },
    },
    holds.length > 0
      ? { ...base, kind: 'order.held', data: { ...data, reasons: holds.map(({ code }) => code) } }
      : { ...base, kind: 'order.confirmed', data },
  ]
}
