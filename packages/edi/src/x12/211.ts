import { loop, many, maybe, message, must, one } from '../message/definition.ts'
import { AT1, AT2, AT3, AT4, BOL } from './segments/bill-of-lading.ts'
import { LEP, LFH, LH1, LH2, LH3, LH4, LH6, LHT } from './segments/hazardous.ts'
import { G61, N1, N2, N3, N4 } from './segments/parties.ts'
import { B2A, G62, K1, L11, MAN } from './segments/references.ts'
import { CD3, SPO } from './segments/status.ts'
import { AT5, MS2, MS3 } from './segments/transport.ts'

export const x211 = message(
  'x12',
  '211',
  '公路提单',
  'Motor carrier bill of lading',
  {
    BOL: one(BOL),
    B2A: one(B2A),
    MS3: many(MS3, 12),
    MS2: maybe(MS2),
    L11: many(L11, 100),
    G62: many(G62, 6),
    AT5: many(AT5, 50),
    K1: many(K1, 10),
    parties: loop('0100', '当事方', 'Party', 10, {
      N1: one(N1),
      N2: maybe(N2),
      N3: many(N3, 2),
      N4: maybe(N4),
      G61: many(G61, 3),
    }),
    lines: must(
      loop('0200', '提单行', 'Bill of lading line', 9999, {
        AT1: one(AT1),
        L11: many(L11, 100),
        AT3: maybe(AT3),
        AT4: many(AT4, 99),
        details: loop('0210', '明细', 'Detail', 1, {
          AT2: one(AT2),
          MAN: many(MAN, 10),
          contacts: loop('0211', '危险品联系人', 'Hazardous contact', 10, {
            G61: one(G61),
            L11: many(L11, 10),
            LH6: many(LH6, 10),
            materials: loop('0212', '危险品', 'Hazardous material', 99, {
              LH1: one(LH1),
              LH2: many(LH2, 4),
              LH3: many(LH3, 12),
              LFH: many(LFH, 20),
              LEP: many(LEP, 3),
              LH4: maybe(LH4),
              LHT: many(LHT, 3),
            }),
          }),
        }),
      }),
    ),
    orders: loop('0220', '订单', 'Order', 999_999, {
      SPO: one(SPO),
      cartons: loop('0221', '包件', 'Carton', 999_999, { CD3: one(CD3), L11: many(L11, 20), MAN: many(MAN, 9999) }),
    }),
  },
  'BL',
)
