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
  const text = 'select id, number, fingerprint from double_of_order($1, $2, $3)'
  const values = [accountId, reference, butOrder]
  const [row] = await prepared<Double & Record<string, unknown>>(tx, 'double-of-order', text, values)
  return row
}
