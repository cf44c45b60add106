import { called, must, segment } from '../../message/definition.ts'
import { x } from '../elements.ts'

export const BEG = segment('BEG', '采购订单起始', 'Purchase order', {
  purpose: must(x[353]),
  kind: must(x[92]),
  purchaseOrder: must(x[324]),
  release: x[328],
  date: must(x[373]),
  contract: x[367],
  acknowledgment: x[587],
  invoiceType: x[1019],
  contractType: x[1166],
  category: called({ ...x[587], id: '1232' }, '采购类别', 'Purchase category'),
  security: x[786],
  transaction: x[640],
})

export const BAK = segment('BAK', '订单确认起始', 'Purchase order acknowledgment', {
  purpose: must(x[353]),
  acknowledgment: must(x[587]),
  purchaseOrder: must(x[324]),
  date: must(x[373]),
  release: x[328],
  request: x[326],
  contract: x[367],
  reference: x[127],
  acknowledged: called(x[373], '确认日期', 'Date acknowledged'),
  transaction: x[640],
})

export const BCH = segment('BCH', '订单变更起始', 'Purchase order change', {
  purpose: must(x[353]),
  kind: must(x[92]),
  purchaseOrder: must(x[324]),
  release: x[328],
  sequence: x[327],
  date: must(x[373]),
  request: x[326],
  contract: x[367],
  reference: x[127],
  acknowledged: called(x[373], '确认日期', 'Date acknowledged'),
  changed: called(x[373], '变更日期', 'Date of change'),
  contractType: x[1166],
  security: x[786],
  acknowledgment: x[587],
  transaction: x[640],
})

export const BSN = segment(
  'BSN',
  '发货通知起始',
  'Ship notice',
  {
    purpose: must(x[353]),
    shipment: must(x[396]),
    date: must(x[373]),
    time: must(x[337]),
    structure: x[1005],
    transaction: x[640],
    reason: x[641],
  },
  'C0706',
)

export const BIG = segment('BIG', '发票起始', 'Invoice', {
  date: must(called(x[373], '发票日期', 'Invoice date')),
  invoice: must(x[76]),
  orderDate: called(x[373], '订单日期', 'Order date'),
  purchaseOrder: x[324],
  release: x[328],
  sequence: x[327],
  transaction: x[640],
  purpose: x[353],
  action: x[306],
  invoice2: x[76],
})
