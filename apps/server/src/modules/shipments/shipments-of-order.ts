import { type ShipmentMode, ShipmentReferenceKind } from '@quayside/contract'
import { connectionOf, prepared, type Tx } from '../../platform/database.ts'
import { recordEvents } from '../../platform/events.ts'
import { type Id, newId } from '../../platform/ids.ts'
import type { OpenedShipment } from './open-shipment.ts'
import { positionOf } from './places.ts'

interface TransportLine {
  order_id: Id
  order_number: string
  line_no: number
  account_id: Id
  ordered_on: string
  reference: string | null
  external_key: string | null
  service: string
  mode: string | null
  item: string | null
  vendor: string | null
  origin: string | null
  destination: string | null
  country: string | null
  weight_g: number | null
  promised_on: string | null
  shipped_on: string | null
  delivered_on: string | null
  origin_unlocode: string | null
  destination_unlocode: string | null
  planned_pickup_at: Date | null
  planned_delivery_at: Date | null
}

const modeWords: readonly [RegExp, ShipmentMode][] = [
  [/air|航空|空运/i, 'air'],
  [/ocean|sea|vessel|海运|船/i, 'sea'],
  [/rail|train|铁路/i, 'rail'],
  [/express|courier|parcel|快递/i, 'express'],
  [/truck|road|ltl|ftl|公路|卡车|整车|零担/i, 'road'],
  [/multi|inter-?modal|多式/i, 'multimodal'],
]
const modes: ReadonlySet<string> = new Set(['road', 'rail', 'air', 'sea', 'express', 'multimodal'])

/** Of a line's service, and where that is goods, of what its source calls the mode. */
export const modeOf = ({ service, mode }: { service: string; mode: string | null }): ShipmentMode =>
  modes.has(service) ? (service as ShipmentMode) : (modeWords.find(([word]) => mode && word.test(mode))?.[1] ?? 'other')

/**
 * Opens the shipments of orders, each as of its time: one for each line that is a transport, or goods with a mode or a promise. What was opened before
 * stays as it is. What the lines know of their past comes along as milestones of the day.
 * @returns those opened now, in the order of the lines
 */
export async function openShipmentsOf(
  tx: Tx,
  user: { id: Id } | null,
  orderIds: readonly Id[],
  timeOf: (orderId: Id) => Date,
): Promise<OpenedShipment[]> {
  const lines = await transportLines(tx, orderIds, 'withoutShipment')
  if (lines.length === 0) return []
  const rows = lines.map((line) => shipmentRow(line, timeOf(line.order_id)))
  const opened = await insertShipments(tx, rows)
  const isOpened = new Map(opened.map((one) => [one.id, one]))
  const fresh = rows.filter(({ id }) => isOpened.has(id))
  if (fresh.length === 0) return []
  await insertReferences(tx, fresh)
  await insertPast(tx, user, fresh)
  await recordEvents(
    tx,
    fresh.map((row) => ({
      kind: 'shipment.opened',
      subject: { type: 'shipment', id: row.id },
      accountId: row.account_id,
      actorId: user?.id ?? null,
      at: row.opened_at,
      data: { number: isOpened.get(row.id)?.number, mode: row.mode, orderId: row.order_id },
    })),
  )
  return fresh.flatMap(({ id }) => isOpened.get(id) ?? [])
}

/** The lines of orders that are transports: those whose shipment is to be opened, or those that have one. */
export async function transportLines(
  tx: Tx,
  orderIds: readonly Id[],
  which: 'withoutShipment' | 'withShipment',
): Promise<TransportLine[]> {
  const text = `
    select l.order_id, o.number as order_number, l.line_no, l.account_id, l.ordered_on::text as ordered_on, o.reference, l.external_key, l.service,
           l.mode, l.item, l.vendor, coalesce(l.origin, f.name, f.city, f.unlocode) as origin, coalesce(l.destination, t.name, t.city, t.unlocode) as destination,
           l.country, l.weight_g, coalesce(l.promised_on, (t.window_to at time zone (select time_zone from company))::date)::text as promised_on,
           f.unlocode as origin_unlocode, t.unlocode as destination_unlocode, coalesce(f.window_to, f.window_from) as planned_pickup_at,
           coalesce(t.window_to, t.window_from) as planned_delivery_at,
           l.shipped_on::text as shipped_on, l.delivered_on::text as delivered_on
    from   order_lines l join orders o on o.id = l.order_id
    left   join lateral (select * from order_places p where p.order_id = o.id and p.kind in ('pickup', 'portOfLoading', 'airportOfDeparture')
                         order by p.kind <> 'pickup', p.position limit 1) f on true
    left   join lateral (select * from order_places p where p.order_id = o.id and p.kind in ('delivery', 'portOfDischarge', 'airportOfArrival')
                         order by p.kind <> 'delivery', p.position desc limit 1) t on true
    where  l.order_id = any ($1::uuid[]) and o.status not in ('draft', 'cancelled')
    and   (l.service in ('road', 'rail', 'air', 'sea', 'express', 'multimodal')
           or (l.service = 'goods' and (l.mode is not null or l.promised_on is not null or l.delivered_on is not null)))
    and    exists (select from shipments s where s.order_id = l.order_id and s.line_no = l.line_no) = $2
    order  by l.order_id, l.line_no`
  return prepared<TransportLine & Record<string, unknown>>(tx, 'transport-lines', text, [
    orderIds,
    which === 'withShipment',
  ])
}

