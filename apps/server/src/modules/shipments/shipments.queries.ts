import type { ShipmentFilter, ShipmentSort } from '@quayside/contract'
import type { z } from 'zod'
import { connectionOf, type Db, prepared } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import type { Id } from '../../platform/ids.ts'
import { narrow, newConditions } from './filter-shipments.ts'
import { riskSql } from './risk.ts'

export interface ShipmentRecord {
  id: Id
  number: string
  account_id: Id
  account_number: string
  account_name: string
  order_id: Id | null
  order_number: string | null
  mode: string
  state: string
  carrier: string | null
  reference: string | null
  origin: string | null
  destination: string | null
  promised_on: string | null
  eta_at: Date | null
  delivered_at: Date | null
  last_code: string | null
  last_at: Date | null
  last_place: string | null
  exception_kinds: string[]
  risk: string
  opened_at: Date
  /** Of the column sorted by, for the cursor. */
  sort_key: string | null
}

const columns = (today: string) => `
  s.id, s.number, s.account_id, a.number as account_number, a.name as account_name, s.order_id, o.number as order_number, s.mode, s.state,
  s.carrier, s.reference, s.origin, s.destination, s.promised_on::text as promised_on, s.eta_at, s.delivered_at, s.last_code, s.last_at, s.last_place,
  s.exception_kinds, ${riskSql(today)} as risk, s.opened_at`

type Sort = z.infer<typeof ShipmentSort>
const sortColumn: Readonly<Record<Sort, string>> = {
  opened: 's.opened_at',
  promised: 's.promised_on',
  eta: 's.eta_at',
  last: 's.last_at',
}
const sortType: Readonly<Record<Sort, string>> = {
  opened: 'timestamptz',
  promised: 'date',
  eta: 'timestamptz',
  last: 'timestamptz',
}

export interface ShipmentsWanted {
  filter: ShipmentFilter
  today: string
  sort: Sort
  direction: 'asc' | 'desc'
  after: { key: string; id: Id } | null
  limit: number
}

/** A page in one index's order. What has no such time stands in no list sorted by it. */
export async function findShipments(
  db: Db,
  user: User,
  { filter, today, sort, direction, after, limit }: ShipmentsWanted,
): Promise<ShipmentRecord[]> {
  const conditions = newConditions()
  const day = conditions.bind(today)
  const column = sortColumn[sort]
  narrow(filter, today, user, conditions)
  if (sort !== 'opened') conditions.where.push(`${column} is not null`)
  if (sort === 'eta') conditions.where.push('s.is_open')
  if (after) {
    const beyond = direction === 'asc' ? '>' : '<'
    conditions.where.push(
      `(${column}, s.id) ${beyond} (${conditions.bind(after.key)}::${sortType[sort]}, ${conditions.bind(after.id)}::uuid)`,
    )
  }
  const text = `
    with page as materialized (
      select s.*, ${column}::text as sort_key from shipments s ${conditions.where.length > 0 ? `where ${conditions.where.join(' and ')}` : ''}
      order by ${column} ${direction}, s.id ${direction} limit ${limit}
    )
    select ${columns(day)}, s.sort_key
    from   page s join accounts a on a.id = s.account_id left join orders o on o.id = s.order_id
    order  by ${column} ${direction}, s.id ${direction}`
  return (await connectionOf(db).query<ShipmentRecord & Record<string, unknown>>(text, conditions.values)).rows
}

export interface WholeShipment extends ShipmentRecord {
  origin_unlocode: string | null
  destination_unlocode: string | null
  planned_pickup_at: Date | null
  planned_delivery_at: Date | null
  eta_earliest: Date | null
  eta_latest: Date | null
  eta_basis: string | null
  eta_shipments: number | null
  eta_since: string | null
  eta_computed_at: Date | null
  packages: number | null
  delivered_packages: number | null
  weight_g: number | null
  volume_cm3: number | null
  goods: string | null
  tracking_check: string
  version: number
  owner_id: Id | null
  team_id: Id | null
  references: { kind: string; value: string }[]
  legs: Record<string, unknown>[]
  milestones: Record<string, unknown>[]
  exceptions: Record<string, unknown>[]
  proofs: Record<string, unknown>[]
  notices: Record<string, unknown>[]
}

const listOf = (select: string) => `(select coalesce(json_agg(x), '[]') from (${select}) x)`
const person = (column: string) =>
  `(select json_build_object('id', u.id, 'name', u.name) from users u where u.id = ${column})`
const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export const exceptionJson = `
  e.id, e.kind, e.severity, e.detected_by as "detectedBy", e.note, e.packages, ${instant('e.opened_at')} as "openedAt",
  ${person('e.opened_by')} as "openedBy", ${person('e.assigned_to')} as assignee, ${instant('e.resolved_at')} as "resolvedAt", ${person('e.resolved_by')} as "resolvedBy", e.resolution, e.version`
export const proofJson = `
  p.id, p.kind, p.signer, p.name, p.media_type as "mediaType", p.bytes, ${instant('p.added_at')} as "addedAt", ${person('p.added_by')} as "addedBy"`

export const noticeJson = `
  n.id, n.subject, n.body, n.channel, n.sent_to as "to", n.state, ${instant('n.due_at')} as "dueAt", ${instant('n.sent_at')} as "sentAt", n.fault, n.attempts`

const whole = `
  select ${columns('$2')}, null as sort_key, s.origin_unlocode, s.destination_unlocode, s.planned_pickup_at, s.planned_delivery_at, s.eta_earliest,
         s.eta_latest, s.eta_basis, s.eta_shipments, s.eta_since, s.eta_computed_at, s.packages, s.delivered_packages, s.weight_g, s.volume_cm3, s.goods,
         s.tracking_check, s.version, a.owner_id, a.team_id,
         ${listOf('select r.kind, r.value from shipment_references r where r.shipment_id = s.id order by r.kind, r.value')} as "references",
         ${listOf(`select l.id, l.sequence, l.mode, l.carrier, l.conveyance, l.equipment_kind as "equipmentKind", l.equipment_number as "equipmentNumber",
           l.origin, l.destination, ${instant('l.planned_departure')} as "plannedDeparture", ${instant('l.planned_arrival')} as "plannedArrival"
           from shipment_legs l where l.shipment_id = s.id order by l.sequence`)} as legs,
         ${listOf(`select m.id, m.code, m.kind, ${instant('m.at')} as at, m.day_only as "dayOnly", m.offset_minutes as "offsetMinutes", m.place, m.reason,
           m.source, m.source_detail as "sourceDetail", ${instant('m.recorded_at')} as "recordedAt", ${person('m.recorded_by')} as "recordedBy"
           from shipment_milestones m join milestone_codes c on c.code = m.code where m.shipment_id = s.id order by m.at, c.rank, m.id`)} as milestones,
         ${listOf(`select ${exceptionJson} from shipment_exceptions e where e.shipment_id = s.id order by e.resolved_at is not null, e.opened_at desc`)} as exceptions,
         ${listOf(`select ${proofJson} from shipment_proofs p where p.shipment_id = s.id order by p.added_at`)} as proofs,
         ${listOf(`select ${noticeJson} from shipment_notices n where n.shipment_id = s.id order by n.created_at desc, n.id desc`)} as notices
  from   shipments s join accounts a on a.id = s.account_id left join orders o on o.id = s.order_id
  where  s.id = $1 and a.deleted_at is null`

export async function findShipment(db: Db, id: Id, today: string): Promise<WholeShipment | undefined> {
  const [row] = await prepared<WholeShipment & Record<string, unknown>>(db, 'shipment-by-id', whole, [id, today])
  return row
}
