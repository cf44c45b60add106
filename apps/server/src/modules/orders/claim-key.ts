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
  const digest = digestOf(draft)
  const text = 'select order_id, number, digest from claim_order_key($1, $2, $3, $4, $5)'
  const values = [`${channel}:${key}`, id, number, digest, receivedAt]
  const [known] = await prepared<Claimed>(tx, 'claim-order-key', text, values)
  return known ? knownAs(known, digest) : null
}

interface Claimed extends Record<string, unknown> {
  order_id: Id
  number: string
  digest: string
}

const digestOf = (draft: OrderDraft) => createHash('sha256').update(JSON.stringify(draft)).digest('base64url')

function knownAs(known: Claimed, digest: string): OrderTaken {
  const code = known.digest === digest ? 'sameKey' : 'sameKeyOtherContent'
  return {
    outcome: 'known',
    orderId: known.order_id,
    number: known.number,
    reasons: [reason(code, '', { number: known.number })],
  }
}

export interface ToClaim {
  id: Id
  number: string
  draft: OrderDraft
  key: string
}

/**
 * As claimKey for several orders with a key each, in one round trip and in the order of the keys, so that nobody waits in a ring. By id of
 * the order: those that came before.
 */
export async function claimKeys(
  tx: Tx,
  orders: readonly ToClaim[],
  { channel, receivedAt }: Omit<Arrival, 'key'>,
): Promise<Map<Id, OrderTaken>> {
  if (orders.length === 0) return new Map()
  const claims = orders.map((one) => ({ ...one, key: `${channel}:${one.key}`, digest: digestOf(one.draft) }))
  claims.sort((a, b) => (a.key < b.key ? -1 : 1))
  const rows = await prepared<Claimed & { key: string }>(
    tx,
    'claim-order-keys',
    'select key, order_id, number, digest from claim_order_keys($1, $2, $3, $4, $5)',
    [
      claims.map(({ key }) => key),
      claims.map(({ id }) => id),
      claims.map(({ number }) => number),
      claims.map(({ digest }) => digest),
      receivedAt,
    ],
  )
  const before = new Map(rows.map((row) => [row.key, row]))
  return new Map(
    claims.flatMap(({ id, key, digest }): [Id, OrderTaken][] => {
      const row = before.get(key)
      return row ? [[id, knownAs(row, digest)]] : []
    }),
  )
}

/** For orders that were refused after all: with its key an order may come again. */
export async function returnKeys(tx: Tx, ids: readonly Id[]): Promise<void> {
  if (ids.length > 0) await prepared(tx, 'return-order-keys', 'select return_order_keys($1)', [ids])
}
