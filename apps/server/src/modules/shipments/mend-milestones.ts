import type { MilestoneCode, MilestoneOutcome, UnplacedMilestone } from '@quayside/contract'
import { z } from 'zod'
import { type Db, prepared, type Tx } from '../../platform/database.ts'
import { recordEvent } from '../../platform/events.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { Id } from '../../platform/ids.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { lockShipment } from './find-shipment.ts'
import { recordMilestone, type ToldMilestone } from './record-milestone.ts'

interface KeptMilestone {
  id: Id
  fault: string
  code: string
  kind: ToldMilestone['kind']
  told_at: string
  place: string | null
  unlocode: string | null
  reason: string | null
  references: { kind: 'other'; value: string }[]
  account_ids: Id[] | null
  source: ToldMilestone['source']
  source_detail: string | null
  source_key: string | null
  shipment_id: Id | null
  shipment_number: string | null
  received_at: Date
  state: string
}

const kept = `
  select u.id, u.fault, u.code, u.kind, u.told_at, u.place, u.unlocode, u.reason, u."references", u.account_ids, u.source, u.source_detail, u.source_key,
         s.id as shipment_id, s.number as shipment_number, u.received_at, u.state
  from   unplaced_milestones u left join shipments s on s.id = u.shipment_id`
const Cursor = z.strictObject({ at: z.iso.datetime(), id: z.uuid() })

/** What waits for one shipment is some dozens. */
const mostAtOnce = 500

export async function listUnplaced(
  db: Db,
  { state, limit, cursor }: { state: string; limit: number; cursor?: string | undefined },
) {
  const after = cursor ? decodeCursor(Cursor, cursor) : null
  const text = `${kept}
    where u.state = $1 and ($2::timestamptz is null or (date_trunc('milliseconds', u.received_at), u.id) < ($2, $3::uuid))
    order by date_trunc('milliseconds', u.received_at) desc, u.id desc limit $4`
  const found = await prepared<KeptMilestone & Record<string, unknown>>(db, 'unplaced-milestones', text, [
    state,
    after?.at ?? null,
    after?.id ?? null,
    limit + 1,
  ])
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows: rows.map(present),
    next: found.length > limit && last ? encodeCursor({ at: last.received_at.toISOString(), id: last.id }) : null,
  }
}

const present = (row: KeptMilestone): z.input<typeof UnplacedMilestone> => ({
  id: row.id,
  fault: row.fault as never,
  code: row.code,
  kind: row.kind,
  at: row.told_at,
  place: row.place,
  references: row.references,
  source: row.source,
  sourceDetail: row.source_detail,
  shipment: row.shipment_id && row.shipment_number ? { id: row.shipment_id, number: row.shipment_number } : null,
  receivedAt: row.received_at.toISOString(),
  state: row.state as never,
})

async function lockOpen(tx: Tx, id: Id): Promise<KeptMilestone> {
  const [row] = await prepared<KeptMilestone & Record<string, unknown>>(
    tx,
    'lock-unplaced',
    `${kept} where u.id = $1 for update of u`,
    [id],
  )
  if (!row) throw notFound('milestone')
  if (row.state !== 'open') throw new Refusal('alreadySettled', 409, 'Somebody has dealt with this milestone already.')
  return row
}

export interface Mending {
  shipmentId?: Id | undefined
  at?: string | undefined
  code?: MilestoneCode | undefined
}

/** Puts it on the shipment as mended; what still cannot be true stays kept, with what was mended and the fault that is left. */
export async function placeMilestone(
  tx: Tx,
  user: { id: Id },
  id: Id,
  mending: Mending,
  now: Date,
): Promise<MilestoneOutcome> {
  return place(tx, user, await lockOpen(tx, id), mending, now)
}

/** `placeWaiting` for those of the shipments, each as of its time, that anything waits for: mostly none. */
export async function placeWaitingOf(tx: Tx, times: ReadonlyMap<Id, Date>): Promise<void> {
  const text = `
    select s.id
    from   unnest($1::uuid[]) s (id)
    cross  join lateral (select array(select r.key from shipment_references r where r.shipment_id = s.id) as keys offset 0) k
    where  exists (select from unplaced_milestones u where u.state = 'open' and u.fault = 'unknownShipment' and u.keys && k.keys)`
  const rows = await prepared<{ id: Id }>(tx, 'shipments-waited-for', text, [[...times.keys()]])
  const awaited = new Set(rows.map(({ id }) => id))
  for (const [id, now] of times) if (awaited.has(id)) await placeWaiting(tx, id, now)
}

/**
 * Puts on a shipment what was told of it before it was opened, as far as whoever told it may tell of that customer. What still fits
 * none, or several, or cannot be true, waits for a person. For followers of the spine, past the row policies.
 */
