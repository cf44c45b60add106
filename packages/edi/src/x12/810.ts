import { loop, many, maybe, message, must, one } from '../message/definition.ts'
import { codeLists, texts } from './order-parts.ts'
import { CAD, PKG } from './segments/carriage.ts'
import { L7 } from './segments/freight-invoice.ts'
import { BIG } from './segments/order-heads.ts'
import { IT1, IT3, PID, PO4, SLN, TC2 } from './segments/order-lines.ts'
import { N1, N2, N3, N4, PER } from './segments/parties.ts'
import { DTM, MEA, NTE, PWK, QTY, REF, SDQ } from './segments/references.ts'
import { AMT, CTP, CTT, CUR, FOB, ISS, ITD, PAM, SAC, TDS, TXI } from './segments/terms.ts'

const parties = (id: string) =>
  loop(id, '当事方', 'Party', 200, {
    N1: one(N1),
    N2: many(N2, 2),
    N3: many(N3, 2),
    N4: maybe(N4),
    REF: many(REF, 12),
    PER: many(PER, 3),
  })
const charges = (id: string) => loop(id, '折让与费用', 'Allowance or charge', 25, { SAC: one(SAC), TXI: many(TXI, 10) })

export const x810 = message(
  'x12',
  '810',
  '发票',
  'Invoice',
  {
    BIG: one(BIG),
    NTE: many(NTE, 100),
    CUR: maybe(CUR),
    REF: many(REF, 12),
    PER: many(PER, 3),
    parties: parties('N1'),
    ITD: many(ITD, 999_999),
    DTM: many(DTM, 10),
    FOB: maybe(FOB),
    PID: many(PID, 200),
    MEA: many(MEA, 40),
    PWK: many(PWK, 25),
    PKG: many(PKG, 25),
    L7: maybe(L7),
    PAM: many(PAM, 40),
    codeLists: codeLists('LM'),
    texts: texts('N9'),
    lines: loop('IT1', '发票行', 'Invoice line', 200_000, {
      IT1: one(IT1),
      QTY: many(QTY, 5),
      CUR: maybe(CUR),
      IT3: many(IT3, 5),
      TXI: many(TXI, 10),
      CTP: many(CTP, 25),
      PAM: many(PAM, 10),
      MEA: many(MEA, 40),
      descriptions: loop('PID', '描述', 'Description', 1000, { PID: one(PID), MEA: many(MEA, 10) }),
      PWK: many(PWK, 25),
      PKG: many(PKG, 25),
      PO4: maybe(PO4),
      ITD: many(ITD, 2),
      REF: many(REF, 999_999),
      PER: many(PER, 5),
      SDQ: many(SDQ, 500),
      DTM: many(DTM, 10),
      CAD: many(CAD, 999_999),
      L7: many(L7, 999_999),
      charges: charges('SAC'),
      subLines: loop('SLN', '子行', 'Sub-line', 1000, {
        SLN: one(SLN),
        DTM: maybe(DTM),
        REF: many(REF, 999_999),
        PID: many(PID, 1000),
        SAC: many(SAC, 25),
        TC2: many(TC2, 2),
        TXI: many(TXI, 10),
      }),
      parties: parties('LN1'),
      codeLists: codeLists('LLM'),
    }),
    TDS: must(maybe(TDS)),
    TXI: many(TXI, 10),
    CAD: maybe(CAD),
    AMT: many(AMT, 999_999),
    charges: charges('TSAC'),
    shipments: loop('ISS', '发运合计', 'Shipment summary', 999_999, { ISS: one(ISS), PID: maybe(PID) }),
    CTT: maybe(CTT),
  },
  'IN',
)
