import type { listShipments as listRoute, Shipment, ShipmentRow } from '@quayside/contract'
import { dayAt } from '@quayside/worktime'
import { z } from 'zod'
import type { Db } from '../../platform/database.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { notFound } from '../../platform/refusal.ts'
import { asSeenBy } from './notices/steer-notice.ts'
import { companyZone } from './record-milestone.ts'
import { findShipment, findShipments, type ShipmentRecord, type WholeShipment } from './shipments.queries.ts'

const Cursor = z.strictObject({ key: z.string().max(40), id: z.uuid() })

/** The company's day: what is late is late by its calendar. */
export const companyDay = async (db: Db, now: Date): Promise<string> => dayAt(now, await companyZone(db))

export async function listShipments(db: Db, user: User, query: z.output<(typeof listRoute)['query']>, now: Date) {
  const { limit, cursor, sort, direction, ...filter } = query
  const after = cursor ? decodeCursor(Cursor, cursor) : null
  const today = await companyDay(db, now)
  const found = await findShipments(db, user, { filter, today, sort, direction, after, limit: limit + 1 })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map(presentRow),
    next: found.length > limit && last?.sort_key ? encodeCursor({ key: last.sort_key, id: last.id }) : null,
  }
}

export async function readShipment(db: Db, user: User, id: Id, now: Date): Promise<Shipment> {
  const row = await findShipment(db, id, await companyDay(db, now))
  if (!row) throw notFound('shipment')
  return presentShipment(row, user)
}

const iso = (at: Date | null) => at?.toISOString() ?? null

export const presentRow = (row: ShipmentRecord): ShipmentRow => ({
  id: row.id,
  number: row.number,
  account: { id: row.account_id, number: row.account_number, name: row.account_name },
  order: row.order_id && row.order_number ? { id: row.order_id, number: row.order_number } : null,
  mode: row.mode as ShipmentRow['mode'],
  state: row.state as ShipmentRow['state'],
  carrier: row.carrier,
  reference: row.reference,
  origin: row.origin,
  destination: row.destination,
  promisedOn: row.promised_on,
  eta: iso(row.eta_at),
  deliveredAt: iso(row.delivered_at),
  last: lastOf(row),
  exceptions: row.exception_kinds as ShipmentRow['exceptions'],
  risk: row.risk as ShipmentRow['risk'],
  openedAt: row.opened_at.toISOString(),
})

const lastOf = ({ last_code, last_at, last_place }: ShipmentRecord): ShipmentRow['last'] =>
  last_code && last_at ? { code: last_code as never, at: last_at.toISOString(), place: last_place } : null

function presentShipment(row: WholeShipment, user: User): Shipment {
  const change = mayChange(user, row)
  return {
    ...presentRow(row),
    originUnlocode: row.origin_unlocode,
    destinationUnlocode: row.destination_unlocode,
    plannedPickupAt: iso(row.planned_pickup_at),
    plannedDeliveryAt: iso(row.planned_delivery_at),
    arrival: arrivalOf(row),
    packages: row.packages,
    deliveredPackages: row.delivered_packages,
    weightG: row.weight_g,
    volumeCm3: row.volume_cm3,
    goods: row.goods,
    references: row.references as Shipment['references'],
    legs: row.legs as Shipment['legs'],
    milestones: row.milestones as Shipment['milestones'],
    exceptionList: row.exceptions as Shipment['exceptionList'],
    proofs: row.proofs as Shipment['proofs'],
    notices: asSeenBy(user, row.notices) as Shipment['notices'],
    trackingCheck: change ? row.tracking_check : null,
    version: row.version,
    can: { change },
  }
}

function arrivalOf(row: WholeShipment): Shipment['arrival'] {
  if (!row.eta_at || !row.eta_basis || !row.eta_computed_at) return null
  return {
    at: row.eta_at.toISOString(),
    earliest: iso(row.eta_earliest),
    latest: iso(row.eta_latest),
    basis: row.eta_basis as never,
    shipments: row.eta_shipments ?? 0,
    since: row.eta_since as never,
    computedAt: row.eta_computed_at.toISOString(),
  }
}

/** As the row policies of the table decide. */
export function mayChange(
  { id, teamIds, rights }: User,
  { owner_id, team_id }: { owner_id: Id | null; team_id: Id | null },
): boolean {
  const scope = rights.modules.shipments.change
  return (
    scope === 'all' || (scope !== 'none' && (owner_id === id || (scope === 'team' && teamIds.includes(team_id ?? ''))))
  )
}
