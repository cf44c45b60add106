import { loop, many, maybe, message, one } from '../message/definition.ts'
import { B3, C3, H3, L0, L1, L4, L7, POD, R3 } from './segments/freight-invoice.ts'
import { G61, N1, N2, N3, N4 } from './segments/parties.ts'
import { G62, K1, L11, LX, MAN, N9 } from './segments/references.ts'
import { CD3, SPO } from './segments/status.ts'
import { ITD } from './segments/terms.ts'
import { L3, L5, M7, N7, OID, S5 } from './segments/transport.ts'

const equipment = (id: string) => loop(id, '设备', 'Equipment', 10, { N7: one(N7), M7: many(M7, 5) })
const name = { N1: one(N1), N2: maybe(N2), N3: many(N3, 2), N4: maybe(N4) }

export const x210 = message(
  'x12',
  '210',
  '公路运费发票',
  'Motor carrier freight invoice',
  {
    B3: one(B3),
    C3: maybe(C3),
    ITD: maybe(ITD),
    L11: many(L11, 300),
    N9: many(N9, 300),
    G62: many(G62, 6),
    R3: many(R3, 12),
    H3: many(H3, 6),
    K1: many(K1, 10),
    parties: loop('0100', '当事方', 'Party', 10, { ...name, L11: many(L11, 10), N9: many(N9, 5), G61: many(G61, 3) }),
    equipment: equipment('0200'),
    orders: loop('0250', '订单', 'Order', 999_999, { OID: one(OID), N9: many(N9, 10), SPO: many(SPO, 999) }),
    stops: loop('0300', '停靠点', 'Stop', 999, {
      S5: one(S5),
      L11: many(L11, 10),
      N9: many(N9, 10),
      G62: many(G62, 10),
      H3: many(H3, 10),
      parties: loop('0310', '当事方', 'Party', 2, { ...name, N9: many(N9, 5), equipment: equipment('0320') }),
    }),
    lines: loop('0400', '费用行', 'Charge line', 9999, {
      LX: one(LX),
      L11: many(L11, 10),
      N9: many(N9, 5),
      POD: maybe(POD),
      L5: many(L5, 30),
      L0: many(L0, 10),
      L1: many(L1, 50),
      L4: many(L4, 10),
      L7: many(L7, 10),
      K1: many(K1, 10),
      orders: loop('0430', '订单', 'Order', 999_999, { SPO: one(SPO), MAN: many(MAN, 9999) }),
      parties: loop('0460', '当事方', 'Party', 999_999, {
        ...name,
        N9: many(N9, 10),
        cartons: loop('0463', '包件', 'Carton', 999_999, {
          CD3: one(CD3),
          N9: many(N9, 20),
          POD: maybe(POD),
          G62: maybe(G62),
        }),
      }),
    }),
    L3: maybe(L3),
  },
  'IM',
)
