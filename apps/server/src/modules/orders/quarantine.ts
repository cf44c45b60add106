import type { OrderDraft, OrderReason, OrderTaken } from '@quayside/contract'
import { prepared, type Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import type { Customer } from './recognise-customer.ts'
import type { Arrival } from './take-order.ts'

interface Faulty {
  draft: OrderDraft
  arrival: Arrival
  reasons: OrderReason[]
  customer: Customer | null
}

/** Keeps an order with a fault as it came, with what is wrong, under the id and number it will have. */
export async function quarantine(
  tx: Tx,
  user: User,
  { id, number }: { id: Id; number: string },
  { draft, arrival, reasons, customer }: Faulty,
): Promise<OrderTaken> {
  const { channel, receivedAt } = arrival
  const text = `
    insert into order_drafts (id, number, state, account_id, draft, reasons, channel, customer_reference, received_at, created_by, created_at, updated_at)
    values ($1, $2, 'quarantined', $3, $4, $5, $6, $7, $8, $9, $8, $8)
    on conflict (id) do update set state = 'quarantined', account_id = excluded.account_id, draft = excluded.draft, reasons = excluded.reasons,
      customer_reference = excluded.customer_reference, updated_at = excluded.updated_at, version = order_drafts.version + 1`
  await prepared(tx, 'quarantine-order', text, [
    id,
    number,
    customer?.id ?? null,
    JSON.stringify(draft),
    JSON.stringify(reasons),
    channel,
    draft.customerReference ?? null,
    receivedAt,
    user.id,
  ])
  await recordEvent(tx, {
    kind: 'order.quarantined',
    subject: { type: 'order', id },
    accountId: customer?.id ?? null,
    actorId: user.id,
    at: arrival.at ?? receivedAt,
    data: {
      number,
      channel,
      customerReference: draft.customerReference ?? null,
      reasons: reasons.filter(({ severity }) => severity !== 'warning').map(({ code }) => code),
    },
  })
  return { outcome: 'quarantined', orderId: id, number, reasons }
}
