import type { ShipmentChange, ShipmentDraft } from '@quayside/contract'
import { prepared, type Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { Refusal } from '../../platform/refusal.ts'
import { positionOf } from './places.ts'

export interface OpenedShipment {
  id: Id
  number: string
}

/** @throws Refusal 422 when there is no such customer or order for whoever asks */
export async function openShipment(
  tx: Tx,
  user: { id: Id } | null,
  draft: ShipmentDraft,
  now: Date,
): Promise<OpenedShipment> {
  await refuseUnknown(tx, draft)
  const id = newId()
  const from = positionOf(draft.originUnlocode, draft.origin)
  const to = positionOf(draft.destinationUnlocode, draft.destination)
  const text = `
    insert into shipments (id, account_id, order_id, mode, carrier, reference, origin, origin_unlocode, destination, destination_unlocode,
                           origin_latitude, origin_longitude, destination_latitude, destination_longitude, latitude, longitude, position_place,
                           promised_on, planned_pickup_at, planned_delivery_at, packages, weight_g, volume_cm3, goods, not_before, opened_at, updated_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $11, $12, $7, $15, $16, $17, $18, $19, $20, $21,
            (select ordered_on from orders where id = $3), $22, $22)
    returning id, number`
  const [opened] = await prepared<OpenedShipment & Record<string, unknown>>(tx, 'open-shipment', text, [
    id,
    draft.accountId,
    draft.orderId ?? null,
    draft.mode,
    draft.carrier ?? null,
    referenceOf(draft),
    draft.origin ?? null,
    draft.originUnlocode ?? null,
    draft.destination ?? null,
    draft.destinationUnlocode ?? null,
    from?.latitude ?? null,
    from?.longitude ?? null,
    to?.latitude ?? null,
    to?.longitude ?? null,
    draft.promisedOn ?? null,
    draft.plannedPickupAt ?? null,
    draft.plannedDeliveryAt ?? null,
    draft.packages ?? null,
    draft.weightG ?? null,
    draft.volumeCm3 ?? null,
    draft.goods ?? null,
    now,
  ])
  if (!opened) throw new Error('The shipment just opened is not there.')
  await keepReferences(tx, id, draft.references ?? [])
  await keepLegs(tx, id, draft.legs ?? [])
  await recordEvent(tx, {
    kind: 'shipment.opened',
    subject: { type: 'shipment', id },
    accountId: draft.accountId,
    actorId: user?.id ?? null,
    at: now,
    data: { number: opened.number, mode: draft.mode, orderId: draft.orderId ?? null },
  })
  return opened
}

async function refuseUnknown(tx: Tx, { accountId, orderId }: ShipmentDraft): Promise<void> {
  const text = `
    select exists (select from accounts where id = $1 and deleted_at is null) as account,
           $2::uuid is null or exists (select from orders where id = $2 and account_id = $1) as "order"`
  const [found] = await prepared<{ account: boolean; order: boolean }>(tx, 'customer-of-shipment', text, [
    accountId,
    orderId ?? null,
  ])
  const fault = !found?.account ? 'accountId' : !found.order ? 'orderId' : null
  if (!fault) return
  const message = fault === 'accountId' ? 'No such customer.' : 'This customer has no such order.'
  throw new Refusal('invalidRequest', 422, message, { errors: [{ path: `/${fault}`, code: 'unknown', message }] })
}

/** The one people say: what the customer calls it, else what the carrier calls it. */
export const referenceOf = ({ references = [] }: Pick<ShipmentChange, 'references'>): string | null =>
  (references.find(({ kind }) => kind === 'customer' || kind === 'purchaseOrder') ?? references[0])?.value ?? null

/** Replaces them. */
export async function keepReferences(
  tx: Tx,
  shipmentId: Id,
  references: NonNullable<ShipmentChange['references']>,
): Promise<void> {
  await prepared(tx, 'forget-references', 'delete from shipment_references where shipment_id = $1', [shipmentId])
  if (references.length === 0) return
  const text = `
    insert into shipment_references (shipment_id, kind, value)
    select $1, kind, value from unnest($2::text[], $3::text[]) as r (kind, value) on conflict do nothing`
  await prepared(tx, 'keep-references', text, [
    shipmentId,
    references.map(({ kind }) => kind),
    references.map(({ value }) => value),
  ])
}

/** Replaces them, in the order given. */
export async function keepLegs(tx: Tx, shipmentId: Id, legs: NonNullable<ShipmentChange['legs']>): Promise<void> {
  await prepared(tx, 'forget-legs', 'delete from shipment_legs where shipment_id = $1', [shipmentId])
  if (legs.length === 0) return
  const rows = legs.map((leg, at) => ({
    id: newId(),
    sequence: at + 1,
    mode: leg.mode,
    carrier: leg.carrier,
    conveyance: leg.conveyance,
    equipment_kind: leg.equipmentKind,
    equipment_number: leg.equipmentNumber,
    origin: leg.origin,
    destination: leg.destination,
    planned_departure: leg.plannedDeparture,
    planned_arrival: leg.plannedArrival,
  }))
  const text = `
    insert into shipment_legs (id, shipment_id, sequence, mode, carrier, conveyance, equipment_kind, equipment_number, origin, destination,
                               planned_departure, planned_arrival)
    select id, $1, sequence, mode, carrier, conveyance, equipment_kind, equipment_number, origin, destination, planned_departure, planned_arrival
    from   jsonb_to_recordset($2::jsonb) as l (id uuid, sequence smallint, mode text, carrier text, conveyance text, equipment_kind text,
           equipment_number text, origin text, destination text, planned_departure timestamptz, planned_arrival timestamptz)`
  await prepared(tx, 'keep-legs', text, [shipmentId, JSON.stringify(rows)])
}
