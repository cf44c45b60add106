import { many, maybe, message, one } from '../message/definition.ts'
import { deliveryTerms, references } from './groups.ts'
import { BGM, CNT, DOC, DTM, FTX } from './segments/document.ts'
import { GDS } from './segments/goods.ts'
import { CUX, MOA } from './segments/money.ts'
import { COM, CTA } from './segments/parties.ts'
import { TSR } from './segments/transport.ts'
import {
  carriage,
  carriageParties,
  chargePayments,
  charges,
  goodsItems,
  government,
  journeyPlaces,
  transportEquipment,
} from './transport-groups.ts'

/** Instruction, firm booking and its confirmation share one structure (D.96A to D.01B); the booking messages use less of it. */
const carriageMessage = {
  BGM: one(BGM),
  CTA: maybe(CTA),
  COM: many(COM, 9),
  DTM: many(DTM, 9),
  TSR: many(TSR, 9),
  CUX: many(CUX, 9),
  MOA: many(MOA, 99),
  FTX: many(FTX, 99),
  CNT: many(CNT, 9),
  DOC: many(DOC, 9),
  GDS: many(GDS, 9),
  places: journeyPlaces('SG1', 99),
  deliveryTerms: deliveryTerms('SG2', 2),
  references: references('SG3', 999),
  government: government('SG4', 'SG5', 9),
  charges: charges('SG6', 99),
  payments: chargePayments('SG7'),
  transports: carriage('SG8', ['SG9', 'SG10'], 99),
  parties: carriageParties('SG11', ['SG12', 'SG13', 'SG14', 'SG15', 'SG16']),
  goods: goodsItems('SG18'),
  equipment: transportEquipment('SG37'),
}

export const iftmin = message('edifact', 'IFTMIN', '运输指示', 'Transport instruction', carriageMessage)
export const iftmbf = message('edifact', 'IFTMBF', '确定订舱', 'Firm booking', carriageMessage)
export const iftmbc = message('edifact', 'IFTMBC', '订舱确认', 'Booking confirmation', carriageMessage)
