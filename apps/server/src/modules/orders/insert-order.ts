import type { OrderReason } from '@quayside/contract'
import { prepared, type Tx } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { fingerprintOf } from './find-double.ts'
import { priceSourceOf } from './price-lines.ts'
import type { Customer } from './recognise-customer.ts'
import type { Arrival, Judged } from './take-order.ts'
import { writeOrderRows } from './write-order.ts'

interface ToWrite extends Judged {
  customer: Customer
  arrival: Arrival
  holds: readonly OrderReason[]
  teamId: Id | null
}

export async function insertOrder(
  tx: Tx,
  user: User,
  { id, number }: { id: Id; number: string },
  { customer, order, lines, reasons, arrival, holds, teamId }: ToWrite,
): Promise<void> {
  const held = holds.length > 0
  const { receivedAt } = arrival
  const text = `
    insert into orders (id, number, kind, account_id, ordered_on, currency, channel, status, reference, customer_reference, requested_on, received_at,
                        team_id, note, price_source, hold_reasons, warnings, fingerprint, taken_by, confirmed_at, import_batch_id, created_at, updated_at)
    values ($1, $2, 'service', $3, $4, $5, $6, $7, $8, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $10, $10)`
  await prepared(tx, 'insert-service-order', text, [
    id,
    number,
    customer.id,
    order.orderedOn,
    order.currency,
    arrival.channel,
    held ? 'held' : 'confirmed',
    order.customerReference,
    order.requestedOn,
    receivedAt,
    teamId,
    order.note,
    priceSourceOf(lines),
    JSON.stringify(holds),
    JSON.stringify(reasons.filter(({ severity }) => severity === 'warning')),
    fingerprintOf(order),
    user.id,
    held ? null : receivedAt,
    arrival.importId ?? null,
  ])
  await writeOrderRows(tx, { orderId: id, accountId: customer.id, counts: !held }, order, lines)
}
