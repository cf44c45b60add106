import { createHash } from 'node:crypto'
import { prepared, type Tx } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'
import type { CheckedOrder, CheckedPlace } from './checked-order.ts'

/** What an order is about, without what a channel adds: two with one reference and one fingerprint are the same order. */
export function fingerprintOf(order: CheckedOrder): string {
  const content = {
    requestedOn: order.requestedOn,
    lines: order.lines.map((line) => [
      line.service,
      line.quantity ?? null,
      line.weightG ?? null,
      line.packages ?? null,
    ]),
    goods: order.goods.map((one) => [
      one.hsCode ?? null,
      one.packages ?? null,
      one.weightG ?? null,
      one.unNumber ?? null,
    ]),
    places: order.places.map((place) => [place.kind, spot(place), place.from?.toISOString() ?? null]),
  }
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url')
}

const spot = (place: CheckedPlace) =>
  (place.unlocode || place.postcode || place.city || place.name || place.address || '')
    .toLowerCase()
    .replaceAll(/\s/g, '')

export interface Double {
  id: Id
  number: string
  fingerprint: string | null
}

/** Another order of the customer with this reference that stands. Two that come at once by two channels are looked at one after the other. */
export async function findDouble(tx: Tx, accountId: Id, reference: string, butOrder: Id): Promise<Double | undefined> {
  await prepared(
    tx,
    'lock-customer-reference',
    `select pg_advisory_xact_lock(hashtextextended($1 || ' ' || reference_key($2), 7315402))`,
    [accountId, reference],
  )
  const text = `
    select id, number, fingerprint from orders
    where  account_id = $1 and customer_reference is not null and reference_key(customer_reference) = reference_key($2)
    and    reference_key($2) <> '' and status <> 'cancelled' and id <> $3
    order  by created_at desc limit 1`
  const [row] = await prepared<Double & Record<string, unknown>>(tx, 'order-by-customer-reference', text, [
    accountId,
    reference,
    butOrder,
  ])
  return row
}
