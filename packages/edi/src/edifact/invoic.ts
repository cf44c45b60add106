import { loop, many, maybe, message, must, one } from '../message/definition.ts'
import {
  adjustments,
  allowances,
  contacts,
  currencies,
  deliveryTerms,
  documents,
  equipment,
  packages,
  places,
  prices,
  references,
  requirements,
  taxes,
  transports,
} from './groups.ts'
import { BGM, CNT, DTM, FTX, LOC, RFF, UNS } from './segments/document.ts'
import { DGS, MEA } from './segments/goods.ts'
import { ALI, GIN, GIR, GIS, IMD, LIN, PGI, PIA, QTY, QVR } from './segments/lines.ts'
import { ALC, CUX, MOA, PAI, PAT, PCD, RTE, TAX } from './segments/money.ts'
import { FII, NAD } from './segments/parties.ts'
import { EQD } from './segments/transport.ts'

const parties = (id: string, max: number, ids: readonly [string, string, string]) =>
  loop(id, '当事方', 'Party', max, {
    NAD: one(NAD),
    LOC: many(LOC, 25),
    FII: many(FII, 5),
    MOA: many(MOA, 99),
    references: references(ids[0], 9999),
    documents: documents(ids[1], 5),
    contacts: contacts(ids[2]),
  })
const payments = (id: string) =>
  loop(id, '付款条件', 'Payment terms', 10, {
    PAT: one(PAT),
    DTM: many(DTM, 5),
    PCD: many(PCD, 99),
    MOA: many(MOA, 9),
    PAI: maybe(PAI),
    FII: maybe(FII),
  })

export const invoic = message('edifact', 'INVOIC', '发票', 'Invoice', {
  BGM: one(BGM),
  DTM: must(many(DTM, 35)),
  PAI: maybe(PAI),
  ALI: many(ALI, 5),
  IMD: many(IMD, 1),
  FTX: many(FTX, 99),
  LOC: many(LOC, 10),
  GIS: many(GIS, 10),
  DGS: maybe(DGS),
  GIR: many(GIR, 10),
  references: loop('SG1', '参考号', 'Reference', 99_999, {
    RFF: one(RFF),
    DTM: many(DTM, 5),
    GIR: many(GIR, 5),
    LOC: many(LOC, 2),
    MEA: many(MEA, 5),
    QTY: many(QTY, 2),
    FTX: many(FTX, 5),
    MOA: many(MOA, 2),
    RTE: many(RTE, 99),
  }),
  parties: parties('SG2', 99, ['SG3', 'SG4', 'SG5']),
  taxes: taxes('SG6', 5),
  currencies: currencies('SG7', 99),
  payments: payments('SG8'),
  transports: loop('SG9', '运输', 'Transport', 10, {
    ...transports('SG9', 'SG10', 10).items,
    references: references('SG11', 9999),
  }),
  deliveryTerms: deliveryTerms('SG12', 5),
  equipment: equipment('SG14', 99),
  packages: packages('SG13', 'SG14', 1000),
  allowances: allowances('SG15', 9999),
  requirements: requirements('SG22'),
  adjustments: adjustments('SG24'),
  lines: loop('SG25', '行项目', 'Line item', 9_999_999, {
    LIN: one(LIN),
    PIA: many(PIA, 25),
    PGI: many(PGI, 99),
    IMD: many(IMD, 99),
    MEA: many(MEA, 5),
    QTY: many(QTY, 5),
    PCD: maybe(PCD),
    ALI: many(ALI, 5),
    DTM: many(DTM, 35),
    GIN: many(GIN, 1000),
    GIR: many(GIR, 1000),
    QVR: maybe(QVR),
    EQD: maybe(EQD),
    FTX: many(FTX, 99),
    DGS: many(DGS, 10),
    amounts: loop('SG26', '金额', 'Amount', 99, { MOA: one(MOA), CUX: maybe(CUX) }),
    payments: payments('SG27'),
    prices: prices('SG28', 25),
    references: references('SG29', 10),
    packages: packages('SG30', 'SG31', 10),
    places: places('SG32', 9999),
    taxes: taxes('SG33', 99),
    parties: parties('SG34', 99, ['SG35', 'SG36', 'SG37']),
    allowances: allowances('SG38', 30),
    transports: transports('SG44', 'SG45', 10),
    deliveryTerms: deliveryTerms('SG46', 5),
    requirements: requirements('SG47'),
  }),
  UNS: one(UNS),
  CNT: many(CNT, 10),
  totals: must(
    loop('SG48', '合计', 'Total', 100, {
      MOA: one(MOA),
      references: loop('SG49', '参考号', 'Reference', 1, { RFF: one(RFF), DTM: many(DTM, 5) }),
    }),
  ),
  taxTotals: loop('SG50', '税合计', 'Tax total', 10, { TAX: one(TAX), MOA: many(MOA, 9) }),
  allowanceTotals: loop('SG51', '折扣或费用合计', 'Allowance or charge total', 15, {
    ALC: one(ALC),
    ALI: maybe(ALI),
    MOA: many(MOA, 2),
    FTX: maybe(FTX),
  }),
})
