import {
  MilestoneCode,
  type MilestoneFault,
  type MilestoneKind,
  type MilestoneOutcome,
  type MilestoneSource,
  type ShipmentReference,
} from '@quayside/contract'
import { type Db, prepared, type Tx } from '../../platform/database.ts'
import { type NewEvent, recordEvents } from '../../platform/events.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { notFound } from '../../platform/refusal.ts'
import { exceptionOfMilestone } from './exceptions/exception-of-milestone.ts'
import { findShipmentByReference, type KnownShipment, lockShipment } from './find-shipment.ts'
import { positionOf } from './places.ts'
import { readToldTime, type ToldTime } from './told-time.ts'
import { keepUnplaced, settleUnplaced } from './unplaced.ts'

export interface ToldMilestone {
  shipment: { id: Id } | { references: readonly ShipmentReference[]; accountIds?: readonly Id[] }
  /** One of ours; a code nobody mapped is kept as it was told. */
  code: string
  kind: MilestoneKind
  /** ISO 8601: an instant with its offset, a local time of the company's zone, or a day. */
  at: string
  place?: string | null
  unlocode?: string | null
  reason?: string | null
  source: MilestoneSource
  /** Which partner, which file. */
  sourceDetail?: string | null
  /** The sender's own key: the same key is the same milestone, told again. */
  key?: string | null
}

/** Partners' clocks go wrong by minutes; by more they are wrong. */
const clockTolerance = 15 * 60_000
/** A day alone is over nowhere before noon UTC of the day before, and everywhere two days later. */
const dayTolerance = 26 * 3_600_000

/**
 * Puts what somebody tells on the shipment it is about, once. What cannot be true, or finds no shipment, is kept to be mended
 * and told as the outcome: outside data is no exception.
 * @throws Refusal 404 when a shipment named by its id is out of sight
 */
export async function recordMilestone(
  tx: Tx,
  user: { id: Id } | null,
  told: ToldMilestone,
  now: Date,
): Promise<MilestoneOutcome> {
  const actorId = user?.id ?? null
  const sourceKey = told.key ? `${told.source}:${told.sourceDetail ?? actorId ?? ''}:${told.key}` : null
  const known = sourceKey ? await findByKey(tx, sourceKey) : undefined
  if (known) return { outcome: 'known', shipmentId: known.shipment_id, milestoneId: known.id, keptId: null }

  const found = 'id' in told.shipment ? told.shipment : await findShipmentByReference(tx, told.shipment)
  const shipment = typeof found === 'string' ? undefined : await lockShipment(tx, found.id)
  if (!shipment && 'id' in told.shipment) throw notFound('shipment')
  const time = readToldTime(told.at, await companyZone(tx))
  const fault = faultOf(told, typeof found === 'string' ? found : null, shipment, time, now)
  if (fault || !shipment || !time) {
    const fit = fault ?? 'unknownShipment'
    const shipmentId = shipment?.id ?? null
    const keptId = await keepUnplaced(tx, told, { fault: fit, shipmentId, actorId, sourceKey, now })
    return { outcome: fit, shipmentId, milestoneId: null, keptId }
  }
  return write(tx, { actorId, told, shipment, time, sourceKey, now })
}

function faultOf(
  told: ToldMilestone,
  search: 'unknownShipment' | 'severalShipments' | null,
  shipment: KnownShipment | undefined,
  time: ToldTime | null,
  now: Date,
): MilestoneFault | null {
  if (!MilestoneCode.safeParse(told.code).success) return 'unknownCode'
  if (!time) return 'noSuchDate'
  if (search || !shipment) return search ?? 'unknownShipment'
  if (told.kind !== 'actual') return null
  if (time.at.getTime() > now.getTime() + (time.dayOnly ? dayTolerance : clockTolerance)) return 'future'
  // What will never be may be known before the day of its order.
  if (told.code !== 'cancelled' && shipment.not_before && dayThere(time) < shipment.not_before) return 'beforeOrder'
  return null
}

/** The latest day it may have been anywhere: a milestone is before the order only when it is so in every zone. */
const dayThere = ({ at, dayOnly, offsetMinutes }: ToldTime): string =>
  new Date(at.getTime() + (dayOnly ? 0 : (offsetMinutes ?? 14 * 60) * 60_000)).toISOString().slice(0, 10)

