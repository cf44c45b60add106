import type { ShipmentExceptionKind } from '@quayside/contract'
import { prepared, type Tx } from '../../../platform/database.ts'
import type { Id } from '../../../platform/ids.ts'
import { openException } from './open-exception.ts'

interface Happened {
  shipment: { id: Id; number: string; account_id: Id }
  told: { code: string; reason?: string | null; source: string }
  milestoneId: Id
  actorId: Id | null
  now: Date
}

/** Some milestones are troubles by themselves: the rules say which, and how grave. */
export async function exceptionOfMilestone(
  tx: Tx,
  { shipment, told, milestoneId, actorId, now }: Happened,
): Promise<void> {
  const [rule] = await prepared<{ kind: ShipmentExceptionKind; severity: string }>(
    tx,
    'rule-of-code',
    `select kind, severity from shipment_rules where trigger = 'code' and code = $1 and active`,
    [told.code],
  )
  if (rule)
    await openException(tx, {
      shipment,
      kind: rule.kind,
      severity: rule.severity,
      detectedBy: told.source === 'staff' ? 'staff' : 'partner',
      fact: `${told.code}:${milestoneId}`,
      note: told.reason ?? '',
      milestoneId,
      actorId,
      now,
    })
  const settles = settledBy[told.code]
  if (settles) await settle(tx, shipment.id, settles, told.code, now)
}

/** What ends a trouble without anybody's doing. Damage and loss stay until a person has dealt with them. */
const settledBy: Readonly<Record<string, readonly ShipmentExceptionKind[]>> = {
  customsReleased: ['customsHold'],
  released: ['held'],
  found: ['loss'],
  outForDelivery: ['failedDelivery', 'silence'],
  delivered: ['delay', 'overdue', 'silence', 'failedDelivery', 'held', 'customsHold'],
  cancelled: ['delay', 'overdue', 'silence', 'failedDelivery', 'held', 'customsHold'],
  returned: ['delay', 'overdue', 'silence', 'failedDelivery', 'held', 'customsHold', 'refusal'],
}

async function settle(tx: Tx, shipmentId: Id, kinds: readonly string[], code: string, now: Date): Promise<void> {
  await prepared(
    tx,
    'settle-exceptions',
    `update shipment_exceptions set resolved_at = $3, resolution = $4, version = version + 1
     where shipment_id = $1 and kind = any ($2) and resolved_at is null`,
    [shipmentId, kinds, now, `milestone:${code}`],
  )
}
