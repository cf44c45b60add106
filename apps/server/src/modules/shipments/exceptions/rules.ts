import type { BodyOf, changeShipmentRule, ShipmentRule } from '@quayside/contract'
import { connectionOf, type Db, prepared, type Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { changedMeanwhile, forbidden, notFound, Refusal } from '../../../platform/refusal.ts'

const columns = 'id, trigger, code, mode, minutes, kind, severity, notify, active, version'
type RuleRow = ShipmentRule & Record<string, unknown>

export async function listRules(db: Db, user: User) {
  const rules = await prepared<RuleRow>(
    db,
    'shipment-rules',
    `select ${columns} from shipment_rules order by trigger, kind, mode nulls first, id`,
    [],
  )
  return { rules, can: { change: user.rights.modules.shipments.change === 'all' } }
}

export async function changeRule(
  tx: Tx,
  user: User,
  id: Id,
  { version, change, now }: { version: number; change: BodyOf<typeof changeShipmentRule>; now: Date },
): Promise<ShipmentRule> {
  if (user.rights.modules.shipments.change !== 'all')
    throw forbidden('Rules hold for every shipment: it takes the right to change all of them.')
  const [before] = await prepared<RuleRow>(
    tx,
    'lock-shipment-rule',
    `select ${columns} from shipment_rules where id = $1 for update`,
    [id],
  )
  if (!before) throw notFound('rule')
  if (before.version !== version) throw changedMeanwhile(before)
  if (change.minutes !== undefined && before.trigger === 'code') {
    const message = 'A rule on a code has no time limit.'
    throw new Refusal('invalidRequest', 422, message, { errors: [{ path: '/minutes', code: 'notHere', message }] })
  }
  const values: unknown[] = [id]
  const sets = Object.entries(change).map(([column, value]) => `${column} = $${values.push(value)}`)
  const { rows } = await connectionOf(tx).query<RuleRow>(
    `update shipment_rules set ${['version = version + 1', ...sets].join(', ')} where id = $1 returning ${columns}`,
    values,
  )
  await recordEvent(tx, {
    kind: 'shipmentRule.changed',
    subject: { type: 'shipmentRule', id },
    actorId: user.id,
    at: now,
    data: { ...change },
  })
  return rows[0] as ShipmentRule
}
