import { createHash } from 'node:crypto'
import type { OrderDraft, OrderTaken } from '@quayside/contract'
import { prepared, type Tx } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'
import { reason } from './order-reasons.ts'
import type { Arrival } from './take-order.ts'

/** The order that came with this key before; null: the key is this order's now. Whoever comes second waits for the first to commit. */
export async function claimKey(
  tx: Tx,
  { id, number }: { id: Id; number: string },
  draft: OrderDraft,
  { channel, key, receivedAt }: Arrival,
): Promise<OrderTaken | null> {
  if (!key) return null
  const digest = createHash('sha256').update(JSON.stringify(draft)).digest('base64url')
  const text = 'select order_id, number, digest from claim_order_key($1, $2, $3, $4, $5)'
  const values = [`${channel}:${key}`, id, number, digest, receivedAt]
  const [known] = await prepared<{ order_id: Id; number: string; digest: string }>(tx, 'claim-order-key', text, values)
  if (!known) return null
  const code = known.digest === digest ? 'sameKey' : 'sameKeyOtherContent'
  return {
    outcome: 'known',
    orderId: known.order_id,
    number: known.number,
    reasons: [reason(code, '', { number: known.number })],
  }
}
