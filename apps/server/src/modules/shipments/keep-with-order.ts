import { prepared, type Tx } from '../../platform/database.ts'
import { recordEvents } from '../../platform/events.ts'
import type { Id } from '../../platform/ids.ts'
import { recordMilestone } from './record-milestone.ts'
import { insertReferences, openShipmentsOf, shipmentRow, transportLines } from './shipments-of-order.ts'

/** What happened to orders: to which, when, and by whom. */
export type OfOrders = ReadonlyMap<Id, { at: Date; actorId: Id | null }>

/** An order that is cancelled needs no shipment: those that have not begun are cancelled with it. */
export async function cancelShipmentsOf(tx: Tx, orders: OfOrders): Promise<void> {
  const planned = await lockPlanned(tx, orders)
  await cancel(
    tx,
    orders,
    planned.filter(({ status }) => status === 'cancelled'),
  )
}

/**
 * After a change of their orders: a further transport gets its shipment, one that is left out is cancelled, and what has not begun
 * is as its line says now, unless somebody changed the shipment itself.
 */
export async function keepShipmentsWith(tx: Tx, orders: OfOrders): Promise<void> {
  const ids = [...orders.keys()]
  const timeOf = (id: Id) => orders.get(id)?.at ?? new Date(0)
  const planned = await lockPlanned(tx, orders)
  const lines = await transportLines(tx, ids, 'withShipment')
  await rewrite(
    tx,
    orders,
    lines.map((line) => shipmentRow(line, timeOf(line.order_id))),
  )
  const transports = new Set(lines.map(({ order_id, line_no }) => `${order_id} ${line_no}`))
  const leftOut = planned.filter(
    ({ status, order_id, line_no }) =>
      status !== 'cancelled' && line_no !== null && !transports.has(`${order_id} ${line_no}`),
  )
  await cancel(tx, orders, leftOut)
  await openShipmentsOf(tx, null, await underWay(tx, ids), timeOf)
}

interface Planned {
  id: Id
  order_id: Id
  /** null: opened by hand, for the order as a whole. */
  line_no: number | null
  status: string
}

/** The shipments of these orders that have not begun, with how their order stands; locked, so that none begins meanwhile. */
function lockPlanned(tx: Tx, orders: OfOrders): Promise<Planned[]> {
  const text = `
    select s.id, s.order_id, s.line_no, o.status from shipments s join orders o on o.id = s.order_id
    where  s.order_id = any ($1::uuid[]) and s.state = 'planned' order by s.id for update of s`
  return prepared<Planned & Record<string, unknown>>(tx, 'planned-shipments', text, [[...orders.keys()]])
}

/** Of an order that is held the shipments are opened when it is released. */
async function underWay(tx: Tx, ids: readonly Id[]): Promise<Id[]> {
  const text = `select id from orders where id = any ($1::uuid[]) and kind = 'service' and status in ('confirmed', 'inTransit')`
  return (await prepared<{ id: Id }>(tx, 'orders-under-way', text, [ids])).map(({ id }) => id)
}

async function cancel(tx: Tx, orders: OfOrders, shipments: readonly Planned[]): Promise<void> {
  for (const { id, order_id } of shipments) {
    const { at, actorId } = orders.get(order_id) ?? { at: new Date(0), actorId: null }
    const told = { shipment: { id }, code: 'cancelled', kind: 'actual', at: at.toISOString(), source: 'staff' } as const
    await recordMilestone(
      tx,
      actorId === null ? null : { id: actorId },
      { ...told, key: `order:${order_id}:${id}` },
      at,
    )
  }
}

async function rewrite(tx: Tx, orders: OfOrders, rows: readonly ReturnType<typeof shipmentRow>[]): Promise<void> {
  if (rows.length === 0) return
  const text = `
    update shipments s set mode = l.mode, reference = l.reference, origin = l.origin, destination = l.destination,
           origin_latitude = l.origin_latitude, origin_longitude = l.origin_longitude, destination_latitude = l.destination_latitude,
           destination_longitude = l.destination_longitude, promised_on = l.promised_on, weight_g = l.weight_g, goods = l.goods,
           origin_unlocode = l.origin_unlocode, destination_unlocode = l.destination_unlocode, planned_pickup_at = l.planned_pickup_at,
           planned_delivery_at = l.planned_delivery_at, updated_at = now()
    from   jsonb_to_recordset($1::jsonb) as l (order_id uuid, line_no integer, mode text, reference text, origin text, destination text,
           origin_latitude real, origin_longitude real, destination_latitude real, destination_longitude real, promised_on date,
           weight_g bigint, goods text, origin_unlocode text, destination_unlocode text, planned_pickup_at timestamptz,
           planned_delivery_at timestamptz)
    where  s.order_id = l.order_id and s.line_no = l.line_no and s.state = 'planned' and s.version = 1
    and   (s.mode, s.reference, s.origin, s.destination, s.promised_on, s.weight_g, s.goods, s.origin_unlocode, s.destination_unlocode,
           s.planned_pickup_at, s.planned_delivery_at)
          is distinct from
          (l.mode, l.reference, l.origin, l.destination, l.promised_on, l.weight_g, l.goods, l.origin_unlocode, l.destination_unlocode,
           l.planned_pickup_at, l.planned_delivery_at)
    returning s.id, s.number, s.account_id, s.order_id, s.line_no`
  type Changed = { id: Id; number: string; account_id: Id; order_id: Id; line_no: number }
  const changed = await prepared<Changed & Record<string, unknown>>(tx, 'rewrite-shipments', text, [
    JSON.stringify(rows),
  ])
  if (changed.length === 0) return
  await prepared(tx, 'settle-shipments', 'select settle_shipments($1::uuid[])', [changed.map(({ id }) => id)])
  await insertReferences(
    tx,
    changed.flatMap(({ id, order_id, line_no }) =>
      rows.filter((row) => row.order_id === order_id && row.line_no === line_no).map((row) => ({ ...row, id })),
    ),
  )
  await recordEvents(
    tx,
    changed.map(({ id, number, account_id, order_id }) => ({
      kind: 'shipment.changed',
      subject: { type: 'shipment', id },
      accountId: account_id,
      actorId: orders.get(order_id)?.actorId ?? null,
      at: orders.get(order_id)?.at ?? new Date(0),
      data: { number, fields: ['order'] },
    })),
  )
}
