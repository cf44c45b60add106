import { loop, message, one } from '../message/definition.ts'
import { head, lineBack, lineFront, totals } from './order-parts.ts'
import { BCH } from './segments/order-heads.ts'
import { POC } from './segments/order-lines.ts'

export const x860 = message(
  'x12',
  '860',
  '采购订单变更',
  'Purchase order change',
  {
    BCH: one(BCH),
    ...head,
    lines: loop('POC', '变更行', 'Changed line', 100_000, { POC: one(POC), ...lineFront, ...lineBack }),
    totals,
  },
  'PC',
)
