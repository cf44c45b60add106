import { loop, many, maybe, message, one } from '../message/definition.ts'
import { LH2, LH6 } from './segments/hazardous.ts'
import { G61 } from './segments/parties.ts'
import { G62, LX, MAN, N9, NTE, QTY, SDQ } from './segments/references.ts'
import { AMT } from './segments/terms.ts'
import { G66, G69, W6, W01, W05, W09, W20, W66, W76 } from './segments/warehouse.ts'
import { codeLists, parties, references } from './warehouse-parts.ts'

export const x940 = message(
  'x12',
  '940',
  '仓库发货指令',
  'Warehouse shipping order',
  {
    W05: one(W05),
    parties: parties('0100'),
    N9: many(N9, 9999),
    G61: many(G61, 5),
    G62: many(G62, 10),
    NTE: many(NTE, 9999),
    W09: maybe(W09),
    W66: maybe(W66),
    W6: maybe(W6),
    codeLists: codeLists('0200'),
    groups: loop('0300', '分组', 'Group', 9999, {
      LX: one(LX),
      MAN: many(MAN, 9999),
      N9: many(N9, 50),
      SDQ: many(SDQ, 1000),
      parties: parties('0305'),
      G62: many(G62, 10),
      lines: loop('0310', '指令行', 'Order line', 9999, {
        W01: one(W01),
        G69: many(G69, 5),
        references: references('0315'),
        NTE: many(NTE, 5),
        W20: maybe(W20),
        QTY: many(QTY, 10),
        AMT: maybe(AMT),
        G62: many(G62, 10),
        G66: maybe(G66),
        parties: parties('0320'),
        LH2: many(LH2, 6),
        LH6: many(LH6, 6),
        codeLists: codeLists('0325'),
      }),
    }),
    W76: maybe(W76),
  },
  'OW',
)
