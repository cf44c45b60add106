import { loop, many, maybe, one } from '../message/definition.ts'
import { PAL, PKG, TD1, TD3, TD4, TD5 } from './segments/carriage.ts'
import { IT3, LIN, PID, PO3, PO4, SCH, SLN, TC2 } from './segments/order-lines.ts'
import { N1, N2, N3, N4, PER } from './segments/parties.ts'
import { DTM, LM, LQ, MAN, MEA, MSG, MTX, N9, PWK, QTY, REF, SDQ } from './segments/references.ts'
import { AMT, CSH, CTP, CTT, CUR, FOB, ITD, LDT, PAM, PCT, SAC, SI, TAX, TXI } from './segments/terms.ts'

// What orders, their answers and their changes have alike; they differ in the head and in the line that begins an item.

const unlimited = 999_999

export const carriage = { TD1: many(TD1, 10), TD5: many(TD5, 12), TD3: many(TD3, 12), TD4: many(TD4, 5) }

export const charges = (id: string) =>
  loop(id, '折让与费用', 'Allowance or charge', 25, { SAC: one(SAC), CUR: maybe(CUR), CTP: maybe(CTP) })

export const texts = (id: string) =>
  loop(id, '文字', 'Text', 1000, {
    N9: one(N9),
    DTM: many(DTM, 5),
    MSG: many(MSG, 1000),
    MTX: many(MTX, unlimited),
    PWK: many(PWK, unlimited),
  })

export const parties = (id: string) =>
  loop(id, '当事方', 'Party', 200, {
    N1: one(N1),
    N2: many(N2, 2),
    N3: many(N3, 2),
    N4: many(N4, 10),
    QTY: many(QTY, 5),
    REF: many(REF, 12),
    PER: many(PER, 10),
    SI: many(SI, 10),
    DTM: many(DTM, 10),
    FOB: maybe(FOB),
    SCH: many(SCH, 10),
    ...carriage,
    PKG: maybe(PKG),
  })

export const codeLists = (id: string) =>
  loop(id, '行业代码', 'Industry codes', unlimited, { LM: one(LM), LQ: many(LQ, 100) })

/** Everything between the first segment and the first line. */
export const head = {
  CUR: maybe(CUR),
  REF: many(REF, unlimited),
  PER: many(PER, 3),
  TAX: many(TAX, unlimited),
  FOB: many(FOB, unlimited),
  CTP: many(CTP, unlimited),
  PAM: many(PAM, 10),
  CSH: many(CSH, 5),
  charges: charges('SAC'),
  ITD: many(ITD, unlimited),
  DTM: many(DTM, 10),
  LDT: many(LDT, 12),
  LIN: many(LIN, 5),
  SI: many(SI, unlimited),
  PID: many(PID, 200),
  MEA: many(MEA, 40),
  PWK: many(PWK, 25),
  PKG: many(PKG, 200),
  ...carriage,
  MAN: many(MAN, 10),
  PCT: many(PCT, unlimited),
  TXI: many(TXI, unlimited),
  amounts: loop('AMT', '金额', 'Amount', unlimited, {
    AMT: one(AMT),
    REF: many(REF, 10),
    DTM: maybe(DTM),
    PCT: many(PCT, 10),
  }),
  texts: texts('N9'),
  parties: parties('N1'),
  codeLists: codeLists('LM'),
}

const subLines = (id: string) =>
  loop(id, '子行', 'Sub-line', 1000, {
    SLN: one(SLN),
    MSG: many(MSG, unlimited),
    SI: many(SI, unlimited),
    PID: many(PID, 1000),
    PO3: many(PO3, 104),
    TC2: many(TC2, unlimited),
    DTM: many(DTM, 10),
    CTP: many(CTP, 25),
    PAM: many(PAM, 10),
    PO4: maybe(PO4),
    TAX: many(TAX, 3),
    texts: texts(`${id}N9`),
    charges: charges(`${id}SAC`),
    quantities: loop(`${id}QTY`, '数量', 'Quantity', unlimited, { QTY: one(QTY), SI: many(SI, unlimited) }),
    parties: parties(`${id}N1`),
  })

/** Of a line, behind its first segment. */
export const lineFront = {
  LIN: many(LIN, unlimited),
  SI: many(SI, unlimited),
  CUR: maybe(CUR),
  PO3: many(PO3, 25),
  prices: loop('CTP', '价格', 'Price', unlimited, { CTP: one(CTP), CUR: maybe(CUR) }),
  PAM: many(PAM, 10),
  MEA: many(MEA, 40),
  descriptions: loop('PID', '描述', 'Description', 1000, { PID: one(PID), MEA: many(MEA, 10) }),
  PWK: many(PWK, 25),
  PO4: many(PO4, unlimited),
  REF: many(REF, unlimited),
  PER: many(PER, 5),
  charges: charges('LSAC'),
  ITD: many(ITD, 2),
  TAX: many(TAX, unlimited),
  FOB: many(FOB, unlimited),
  SDQ: many(SDQ, 500),
  IT3: many(IT3, 5),
  DTM: many(DTM, 10),
  TC2: many(TC2, unlimited),
  ...carriage,
  PCT: many(PCT, unlimited),
  MAN: many(MAN, 10),
  MSG: many(MSG, unlimited),
  TXI: many(TXI, unlimited),
}

export const lineBack = {
  quantities: loop('QTY', '数量', 'Quantity', unlimited, { QTY: one(QTY), SI: many(SI, unlimited) }),
  schedules: loop('SCH', '交货计划', 'Schedule', 200, { SCH: one(SCH), ...carriage, REF: many(REF, unlimited) }),
  PKG: many(PKG, 200),
  LDT: many(LDT, 12),
  texts: texts('LN9'),
  parties: parties('LN1'),
  subLines: subLines('SLN'),
  codeLists: codeLists('LLM'),
  amounts: loop('LAMT', '金额', 'Amount', unlimited, { AMT: one(AMT), REF: maybe(REF), PCT: many(PCT, 10) }),
}

export const totals = loop('CTT', '合计', 'Totals', 1, { CTT: one(CTT), AMT: many(AMT, 10) })

export const shipmentParties = loop('N1', '当事方', 'Party', 200, {
  N1: one(N1),
  N2: many(N2, 2),
  N3: many(N3, 2),
  N4: maybe(N4),
  REF: many(REF, 12),
  PER: many(PER, 3),
  FOB: maybe(FOB),
})

export const pallet = maybe(PAL)
