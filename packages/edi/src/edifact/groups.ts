import { loop, many, maybe, one } from '../message/definition.ts'
import { DOC, DTM, FTX, LOC, RFF } from './segments/document.ts'
import { DGS, HAN, MEA, PCI, RNG, SEL } from './segments/goods.ts'
import { ALI, GIN, PAC, QTY, RCS, SCC } from './segments/lines.ts'
import { AJT, ALC, APR, CUX, MOA, PAT, PCD, PRI, RTE, TAX, TOD } from './segments/money.ts'
import { COM, CTA, FII, NAD } from './segments/parties.ts'
import { EQA, EQD, TDT } from './segments/transport.ts'

/** Segment groups that several messages have; each numbers them in its own way. */

export const references = (id: string, max: number) =>
  loop(id, '参考号', 'Reference', max, { RFF: one(RFF), DTM: many(DTM, 5) })
export const contacts = (id: string, max = 5) =>
  loop(id, '联系人', 'Contact', max, { CTA: one(CTA), COM: many(COM, 9) })
export const documents = (id: string, max: number) =>
  loop(id, '单证', 'Document', max, { DOC: one(DOC), DTM: many(DTM, 5) })

/** As orders, despatch advices and invoices name them; `ids` for references, documents and contacts. */
export const tradeParties = (id: string, max: number, ids: readonly [string, string, string]) =>
  loop(id, '当事方', 'Party', max, {
    NAD: one(NAD),
    LOC: many(LOC, 99),
    FII: many(FII, 5),
    references: references(ids[0], 9999),
    documents: documents(ids[1], 5),
    contacts: contacts(ids[2]),
  })

export const taxes = (id: string, max: number) =>
  loop(id, '税', 'Duty or tax', max, { TAX: one(TAX), MOA: many(MOA, 9), LOC: many(LOC, 9) })
export const currencies = (id: string, max: number) =>
  loop(id, '币种', 'Currency', max, { CUX: one(CUX), DTM: many(DTM, 5) })
export const payments = (id: string, max: number) =>
  loop(id, '付款条件', 'Payment terms', max, {
    PAT: one(PAT),
    DTM: many(DTM, 5),
    PCD: many(PCD, 99),
    MOA: many(MOA, 99),
  })
export const deliveryTerms = (id: string, max: number) =>
  loop(id, '交货条件', 'Delivery terms', max, { TOD: one(TOD), LOC: many(LOC, 9) })
export const transports = (id: string, inner: string, max: number) =>
  loop(id, '运输', 'Transport', max, {
    TDT: one(TDT),
    places: loop(inner, '地点', 'Place', 10, { LOC: one(LOC), DTM: many(DTM, 5) }),
  })
export const places = (id: string, max: number) =>
  loop(id, '地点', 'Place', max, { LOC: one(LOC), QTY: many(QTY, 100), PCD: maybe(PCD), DTM: many(DTM, 5) })
export const packages = (id: string, inner: string, max: number) =>
  loop(id, '包装', 'Package', max, {
    PAC: one(PAC),
    MEA: many(MEA, 10),
    QTY: many(QTY, 5),
    DTM: many(DTM, 5),
    marks: loop(inner, '唛头', 'Marking', 9999, {
      PCI: one(PCI),
      RFF: maybe(RFF),
      DTM: many(DTM, 5),
      GIN: many(GIN, 99),
    }),
  })
export const equipment = (id: string, max: number) =>
  loop(id, '设备', 'Equipment', max, {
    EQD: one(EQD),
    MEA: many(MEA, 5),
    SEL: many(SEL, 25),
    EQA: many(EQA, 5),
    HAN: many(HAN, 10),
    FTX: many(FTX, 5),
  })
/** When how much is to come. */
export const schedules = (id: string, inner: string, max: number) =>
  loop(id, '交货计划', 'Schedule', max, {
    SCC: one(SCC),
    FTX: many(FTX, 5),
    RFF: many(RFF, 5),
    quantities: loop(inner, '计划数量', 'Scheduled quantity', 10, { QTY: one(QTY), DTM: many(DTM, 5) }),
  })
export const requirements = (id: string) =>
  loop(id, '要求与条件', 'Requirement or condition', 999, {
    RCS: one(RCS),
    RFF: many(RFF, 5),
    DTM: many(DTM, 5),
    FTX: many(FTX, 99_999),
  })
export const dangerousGoods = (id: string, inner: string) =>
  loop(id, '危险品', 'Dangerous goods', 999, { DGS: one(DGS), FTX: many(FTX, 5), contacts: contacts(inner, 99) })
export const adjustments = (id: string) => loop(id, '调整', 'Adjustment', 9, { AJT: one(AJT), FTX: many(FTX, 5) })
export const prices = (id: string, max: number) =>
  loop(id, '价格', 'Price', max, {
    PRI: one(PRI),
    CUX: maybe(CUX),
    APR: many(APR, 99),
    RNG: maybe(RNG),
    DTM: many(DTM, 5),
  })

/** Allowances and charges: the quantity, percentage, amount or rate each comes from is a group, since a range may limit it. */
export const allowances = (id: string, max: number) =>
  loop(id, '折扣或费用', 'Allowance or charge', max, {
    ALC: one(ALC),
    ALI: many(ALI, 5),
    FTX: maybe(FTX),
    DTM: many(DTM, 5),
    quantity: loop('QTY', '数量', 'Quantity', 1, { QTY: one(QTY), RNG: maybe(RNG) }),
    percentage: loop('PCD', '百分比', 'Percentage', 1, { PCD: one(PCD), RNG: maybe(RNG) }),
    amounts: loop('MOA', '金额', 'Amount', 2, { MOA: one(MOA), RNG: maybe(RNG) }),
    rate: loop('RTE', '费率', 'Rate', 1, { RTE: one(RTE), RNG: maybe(RNG) }),
    taxes: taxes('TAX', 5),
  })
