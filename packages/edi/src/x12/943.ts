import { loop, many, maybe, message, one } from '../message/definition.ts'
import { G61 } from './segments/parties.ts'
import { G62, N9, NTE, QTY } from './segments/references.ts'
import { G69, W03, W04, W06, W09, W20, W27, W28 } from './segments/warehouse.ts'
import { codeLists, parties } from './warehouse-parts.ts'

export const x943 = message(
  'x12',
  '943',
  '入库预告',
  'Warehouse stock transfer shipment advice',
  {
    W06: one(W06),
    parties: parties('0100'),
    N9: many(N9, 9999),
    G61: many(G61, 5),
    G62: many(G62, 10),
    NTE: many(NTE, 9999),
    W27: maybe(W27),
    W28: maybe(W28),
    W09: maybe(W09),
    lines: loop('0200', '发运行', 'Shipped item', 9999, {
      W04: one(W04),
      G69: many(G69, 5),
      N9: many(N9, 200),
      W20: many(W20, 5),
      QTY: many(QTY, 10),
      G62: many(G62, 10),
      NTE: many(NTE, 10),
      codeLists: codeLists('0210'),
    }),
    W03: maybe(W03),
  },
  'AR',
)
