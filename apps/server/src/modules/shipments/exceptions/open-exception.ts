import type { ShipmentExceptionKind } from '@quayside/contract'
import { prepared, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import { type Id, newId } from '../../../platform/ids.ts'

export interface NewException {
  shipment: { id: Id; number: string; account_id: Id }
  kind: ShipmentExceptionKind
  severity: string
  detectedBy: 'rule' | 'staff' | 'partner'
  /** What it is about: one fact is found once, however often it is looked for. */
  fact: string
  note?: string
  packages?: number | null
  milestoneId?: Id | null
  actorId: Id | null
  now: Date
}

/** Returns its id; undefined when this fact was found before. */
export async function openException(tx: Tx, found: NewException): Promise<Id | undefined> {
  const {
    shipment,
    kind,
    severity,
    detectedBy,
    fact,
    note = '',
    packages = null,
    milestoneId = null,
    actorId,
    now,
  } = found
  const text = `
    insert into shipment_exceptions (id, shipment_id, kind, severity, detected_by, fact, note, packages, milestone_id, opened_at, opened_by)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (shipment_id, fact) do nothing returning id`
  const values = [
    newId(),
    shipment.id,
    kind,
    severity,
    detectedBy,
    fact,
    note.slice(0, 2_000),
    packages,
    milestoneId,
    now,
    actorId,
  ]
  const [row] = await prepared<{ id: Id }>(tx, 'open-exception', text, values)
  if (!row) return undefined
  await recordEvent(tx, {
    kind: 'shipment.exception',
    subject: { type: 'shipment', id: shipment.id },
    accountId: shipment.account_id,
    actorId,
    at: now,
    data: { number: shipment.number, exceptionId: row.id, exception: kind, severity },
  })
  return row.id
}
