import { loop, many, maybe, message, one } from '../message/definition.ts'
import { G61 } from './segments/parties.ts'
import { G62, N9, NTE, QTY } from './segments/references.ts'
import { M7 } from './segments/transport.ts'
import { G69, W07, W08, W09, W13, W14, W17, W20 } from './segments/warehouse.ts'
import { codeLists, parties } from './warehouse-parts.ts'

export const x944 = message(
  'x12',
  '944',
  '入库回报',
  'Warehouse stock transfer receipt advice',
  {
    W17: one(W17),
    parties: parties('0100'),
    N9: many(N9, 9999),
    G61: many(G61, 5),
    G62: many(G62, 10),
    NTE: many(NTE, 9999),
    W08: maybe(W08),
    W09: maybe(W09),
    M7: many(M7, 5),
    lines: loop('0200', '收货行', 'Received item', 9999, {
      W07: one(W07),
      G69: many(G69, 5),
      N9: many(N9, 200),
      W20: many(W20, 5),
      QTY: many(QTY, 10),
      G62: many(G62, 10),
      NTE: many(NTE, 10),
      exceptions: loop('0210', '异常', 'Exception', 10, { W13: one(W13), N9: many(N9, 10) }),
      codeLists: codeLists('0220'),
    }),
    W14: maybe(W14),
  },
  'RE',
)
