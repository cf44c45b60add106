import { loop, many, maybe, message, one } from '../message/definition.ts'
import { LEP, LFH, LH1, LH2, LH3, LH4, LH6, LHT } from './segments/hazardous.ts'
import { G61, N1, N2, N3, N4 } from './segments/parties.ts'
import { B2A, G62, L11, MEA, NTE } from './segments/references.ts'
import { AT5, AT8, B2, L3, L5, LAD, M7, MS3, N7, N7A, N7B, OID, PLD, S5 } from './segments/transport.ts'

const equipment = { N7: one(N7), N7A: maybe(N7A), N7B: maybe(N7B), MEA: many(MEA, 10), M7: many(M7, 2) }

const hazardous = (contact: string, material: string) =>
  loop(contact, '危险品联系人', 'Hazardous contact', 99, {
    G61: one(G61),
    L11: many(L11, 5),
    LH6: many(LH6, 6),
    materials: loop(material, '危险品', 'Hazardous material', 25, {
      LH1: one(LH1),
      LH2: many(LH2, 4),
      LH3: many(LH3, 12),
      LFH: many(LFH, 20),
      LEP: many(LEP, 3),
      LH4: maybe(LH4),
      LHT: many(LHT, 3),
    }),
  })

export const x204 = message(
  'x12',
  '204',
  '公路运输委托',
  'Motor carrier load tender',
  {
    B2: one(B2),
    B2A: one(B2A),
    L11: many(L11, 300),
    G62: many(G62, 2),
    MS3: maybe(MS3),
    AT5: many(AT5, 6),
    PLD: maybe(PLD),
    LH6: many(LH6, 6),
    NTE: many(NTE, 10),
    parties: loop('0100', '当事方', 'Party', 5, {
      N1: one(N1),
      N2: maybe(N2),
      N3: many(N3, 2),
      N4: maybe(N4),
      L11: many(L11, 10),
      G61: many(G61, 3),
    }),
    equipment: loop('0200', '设备', 'Equipment', 10, equipment),
    stops: loop('0300', '停靠点', 'Stop', 999, {
      S5: one(S5),
      L11: many(L11, 50),
      G62: many(G62, 10),
      AT8: maybe(AT8),
      LAD: many(LAD, 999),
      AT5: many(AT5, 6),
      PLD: maybe(PLD),
      NTE: many(NTE, 20),
      parties: loop('0310', '当事方', 'Party', 5, {
        N1: one(N1),
        N2: maybe(N2),
        N3: many(N3, 2),
        N4: maybe(N4),
        G61: many(G61, 3),
      }),
      goods: loop('0320', '货物', 'Goods', 99, {
        L5: one(L5),
        AT8: maybe(AT8),
        contacts: hazardous('0325', '0330'),
      }),
      orders: loop('0350', '订单', 'Order', 999, {
        OID: one(OID),
        G62: many(G62, 2),
        LAD: many(LAD, 999),
        goods: loop('0360', '货物', 'Goods', 99, {
          L5: one(L5),
          AT8: maybe(AT8),
          contacts: hazardous('0365', '0370'),
        }),
      }),
      equipment: loop('0380', '设备', 'Equipment', 10, equipment),
    }),
    L3: maybe(L3),
  },
  'SM',
)
