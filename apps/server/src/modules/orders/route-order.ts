import type { OrderChannel } from '@quayside/contract'
import { prepared, type Tx } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'
import type { CheckedOrder } from './checked-order.ts'

/** The team of the first routing rule that fits; null: none does. */
export async function routeOrder(tx: Tx, order: CheckedOrder, channel: OrderChannel): Promise<Id | null> {
  const text = `
    select team_id from order_routing
    where  (service is null or service = any ($1::text[])) and (channel is null or channel = $2)
    and    (origin_country is null or origin_country = $3) and (destination_country is null or destination_country = $4)
    order  by position limit 1`
  const services = [...new Set(order.lines.map(({ service }) => service))]
  const [first, last] = [order.places[0]?.country ?? null, order.places.at(-1)?.country ?? null]
  const [row] = await prepared<{ team_id: Id }>(tx, 'route-order', text, [services, channel, first, last])
  return row?.team_id ?? null
}