/** What its line says of a shipment. */
export function shipmentRow(line: TransportLine, now: Date) {
  const destination = line.destination ?? line.country
  const from = positionOf(line.origin_unlocode, line.origin)
  const to = positionOf(line.destination_unlocode, line.destination) ?? positionOf(null, line.country)
  return {
    ...line,
    id: newId(),
    mode: modeOf(line),
    destination,
    carrier: line.vendor?.slice(0, 100) ?? null,
    reference: line.reference ?? line.external_key,
    goods: line.item?.slice(0, 500) ?? null,
    opened_at: now,
    origin_latitude: from?.latitude ?? null,
    origin_longitude: from?.longitude ?? null,
    destination_latitude: to?.latitude ?? null,
    destination_longitude: to?.longitude ?? null,
  }
}
type ShipmentOfLine = ReturnType<typeof shipmentRow>

async function insertShipments(tx: Tx, rows: readonly ShipmentOfLine[]): Promise<OpenedShipment[]> {
  const text = `
    insert into shipments (id, order_id, line_no, account_id, mode, carrier, reference, origin, destination, origin_latitude, origin_longitude,
                           destination_latitude, destination_longitude, latitude, longitude, position_place, promised_on, not_before, weight_g, goods,
                           opened_at, updated_at, import_batch_id, origin_unlocode, destination_unlocode, planned_pickup_at, planned_delivery_at)
    select l.id, l.order_id, l.line_no, l.account_id, l.mode, l.carrier, l.reference, l.origin, l.destination, l.origin_latitude, l.origin_longitude,
           l.destination_latitude, l.destination_longitude, l.origin_latitude, l.origin_longitude, l.origin, l.promised_on, l.ordered_on, l.weight_g,
           l.goods, l.opened_at, l.opened_at, o.import_batch_id, l.origin_unlocode, l.destination_unlocode, l.planned_pickup_at, l.planned_delivery_at
    from   jsonb_to_recordset($1::jsonb) as l (id uuid, order_id uuid, line_no integer, account_id uuid, mode text, carrier text, reference text,
           origin text, destination text, origin_latitude real, origin_longitude real, destination_latitude real, destination_longitude real,
           promised_on date, ordered_on date, weight_g bigint, goods text, opened_at timestamptz, origin_unlocode text,
           destination_unlocode text, planned_pickup_at timestamptz, planned_delivery_at timestamptz)
    join   orders o on o.id = l.order_id
    on     conflict (order_id, line_no) do nothing returning id, number`
  return prepared<OpenedShipment & Record<string, unknown>>(tx, 'insert-shipments', text, [JSON.stringify(rows)])
}

export async function insertReferences(tx: Tx, rows: readonly ShipmentOfLine[]): Promise<void> {
  const references = rows.flatMap(({ id, order_number, reference, external_key }) => [
    { id, kind: 'order', value: order_number },
    ...(reference ? [{ id, kind: 'customer', value: reference.slice(0, 100) }] : []),
    ...(external_key && external_key !== reference ? [{ id, kind: 'other', value: external_key.slice(0, 100) }] : []),
  ])
  // What partners will call it by: all the order's own references, too, under the kind we know them by.
  const text = `
    insert into shipment_references (shipment_id, kind, value)
    select id, kind, value from jsonb_to_recordset($1::jsonb) as r (id uuid, kind text, value text)
    union all
    select s.id, case when r.kind = any ($3) then r.kind else 'other' end, left(r.value, 100)
    from   shipments s join order_references r on r.order_id = s.order_id where s.id = any ($2::uuid[]) on conflict do nothing`
  const ids = rows.map(({ id }) => id)
  await prepared(tx, 'insert-references', text, [JSON.stringify(references), ids, ShipmentReferenceKind.options])
}

/** A line in the past was picked up and delivered on days; the day of the delivery is what its customer was promised against. */
async function insertPast(tx: Tx, user: { id: Id } | null, rows: readonly ShipmentOfLine[]): Promise<void> {
  const milestones = rows.flatMap((row) => [
    ...(row.shipped_on
      ? [milestoneOf(row, 'pickedUp', row.shipped_on, row.origin, row.origin_latitude, row.origin_longitude)]
      : []),
    ...(row.delivered_on ? [deliveryOf(row, row.delivered_on)] : []),
  ])
  if (milestones.length === 0) return
  const text = `
    insert into shipment_milestones (id, shipment_id, code, kind, at, day_only, place, latitude, longitude, source, recorded_by, recorded_at)
    select id, shipment_id, code, 'actual', at, true, place, latitude, longitude, 'import', $2, recorded_at
    from   jsonb_to_recordset($1::jsonb) as m (id uuid, shipment_id uuid, code text, at timestamptz, place text, latitude real, longitude real,
           recorded_at timestamptz)`
  await prepared(tx, 'milestones-of-the-past', text, [JSON.stringify(milestones), user?.id ?? null])
  const ids = [...new Set(milestones.map(({ shipment_id }) => shipment_id))]
  await connectionOf(tx).query('select settle_shipments($1::uuid[])', [ids])
}

const deliveryOf = (row: ShipmentOfLine, day: string) =>
  milestoneOf(row, 'delivered', day, row.destination, row.destination_latitude, row.destination_longitude)

const milestoneOf = (
  { id, opened_at }: ShipmentOfLine,
  code: string,
  day: string,
  place: string | null,
  latitude: number | null,
  longitude: number | null,
) => ({
  id: newId(),
  shipment_id: id,
  code,
  at: `${day}T12:00:00Z`,
  place: place?.slice(0, 200) ?? null,
  latitude,
  longitude,
  recorded_at: opened_at,
})
