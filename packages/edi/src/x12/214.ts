import { loop, many, maybe, message, one } from '../message/definition.ts'
import { G61, N1, N2, N3, N4 } from './segments/parties.ts'
import { G62, K1, L11, LX, MAN } from './segments/references.ts'
import { AT7, B10, CD3, Q7, SPO } from './segments/status.ts'
import { AT5, AT8, M7, MS1, MS2, MS3, N7, OID } from './segments/transport.ts'

const statuses = (id: string) =>
  loop(id, '状态', 'Status', 10, { AT7: one(AT7), MS1: maybe(MS1), MS2: maybe(MS2), M7: many(M7, 2) })

const parties = (id: string, max: number) =>
  loop(id, '当事方', 'Party', max, {
    N1: one(N1),
    N2: maybe(N2),
    N3: many(N3, 2),
    N4: maybe(N4),
    G61: many(G61, 3),
    G62: many(G62, 10),
    L11: many(L11, 10),
  })

const cartons = (id: string, statusId: string) =>
  loop(id, '包件', 'Carton', 999_999, {
    CD3: one(CD3),
    L11: many(L11, 20),
    statuses: statuses(statusId),
    Q7: many(Q7, 10),
    AT8: maybe(AT8),
    MAN: many(MAN, 9999),
    parties: parties(`${id}N1`, 10),
  })

export const x214 = message(
  'x12',
  '214',
  '运输状态',
  'Carrier shipment status',
  {
    B10: one(B10),
    L11: many(L11, 300),
    MAN: many(MAN, 9999),
    K1: many(K1, 10),
    parties: parties('0100', 10),
    carriers: loop('0150', '联运承运人', 'Interline carrier', 12, {
      MS3: one(MS3),
      G62: many(G62, 6),
      L11: many(L11, 10),
    }),
    lines: loop('0200', '明细', 'Line', 999_999, {
      LX: one(LX),
      statuses: statuses('0205'),
      L11: many(L11, 10),
      MAN: many(MAN, 9999),
      Q7: many(Q7, 10),
      K1: many(K1, 10),
      AT5: many(AT5, 10),
      AT8: many(AT8, 10),
      N7: many(N7, 10),
      parties: parties('0206', 10),
      cartons: cartons('0210', '0215'),
      orders: loop('0230', '订单', 'Order', 999_999, {
        SPO: one(SPO),
        cartons: cartons('0231', '0232'),
      }),
      orderDetails: loop('0240', '订单明细', 'Order detail', 999_999, { OID: one(OID), MAN: many(MAN, 9999) }),
    }),
  },
  'QM',
)
