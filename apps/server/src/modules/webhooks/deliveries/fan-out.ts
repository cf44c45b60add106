import { sql } from 'kysely'
import type { EventConsumer } from '../../../platform/consume-events.ts'
import type { Tx } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { deliveryRow, insertDeliveries, type Told } from './fan-out-rows.ts'
import { orderDelivery } from './order-delivery.ts'
import { isToldOf } from './payload.ts'

/** Follows the spine: one row for each event and endpoint that asked for its kind, and a job for each endpoint. */
export const webhookConsumer: EventConsumer = {
  name: 'webhooks',
  async handle(tx, events) {
    const told = events.filter((event): event is Told => isToldOf(event.kind))
    if (told.length === 0) return
    const now = new Date()
    for (const endpointId of await keepDeliveries(tx, told, now)) await orderDelivery(tx, endpointId, { now })
  },
}

/**
 * Whether the owner may know of an event is asked when it is sent: in his name, which this transaction does not bear.
 * Returns the endpoints with something to send.
 */
async function keepDeliveries(tx: Tx, events: readonly Told[], now: Date): Promise<Id[]> {
  const { rows: endpoints } = await sql<{ id: Id; events: string[] }>`
    select id, events from webhook_endpoints where state = 'active'`.execute(tx)
  const touched = new Set<Id>()
  const rows = endpoints.flatMap((endpoint) =>
    events.filter(({ kind }) => endpoint.events.includes(kind)).map((event) => deliveryRow(endpoint.id, event, now)),
  )
  for (const row of rows) touched.add(row.endpoint_id)
  await insertDeliveries(tx, rows)
  return [...touched]
}
