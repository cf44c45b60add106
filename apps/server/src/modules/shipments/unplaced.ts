import type { MilestoneFault } from '@quayside/contract'
import { prepared, type Tx } from '../../platform/database.ts'
import { type Id, newId } from '../../platform/ids.ts'
import { keyOfReference } from './find-shipment.ts'
import type { ToldMilestone } from './record-milestone.ts'

/** Keeps what was told and could not be put on a shipment. Told again by the same key, it is kept once. */
export async function keepUnplaced(
  tx: Tx,
  told: ToldMilestone,
  {
    fault,
    shipmentId,
    actorId,
    sourceKey,
    now,
  }: { fault: MilestoneFault; shipmentId: Id | null; actorId: Id | null; sourceKey: string | null; now: Date },
): Promise<Id> {
  const text = `
    insert into unplaced_milestones (id, fault, code, kind, told_at, place, unlocode, reason, "references", source, source_detail, source_key,
                                     shipment_id, received_at, received_from, account_ids, keys)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
    on conflict (source_key) do nothing returning id`
  const { references, accountIds = null } =
    'references' in told.shipment ? told.shipment : { references: [], accountIds: null }
  const values = [
    newId(),
    fault,
    told.code.slice(0, 50),
    told.kind,
    told.at.slice(0, 100),
    told.place?.slice(0, 200) ?? null,
    told.unlocode ?? null,
    told.reason?.slice(0, 200) ?? null,
    JSON.stringify(references),
    told.source,
    told.sourceDetail ?? null,
    sourceKey,
    shipmentId,
    now,
    actorId,
    accountIds,
    references.map(keyOfReference).filter((key) => key !== ''),
  ]
  const [row] = await prepared<{ id: Id }>(tx, 'keep-unplaced-milestone', text, values)
  if (row) return row.id
  const [kept] = await prepared<{ id: Id }>(
    tx,
    'unplaced-milestone-by-key',
    'select id from unplaced_milestones where source_key = $1',
    [sourceKey],
  )
  return kept?.id ?? newId()
}

/** Told again when it could be placed: nobody needs to mend it any more. */
export async function settleUnplaced(tx: Tx, sourceKey: string, actorId: Id | null, now: Date): Promise<void> {
  const text = `update unplaced_milestones set state = 'placed', settled_by = $2, settled_at = $3 where source_key = $1 and state = 'open'`
  await prepared(tx, 'settle-unplaced', text, [sourceKey, actorId, now])
}
