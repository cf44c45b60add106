import {
  type MappedMilestone,
  milestoneOfIftsta,
  milestoneOfX12Appointment,
  milestoneOfX12Status,
  reasonOfX12,
  type Sentence,
} from '@quayside/contract'
import { sql } from 'kysely'
import type { Tx } from '../../../../platform/database.ts'
import type { Id } from '../../../../platform/ids.ts'
import { keyOfReference, recordMilestone } from '../../../shipments/index.ts'
import { reasons } from '../../reasons.ts'
import type { Settled } from '../settle-message.ts'
import type { InHand } from '../take-message.ts'
import type { Befell, MilestonesSaid } from '../understand/understood.ts'
import { findOrder } from './find-order.ts'
import { quarantined } from './quarantined.ts'

const referencesAtMost = 50
const appointed = 'appointment:'

/**
 * Enters what befell a shipment, all of it or nothing: with a fault in one the message waits as a whole, to be put right, and told
 * again nothing is entered twice.
 */
export async function actOnMilestones(tx: Tx, hand: InHand, said: MilestonesSaid): Promise<Settled> {
  const { reference, befell } = said
  if (said.references.length === 0)
    return quarantined(reasons.referenceMissing({ what: '货运编号', whatEn: 'number of the shipment' }))
  if (befell.length === 0) return quarantined(reasons.statusUnknown({ code: '' }), { reference })
  await sql`savepoint edi_milestones`.execute(tx)
  let shipmentId: Id | null = null
  for (const one of befell) {
    const entered = await enter(tx, hand, said, one)
    if ('why' in entered) {
      await sql`rollback to savepoint edi_milestones`.execute(tx)
      const waitsFor = valuesOf(said).map((value) => keyOfReference({ kind: 'other', value }))
      return quarantined(entered.why, { reference, about: { waitsFor } })
    }
    shipmentId = entered.shipmentId
  }
  const order = await findOrder(tx, hand.partner, reference)
  const accountId = order?.accountId ?? null
  return { status: 'taken', outcome: 'milestone', reference, shipmentId, orderId: order?.id ?? null, accountId }
}

async function enter(
  tx: Tx,
  { partner, message, user, now }: InHand,
  said: MilestonesSaid,
  one: Befell,
): Promise<{ why: Sentence } | { shipmentId: Id | null }> {
  const mapped = mappedOf(said.standard, one.status)
  if (!mapped) return { why: reasons.statusUnknown({ code: one.status.replace(appointed, '') }) }
  if (one.at === '') return { why: reasons.timeMissing() }
  const outcome = await recordMilestone(
    tx,
    user,
    {
      shipment: {
        references: valuesOf(said).map((value) => ({ kind: 'other', value })),
        ...(partner.kind === 'customer' && partner.accountId ? { accountIds: [partner.accountId] } : {}),
      },
      code: mapped.code,
      kind: one.kind === 'actual' ? mapped.kind : one.kind,
      at: one.at,
      place: one.place.slice(0, 200) || null,
      unlocode: one.unlocode || null,
      reason: reasonOfX12[one.reason]?.en ?? (one.reason.slice(0, 100) || null),
      source: 'edi',
      sourceDetail: partner.name,
      key: [message.type, said.reference, one.status, one.kind, one.at].join('/').slice(0, 200),
    },
    now,
  )
  switch (outcome.outcome) {
    case 'taken':
    case 'known':
      return { shipmentId: outcome.shipmentId }
    case 'future':
      return { why: reasons.inFuture({ at: one.at }) }
    case 'beforeOrder':
      return { why: reasons.beforeOrder({ at: one.at }) }
    case 'noSuchDate':
      return { why: reasons.dateWrong({ at: one.at }) }
    case 'unknownCode':
      return { why: reasons.statusUnknown({ code: one.status }) }
    case 'severalShipments':
      return { why: reasons.shipmentsSeveral({ reference: said.reference }) }
    default:
      return { why: reasons.shipmentUnknown({ reference: said.reference }) }
  }
}

const valuesOf = ({ reference, references }: MilestonesSaid): string[] =>
  [...new Set([reference, ...references.map(({ value }) => value)])]
    .map((value) => value.slice(0, 100).trim())
    .filter(Boolean)
    .slice(0, referencesAtMost)

function mappedOf(standard: 'x12' | 'edifact', status: string): MappedMilestone | undefined {
  if (status.startsWith(appointed)) return milestoneOfX12Appointment[status.slice(appointed.length)]
  const map: Readonly<Record<string, MappedMilestone>> = standard === 'x12' ? milestoneOfX12Status : milestoneOfIftsta
  return Object.hasOwn(map, status) ? map[status] : undefined
}