interface Writing {
  actorId: Id | null
  told: ToldMilestone
  shipment: KnownShipment
  time: ToldTime
  sourceKey: string | null
  now: Date
}

async function write(tx: Tx, writing: Writing): Promise<MilestoneOutcome> {
  const { actorId, told, shipment, time, now } = writing
  const milestoneId = await insert(tx, writing)
  if (!milestoneId) {
    const same = await findSame(tx, writing)
    return { outcome: 'known', shipmentId: shipment.id, milestoneId: same ?? null, keptId: null }
  }
  await keepPlan(tx, writing)
  if (writing.sourceKey) await settleUnplaced(tx, writing.sourceKey, actorId, now)
  await prepared(tx, 'settle-shipment', 'select settle_shipments(array[$1::uuid])', [shipment.id])
  const about = { subject: { type: 'shipment', id: shipment.id }, accountId: shipment.account_id, actorId, at: now }
  const data = {
    number: shipment.number,
    milestoneId,
    code: told.code,
    kind: told.kind,
    happenedAt: time.at.toISOString(),
  }
  const place = told.place ?? null
  const events: NewEvent[] = [{ ...about, kind: 'shipment.milestone', data: { ...data, place } }]
  if (told.code === 'delivered' && told.kind === 'actual' && !shipment.delivered_at)
    events.push({ ...about, kind: 'shipment.delivered', data: { ...data, place } })
  await recordEvents(tx, events)
  if (told.kind === 'actual') await exceptionOfMilestone(tx, { shipment, told, milestoneId, actorId, now })
  return { outcome: 'taken', shipmentId: shipment.id, milestoneId, keptId: null }
}

async function insert(tx: Tx, { actorId, told, shipment, time, sourceKey, now }: Writing): Promise<Id | undefined> {
  const position = positionOf(told.unlocode, told.place)
  const text = `
    insert into shipment_milestones (id, shipment_id, code, kind, at, day_only, offset_minutes, place, unlocode, latitude, longitude, reason, source,
                                     source_detail, source_key, recorded_by, recorded_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) on conflict do nothing returning id`
  const [row] = await prepared<{ id: Id }>(tx, 'insert-milestone', text, [
    newId(),
    shipment.id,
    told.code,
    told.kind,
    time.at,
    time.dayOnly,
    time.offsetMinutes,
    told.place?.slice(0, 200) ?? null,
    told.unlocode ?? null,
    position?.latitude ?? null,
    position?.longitude ?? null,
    told.reason?.slice(0, 200) ?? null,
    told.source,
    told.sourceDetail ?? null,
    sourceKey,
    actorId,
    now,
  ])
  return row?.id
}

/** What is planned for pick-up or delivery is the shipment's plan from now on. */
async function keepPlan(tx: Tx, { told, shipment, time }: Writing): Promise<void> {
  if (told.kind !== 'planned' || (told.code !== 'pickedUp' && told.code !== 'delivered')) return
  const column = told.code === 'pickedUp' ? 'planned_pickup_at' : 'planned_delivery_at'
  await prepared(tx, `plan-${column}`, `update shipments set ${column} = $2 where id = $1`, [shipment.id, time.at])
}

async function findByKey(tx: Tx, key: string): Promise<{ id: Id; shipment_id: Id } | undefined> {
  const text = 'select id, shipment_id from shipment_milestones where source_key = $1'
  const [row] = await prepared<{ id: Id; shipment_id: Id }>(tx, 'milestone-by-key', text, [key])
  return row
}

async function findSame(tx: Tx, { told, shipment, time }: Writing): Promise<Id | undefined> {
  const text = `select id from shipment_milestones
    where shipment_id = $1 and code = $2 and kind = $3 and at = $4 and coalesce(place, '') = coalesce($5, '')`
  const place = told.place?.slice(0, 200) ?? null
  const [row] = await prepared<{ id: Id }>(tx, 'same-milestone', text, [
    shipment.id,
    told.code,
    told.kind,
    time.at,
    place,
  ])
  return row?.id
}

export async function companyZone(db: Db): Promise<string> {
  const [row] = await prepared<{ time_zone: string }>(db, 'company-zone', 'select time_zone from company', [])
  return row?.time_zone ?? 'UTC'
}
