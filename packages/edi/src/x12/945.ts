import { loop, many, maybe, message, one } from '../message/definition.ts'
import { PAL } from './segments/carriage.ts'
import { G61 } from './segments/parties.ts'
import { G62, LX, MAN, MEA, N9, NTE, QTY } from './segments/references.ts'
import { AMT } from './segments/terms.ts'
import { G69, W6, W03, W06, W10, W12, W27, W28 } from './segments/warehouse.ts'
import { codeLists, parties } from './warehouse-parts.ts'

export const x945 = message(
  'x12',
  '945',
  '仓库发货回报',
  'Warehouse shipping advice',
  {
    W06: one(W06),
    parties: parties('0100'),
    N9: many(N9, 9999),
    G61: many(G61, 5),
    G62: many(G62, 10),
    NTE: many(NTE, 9999),
    W27: maybe(W27),
    W6: maybe(W6),
    W28: maybe(W28),
    W10: many(W10, 10),
    codeLists: codeLists('0200'),
    groups: loop('0300', '包件', 'Package', 9999, {
      LX: one(LX),
      MAN: many(MAN, 9999),
      PAL: maybe(PAL),
      N9: many(N9, 9999),
      lines: loop('0310', '出库行', 'Shipped item', 9999, {
        W12: one(W12),
        G69: many(G69, 5),
        N9: many(N9, 200),
        G62: many(G62, 10),
        QTY: many(QTY, 10),
        MEA: many(MEA, 40),
        AMT: maybe(AMT),
        W27: maybe(W27),
        parties: parties('0320'),
        codeLists: codeLists('0325'),
      }),
    }),
    W03: maybe(W03),
  },
  'SW',
)
