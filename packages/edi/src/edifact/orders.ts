import { loop, many, message, must, one } from '../message/definition.ts'
import { BGM, CNT, COM, CTA, CUX, DTM, FTX, IMD, LIN, LOC, MOA, NAD, PIA, PRI, QTY, RFF, UNS } from './segments.ts'

const references = (id: string, max: number) =>
  loop(id, '参考号', 'Reference', max, { RFF: one(RFF), DTM: many(DTM, 5) })
const contacts = (id: string) => loop(id, '联系人', 'Contact', 5, { CTA: one(CTA), COM: many(COM, 5) })

export const orders = message('edifact', 'ORDERS', '采购订单', 'Purchase order', {
  BGM: one(BGM),
  DTM: must(many(DTM, 35)),
  IMD: many(IMD, 999),
  FTX: many(FTX, 99),
  references: loop('SG1', '参考号', 'Reference', 9999, { RFF: one(RFF), DTM: many(DTM, 5) }),
  parties: loop('SG2', '当事方', 'Party', 99, {
    NAD: one(NAD),
    LOC: many(LOC, 25),
    references: references('SG3', 99),
    contacts: contacts('SG5'),
  }),
  currencies: loop('SG7', '币种', 'Currency', 5, { CUX: one(CUX), DTM: many(DTM, 5) }),
  lines: loop('SG28', '行项目', 'Line item', 200_000, {
    LIN: one(LIN),
    PIA: many(PIA, 25),
    IMD: many(IMD, 99),
    QTY: many(QTY, 99),
    DTM: many(DTM, 35),
    MOA: many(MOA, 10),
    FTX: many(FTX, 99),
    prices: loop('SG32', '价格', 'Price', 25, { PRI: one(PRI), DTM: many(DTM, 5) }),
    references: references('SG33', 9999),
    parties: loop('SG39', '当事方', 'Party', 999, { NAD: one(NAD), LOC: many(LOC, 5), contacts: contacts('SG42') }),
  }),
  UNS: one(UNS),
  MOA: many(MOA, 12),
  CNT: many(CNT, 10),
})
