import { loop, many, message, one } from '../message/definition.ts'
import { head, lineBack, lineFront, totals } from './order-parts.ts'
import { BAK } from './segments/order-heads.ts'
import { ACK, PO1 } from './segments/order-lines.ts'
import { DTM } from './segments/references.ts'

export const x855 = message(
  'x12',
  '855',
  '采购订单确认',
  'Purchase order acknowledgment',
  {
    BAK: one(BAK),
    ...head,
    lines: loop('PO1', '订单行', 'Order line', 100_000, {
      PO1: one(PO1),
      ...lineFront,
      acknowledgments: loop('ACK', '行确认', 'Line acknowledgment', 104, { ACK: one(ACK), DTM: many(DTM, 10) }),
      ...lineBack,
    }),
    totals,
  },
  'PR',
)
