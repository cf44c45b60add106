import type { Tx } from '../../platform/database.ts'
import type { Id } from '../../platform/ids.ts'
import type { SpineEvent } from '../../platform/read-events.ts'
import { advanceOrdersOf } from './advance-order-of.ts'
import { expectArrivals } from './expect-arrival.ts'
import { cancelShipmentsOf, keepShipmentsWith, type OfOrders } from './keep-with-order.ts'
import { placeWaitingOf } from './mend-milestones.ts'
import { tellOfEvent } from './notices/tell-of-event.ts'
import { openShipmentsOf } from './shipments-of-order.ts'

/** Together, since each statement asks for as many as there are: done twice, it does nothing the second time. */
export async function followEvents(tx: Tx, events: readonly SpineEvent[]): Promise<void> {
  const ordered = idsOf(events, 'order', ['order.confirmed', 'order.released'])
  if (ordered.size > 0) await openShipmentsOf(tx, null, [...ordered.keys()], (id) => timeOf(ordered, id))
  const changed = ordersOf(events, 'order.changed')
  if (changed.size > 0) await keepShipmentsWith(tx, changed)
  const cancelled = ordersOf(events, 'order.cancelled')
  if (cancelled.size > 0) await cancelShipmentsOf(tx, cancelled)
  await advanceOrdersOf(tx, events)
  const known = idsOf(events, 'shipment', ['shipment.opened', 'shipment.changed'])
  if (known.size > 0) await placeWaitingOf(tx, known)
  const moved = idsOf(events, 'shipment', ['shipment.opened', 'shipment.milestone', 'shipment.milestoneRetracted'])
  if (moved.size > 0) await expectArrivals(tx, moved)
  for (const event of events) await tellOfEvent(tx, event)
}

/** Whom events of these kinds are about, and when they last were. */
function idsOf(events: readonly SpineEvent[], type: string, kinds: readonly string[]): Map<Id, Date> {
  const found = new Map<Id, Date>()
  for (const { kind, subject, at } of events)
    if (subject.type === type && kinds.includes(kind)) found.set(subject.id, at)
  return found
}

function ordersOf(events: readonly SpineEvent[], told: string): OfOrders {
  const found = new Map<Id, { at: Date; actorId: Id | null }>()
  for (const { kind, subject, at, actorId } of events)
    if (kind === told && subject.type === 'order') found.set(subject.id, { at, actorId })
  return found
}

const timeOf = (times: ReadonlyMap<Id, Date>, id: Id): Date => times.get(id) ?? new Date(0)
