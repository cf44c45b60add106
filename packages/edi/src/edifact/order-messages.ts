import { loop, many, maybe, message, must, one } from '../message/definition.ts'
import {
  adjustments,
  allowances,
  currencies,
  dangerousGoods,
  deliveryTerms,
  equipment,
  packages,
  payments,
  places,
  prices,
  references,
  requirements,
  schedules,
  taxes,
  tradeParties,
  transports,
} from './groups.ts'
import { BGM, CNT, DOC, DTM, FTX, UNS } from './segments/document.ts'
import { MEA } from './segments/goods.ts'
import { ALI, CAV, CCI, GIN, GIR, IMD, LIN, PIA, QTY, QVR } from './segments/lines.ts'
import { MOA, PAI, PCD } from './segments/money.ts'

/** The three messages of an order, its answer and its change share one structure (D.96A to D.01B). */
const head = {
  BGM: one(BGM),
  DTM: must(many(DTM, 35)),
  PAI: maybe(PAI),
  ALI: many(ALI, 5),
  IMD: many(IMD, 999),
  FTX: many(FTX, 99),
  GIR: many(GIR, 10),
}

const terms = {
  taxes: taxes('SG6', 5),
  currencies: currencies('SG7', 5),
  payments: payments('SG8', 10),
  transports: transports('SG10', 'SG11', 10),
  deliveryTerms: deliveryTerms('SG12', 5),
  packages: packages('SG13', 'SG14', 99),
  equipment: equipment('SG15', 10),
  schedules: schedules('SG16', 'SG17', 10),
  allowances: allowances('SG19', 99),
  requirements: requirements('SG26'),
  dangerous: dangerousGoods('SG27', 'SG27'),
}

const line = {
  LIN: one(LIN),
  PIA: many(PIA, 25),
  IMD: many(IMD, 99),
  MEA: many(MEA, 99),
  QTY: many(QTY, 99),
  PCD: many(PCD, 5),
  ALI: many(ALI, 5),
  DTM: many(DTM, 35),
  MOA: many(MOA, 10),
  GIN: many(GIN, 1000),
  GIR: many(GIR, 1000),
  QVR: maybe(QVR),
  DOC: many(DOC, 99),
  PAI: maybe(PAI),
  FTX: many(FTX, 99),
}

const lineTerms = {
  characteristics: loop('SG29', '特征', 'Characteristic', 999, {
    CCI: one(CCI),
    CAV: many(CAV, 10),
    MEA: many(MEA, 10),
  }),
  payments: payments('SG31', 10),
  prices: prices('SG32', 25),
  references: references('SG33', 9999),
  packages: packages('SG34', 'SG35', 99),
  places: places('SG37', 9999),
  taxes: taxes('SG38', 10),
  parties: tradeParties('SG39', 999, ['SG40', 'SG41', 'SG42']),
  allowances: allowances('SG43', 99),
  transports: transports('SG49', 'SG50', 10),
  deliveryTerms: deliveryTerms('SG51', 5),
  equipment: equipment('SG52', 10),
  schedules: schedules('SG53', 'SG54', 100),
  requirements: requirements('SG55'),
  dangerous: dangerousGoods('SG56', 'SG56'),
}

const end = {
  UNS: one(UNS),
  MOA: many(MOA, 99),
  CNT: many(CNT, 10),
  totals: allowances('SG57', 10),
}

const parties = tradeParties('SG2', 99, ['SG3', 'SG4', 'SG5'])

export const orders = message('edifact', 'ORDERS', '采购订单', 'Purchase order', {
  ...head,
  references: references('SG1', 9999),
  parties,
  ...terms,
  lines: loop('SG28', '行项目', 'Line item', 200_000, { ...line, ...lineTerms }),
  ...end,
})

export const ordrsp = message('edifact', 'ORDRSP', '订单应答', 'Purchase order response', {
  ...head,
  references: references('SG1', 9999),
  adjustments: adjustments('SG2'),
  parties,
  ...terms,
  lines: loop('SG26', '行项目', 'Line item', 200_000, {
    ...line,
    adjustments: adjustments('SG27'),
    ...lineTerms,
  }),
  ...end,
})

export const ordchg = message('edifact', 'ORDCHG', '订单变更', 'Purchase order change', {
  ...head,
  references: references('SG1', 9999),
  parties,
  ...terms,
  lines: loop('SG26', '行项目', 'Line item', 200_000, { ...line, ...lineTerms }),
  ...end,
})
