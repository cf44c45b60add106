import { loop, message, must, one } from '../message/definition.ts'
import { head, lineBack, lineFront, totals } from './order-parts.ts'
import { BEG } from './segments/order-heads.ts'
import { PO1 } from './segments/order-lines.ts'

export const x850 = message(
  'x12',
  '850',
  '采购订单',
  'Purchase order',
  {
    BEG: one(BEG),
    ...head,
    lines: must(loop('PO1', '订单行', 'Order line', 100_000, { PO1: one(PO1), ...lineFront, ...lineBack })),
    totals,
  },
  'PO',
)
