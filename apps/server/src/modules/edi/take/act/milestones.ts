import type { Tx } from '../../../../platform/database.ts'
import { reasons } from '../../reasons.ts'
import type { Settled } from '../settle-message.ts'
import type { InHand } from '../take-message.ts'
import type { MilestonesSaid } from '../understand/understood.ts'
import { quarantined } from './quarantined.ts'

/** Enters what befell a shipment. */
export async function actOnMilestones(_tx: Tx, _hand: InHand, said: MilestonesSaid): Promise<Settled> {
  if (said.references.length === 0)
    return quarantined(reasons.referenceMissing({ what: '货运编号', whatEn: 'number of the shipment' }))
  return quarantined(reasons.shipmentUnknown({ reference: said.reference }), { reference: said.reference })
}
