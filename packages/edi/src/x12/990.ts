import { loop, many, maybe, message, one } from '../message/definition.ts'
import { L9 } from './segments/freight-invoice.ts'
import { G62, K1, N9 } from './segments/references.ts'
import { B1, V9 } from './segments/status.ts'
import { N7, S5 } from './segments/transport.ts'

export const x990 = message(
  'x12',
  '990',
  '运输委托回复',
  'Response to a load tender',
  {
    B1: one(B1),
    N9: many(N9, 10),
    G62: many(G62, 6),
    N7: maybe(N7),
    L9: many(L9, 40),
    V9: many(V9, 10),
    K1: many(K1, 10),
    stops: loop('0100', '停靠点', 'Stop', 999, { S5: one(S5), N9: many(N9, 10), G62: many(G62, 6), K1: many(K1, 10) }),
  },
  'GF',
)
