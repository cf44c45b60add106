import type { addShipmentException, BodyOf, ShipmentException } from '@quayside/contract'
import { type Db, prepared, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import { type Id, newId } from '../../../platform/ids.ts'
import { changedMeanwhile, notFound, Refusal } from '../../../platform/refusal.ts'
import { lockShipment } from '../find-shipment.ts'
import { exceptionJson } from '../shipments.queries.ts'
import { openException } from './open-exception.ts'

async function findException(db: Db, id: Id): Promise<ShipmentException & { shipmentId: Id }> {
  const text = `select ${exceptionJson}, e.shipment_id as "shipmentId" from shipment_exceptions e where e.id = $1`
  const [row] = await prepared<ShipmentException & { shipmentId: Id } & Record<string, unknown>>(
    db,
    'exception-by-id',
    text,
    [id],
  )
  if (!row) throw notFound('exception')
  return row
}

const present = ({ shipmentId: _, ...exception }: ShipmentException & { shipmentId: Id }): ShipmentException =>
  exception

export async function addException(
  tx: Tx,
  user: { id: Id },
  shipmentId: Id,
  typed: Required<BodyOf<typeof addShipmentException>>,
  now: Date,
): Promise<ShipmentException> {
  const shipment = await lockShipment(tx, shipmentId)
  if (!shipment) throw notFound('shipment')
  const id = await openException(tx, {
    ...typed,
    shipment,
    detectedBy: 'staff',
    fact: `staff:${newId()}`,
    actorId: user.id,
    now,
  })
  return present(await findException(tx, id ?? ''))
}

/** `resolution` null: it is open again. */
export async function settleException(
  tx: Tx,
  user: { id: Id },
  id: Id,
  { version, resolution, now }: { version: number; resolution: string | null; now: Date },
): Promise<ShipmentException> {
  const before = await findException(tx, id)
  const shipment = await lockShipment(tx, before.shipmentId)
  if (!shipment) throw notFound('exception')
  if (before.version !== version) throw changedMeanwhile(present(before))
  if ((before.resolvedAt === null) === (resolution === null))
    throw new Refusal('alreadySettled', 409, resolution === null ? 'It is open already.' : 'It is settled already.')
  const text = `update shipment_exceptions set resolution = $2, resolved_at = $3, resolved_by = $4, version = version + 1 where id = $1`
  await prepared(tx, 'settle-exception', text, [
    id,
    resolution,
    resolution === null ? null : now,
    resolution === null ? null : user.id,
  ])
  await recordEvent(tx, {
    kind: resolution === null ? 'shipment.exceptionReopened' : 'shipment.exceptionResolved',
    subject: { type: 'shipment', id: shipment.id },
    accountId: shipment.account_id,
    actorId: user.id,
    at: now,
    data: { number: shipment.number, exceptionId: id, exception: before.kind },
  })
  return present(await findException(tx, id))
}

export async function assignException(
  tx: Tx,
  user: { id: Id },
  id: Id,
  { version, userId, now }: { version: number; userId: Id | null; now: Date },
): Promise<ShipmentException> {
  const before = await findException(tx, id)
  const shipment = await lockShipment(tx, before.shipmentId)
  if (!shipment) throw notFound('exception')
  if (before.version !== version) throw changedMeanwhile(present(before))
  if (before.resolvedAt) throw new Refusal('alreadySettled', 409, 'It is settled already.')
  if (userId) await refuseUnknownPerson(tx, userId)
  const text = 'update shipment_exceptions set assigned_to = $2, version = version + 1 where id = $1'
  await prepared(tx, 'assign-exception', text, [id, userId])
  await recordEvent(tx, {
    kind: 'shipment.exceptionAssigned',
    subject: { type: 'shipment', id: shipment.id },
    accountId: shipment.account_id,
    actorId: user.id,
    at: now,
    data: { number: shipment.number, exceptionId: id, exception: before.kind, assigneeId: userId },
  })
  return present(await findException(tx, id))
}

async function refuseUnknownPerson(tx: Tx, userId: Id): Promise<void> {
  const [person] = await prepared(tx, 'person-to-assign', 'select from users where id = $1 and active', [userId])
  if (person) return
  const message = 'Nobody active has this id.'
  throw new Refusal('invalidRequest', 422, message, { errors: [{ path: '/userId', code: 'unknown', message }] })
}
