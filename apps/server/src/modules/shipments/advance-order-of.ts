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
 * The order is under way when one of its shipments is, and completed when all that were not cancelled are delivered. Asked where a
 * shipment says something new of that, so that an order somebody set back by hand stays so until then.
 */
export async function advanceOrderOf(tx: Tx, event: SpineEvent): Promise<void> {
  const order = await orderConcerned(tx, event)
  if (order?.is_done) await advanceOrder(tx, order.id, 'completed', event.at)
  else if (order?.is_begun) await advanceOrder(tx, order.id, 'inTransit', event.at)
}

interface Concerned {
  id: Id
  is_begun: boolean
  is_done: boolean
}

async function orderConcerned(tx: Tx, { kind, subject, data }: SpineEvent): Promise<Concerned | undefined> {
  const isNew =
    kind === 'shipment.milestone' ? data.kind === 'actual' && moving.has(data.code) : kind === 'shipment.opened'
  // What went on while the order was held counts once it is released.
  if (!isNew && kind !== 'order.released') return undefined
  const text = `
    select s.order_id as id, bool_or(s.state not in ('planned', 'cancelled')) as is_begun,
           bool_and(s.state in ('delivered', 'cancelled')) and bool_or(s.state = 'delivered') as is_done
    from   shipments s
    where  s.order_id = case $1 when 'order' then $2::uuid else (select o.order_id from shipments o where o.id = $2) end
    group  by s.order_id`
  const [row] = await prepared<Concerned & Record<string, unknown>>(tx, 'order-of-shipments', text, [
    subject.type,
    subject.id,
  ])
  return row
}