async function placeWaiting(tx: Tx, shipmentId: Id, now: Date): Promise<void> {
  const text = `${kept}
    where u.state = 'open' and u.fault = 'unknownShipment'
    and   u.keys && (select coalesce(array_agg(r.key), '{}') from shipment_references r where r.shipment_id = $1)
    and  (u.received_from is null or exists (
            select from shipments o join accounts a on a.id = o.account_id
            join   users p on p.id = u.received_from and p.active join user_roles ur on ur.user_id = p.id
            join   role_rights g on g.role_id = ur.role_id and g.module = 'shipments' and g.action in ('change', 'create')
            where  o.id = $1 and (g.scope = 'all' or (g.scope in ('own', 'team') and a.owner_id = p.id)
                                  or (g.scope = 'team' and a.team_id = any (teams_of(p.id))))))
    order by u.received_at, u.id limit ${mostAtOnce} for update of u`
  const rows = await prepared<KeptMilestone & Record<string, unknown>>(tx, 'milestones-waiting', text, [shipmentId])
  if (rows.length === 0) return
  const shipment = await lockShipment(tx, shipmentId)
  if (!shipment) return
  // Only among shipments of this customer: whoever told it may not tell of every other's.
  const account_ids = [shipment.account_id]
  for (const row of rows)
    if (!row.account_ids || row.account_ids.includes(shipment.account_id))
      await place(tx, null, { ...row, account_ids }, {}, now)
}

async function place(
  tx: Tx,
  user: { id: Id } | null,
  row: KeptMilestone,
  mending: Mending,
  now: Date,
): Promise<MilestoneOutcome> {
  const { id } = row
  const shipmentId = mending.shipmentId ?? row.shipment_id
  const told: ToldMilestone = {
    shipment: shipmentId ? { id: shipmentId } : searchOf(row, user),
    code: mending.code ?? row.code,
    kind: row.kind,
    at: mending.at ?? row.told_at,
    place: row.place,
    unlocode: row.unlocode,
    reason: row.reason,
    source: row.source,
    sourceDetail: row.source_detail,
  }
  // Without its key, so that what is still wrong is not kept a second time; the key is given to it below.
  const outcome = await recordMilestone(tx, user, told, now)
  const placed = outcome.outcome === 'taken' || outcome.outcome === 'known'
  if (outcome.keptId)
    await prepared(tx, 'forget-unplaced', 'delete from unplaced_milestones where id = $1', [outcome.keptId])
  const text = `update unplaced_milestones set code = $2, told_at = $3, shipment_id = $4, fault = $5, state = $6, settled_by = $7, settled_at = $8 where id = $1`
  const fault = placed ? row.fault : outcome.outcome
  const settled = placed ? [user?.id ?? null, now] : [null, null]
  await prepared(tx, 'mend-unplaced', text, [
    id,
    told.code,
    told.at,
    outcome.shipmentId,
    fault,
    placed ? 'placed' : 'open',
    ...settled,
  ])
  if (outcome.outcome === 'taken' && row.source_key)
    await prepared(tx, 'key-of-milestone', 'update shipment_milestones set source_key = $2 where id = $1', [
      outcome.milestoneId,
      row.source_key,
    ])
  return { ...outcome, keptId: placed ? null : id }
}

/** A person who places it answers for it; by itself it goes only where its teller may tell. */
const searchOf = ({ references, account_ids }: KeptMilestone, user: { id: Id } | null) =>
  user || !account_ids ? { references } : { references, accountIds: account_ids }

export async function dismissMilestone(tx: Tx, user: { id: Id }, id: Id, now: Date): Promise<void> {
  await lockOpen(tx, id)
  const text = `update unplaced_milestones set state = 'dismissed', settled_by = $2, settled_at = $3 where id = $1`
  await prepared(tx, 'dismiss-unplaced', text, [id, user.id, now])
}

/** Takes back a milestone that was recorded by mistake; the shipment is where the others say. */
export async function retractMilestone(tx: Tx, user: { id: Id }, id: Id, now: Date): Promise<void> {
  const text = 'select m.shipment_id, m.code, m.kind, m.at from shipment_milestones m where m.id = $1'
  const [found] = await prepared<{ shipment_id: Id; code: string; kind: string; at: Date }>(
    tx,
    'milestone-by-id',
    text,
    [id],
  )
  const shipment = found ? await lockShipment(tx, found.shipment_id) : undefined
  if (!found || !shipment) throw notFound('milestone')
  await prepared(tx, 'retract-milestone', 'delete from shipment_milestones where id = $1', [id])
  await prepared(tx, 'settle-shipment', 'select settle_shipments(array[$1::uuid])', [shipment.id])
  await recordEvent(tx, {
    kind: 'shipment.milestoneRetracted',
    subject: { type: 'shipment', id: shipment.id },
    accountId: shipment.account_id,
    actorId: user.id,
    at: now,
    data: { number: shipment.number, code: found.code, kind: found.kind, happenedAt: found.at.toISOString() },
  })
}
