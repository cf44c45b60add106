import type { MilestoneCode } from '@quayside/contract'
import { prepared, type Tx } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'
import type { SpineEvent } from '../../platform/read-events.ts'
import { advanceOrder } from '../orders/index.ts'

/** What says that goods are on their way, or that one of several shipments will never be. */
const moving: ReadonlySet<unknown> = new Set<MilestoneCode>([
  'pickedUp',
  'loaded',
  'departed',
  'inTransit',
  'arrived',
  'discharged',
  'outForDelivery',
  'delivered',
  'cancelled',
])

/**
 * An order is under way when one of its shipments is, and completed when all that were not cancelled are delivered. Asked where a
 * shipment says something new of that, so that an order somebody set back by hand stays so until then.
 */
export async function advanceOrdersOf(tx: Tx, events: readonly SpineEvent[]): Promise<void> {
  const telling = events.filter(isTelling)
  if (telling.length === 0) return
  for (const order of await ordersBegun(tx, telling)) {
    const first = telling.find(({ subject: { id } }) => id === order.id || order.shipments.includes(id))
    if (first) await advanceOrder(tx, order.id, order.is_done ? 'completed' : 'inTransit', first.at)
  }
}

function isTelling({ kind, data }: SpineEvent): boolean {
  if (kind === 'shipment.milestone') return data.kind === 'actual' && moving.has(data.code)
  // What went on while the order was held counts once it is released.
  return kind === 'shipment.opened' || kind === 'order.released'
}

interface Begun {
  id: Id
  is_done: boolean
  shipments: Id[]
}

function ordersBegun(tx: Tx, events: readonly SpineEvent[]): Promise<Begun[]> {
  const text = `
    select s.order_id as id, array_agg(s.id) as shipments,
           bool_and(s.state in ('delivered', 'cancelled')) and bool_or(s.state = 'delivered') as is_done
    from   shipments s
    where  s.order_id = any (array(select unnest($1::uuid[]) union select o.order_id from shipments o where o.id = any ($2::uuid[])))
    group  by s.order_id having bool_or(s.state not in ('planned', 'cancelled')) order by s.order_id`
  const idsOf = (type: string) => events.flatMap(({ subject }) => (subject.type === type ? [subject.id] : []))
  return prepared<Begun & Record<string, unknown>>(tx, 'orders-begun', text, [idsOf('order'), idsOf('shipment')])
}
