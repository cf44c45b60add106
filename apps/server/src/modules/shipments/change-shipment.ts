import type { ShipmentChange } from '@quayside/contract'
import { connectionOf, prepared, type Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { changedMeanwhile, notFound } from '../../platform/refusal.ts'
import { lockShipment } from './find-shipment.ts'
import { keepLegs, keepReferences, referenceOf } from './open-shipment.ts'
import { positionOf } from './places.ts'
import { readShipment } from './read-shipments.ts'

const columnOf: Readonly<Partial<Record<keyof ShipmentChange, string>>> = {
  mode: 'mode',
  carrier: 'carrier',
  origin: 'origin',
  originUnlocode: 'origin_unlocode',
  destination: 'destination',
  destinationUnlocode: 'destination_unlocode',
  promisedOn: 'promised_on',
  plannedPickupAt: 'planned_pickup_at',
  plannedDeliveryAt: 'planned_delivery_at',
  packages: 'packages',
  deliveredPackages: 'delivered_packages',
  weightG: 'weight_g',
  volumeCm3: 'volume_cm3',
  goods: 'goods',
}

/** @throws Refusal 404, 412 when somebody changed it meanwhile */
export async function changeShipment(tx: Tx, user: User, id: Id, version: number, change: ShipmentChange, now: Date) {
  const shipment = await lockShipment(tx, id)
  if (!shipment) throw notFound('shipment')
  const before = await readShipment(tx, user, id, now)
  if (before.version !== version) throw changedMeanwhile(before)
  const values: unknown[] = [id, now]
  const sets = Object.entries(change).flatMap(([field, value]) => {
    const column = columnOf[field as keyof ShipmentChange]
    return column ? [`${column} = $${values.push(value)}`] : []
  })
  if (change.references) sets.push(`reference = $${values.push(referenceOf(change))}`)
  await connectionOf(tx).query(
    `update shipments set ${['version = version + 1', 'updated_at = $2', ...sets].join(', ')} where id = $1`,
    values,
  )
  if (change.references) await keepReferences(tx, id, change.references)
  if (change.legs) await keepLegs(tx, id, change.legs)
  await placeAgain(tx, id, { ...before, ...change })
  await recordEvent(tx, {
    kind: 'shipment.changed',
    subject: { type: 'shipment', id },
    accountId: shipment.account_id,
    actorId: user.id,
    at: now,
    data: { number: shipment.number, fields: Object.keys(change) },
  })
  return readShipment(tx, user, id, now)
}

type Ends = Pick<ShipmentChange, 'origin' | 'originUnlocode' | 'destination' | 'destinationUnlocode'>

async function placeAgain(tx: Tx, id: Id, ends: Ends): Promise<void> {
  const from = positionOf(ends.originUnlocode, ends.origin)
  const to = positionOf(ends.destinationUnlocode, ends.destination)
  const text = `update shipments set origin_latitude = $2, origin_longitude = $3, destination_latitude = $4, destination_longitude = $5 where id = $1`
  await prepared(tx, 'place-shipment', text, [
    id,
    from?.latitude ?? null,
    from?.longitude ?? null,
    to?.latitude ?? null,
    to?.longitude ?? null,
  ])
  await prepared(tx, 'settle-shipment', 'select settle_shipments(array[$1::uuid])', [id])
}
