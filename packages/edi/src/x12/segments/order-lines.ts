import { must, segment } from '../../message/definition.ts'
import { productRules, products, unitOfMeasure, x } from '../elements.ts'

export const PO1 = segment(
  'PO1',
  '订单行',
  'Order line',
  { line: x[350], quantity: x[330], unit: x[355], price: x[212], basis: x[639], ...products },
  'C0302',
  'C0504',
  ...productRules(6),
)

export const POC = segment(
  'POC',
  '订单行变更',
  'Line item change',
  {
    line: x[350],
    change: must(x[670]),
    quantity: x[330],
    left: x[671],
    unit: unitOfMeasure,
    price: x[212],
    basis: x[639],
    ...products,
  },
  ...productRules(8),
)

export const IT1 = segment(
  'IT1',
  '发票行',
  'Invoice line',
  { line: x[350], quantity: x[358], unit: x[355], price: x[212], basis: x[639], ...products },
  ...productRules(6),
)

export const IT3 = segment('IT3', '附加项目数据', 'Additional item data', {
  units: x[382],
  unit: x[355],
  status: x[368],
  difference: x[383],
  reason: x[371],
})

export const ACK = segment(
  'ACK',
  '行确认',
  'Line item acknowledgment',
  {
    status: must(x[668]),
    quantity: x[380],
    unit: x[355],
    dateQualifier: x[374],
    date: x[373],
    request: x[326],
    ...products,
    agency: x[559],
    source: x[822],
    industry: x[1271],
  },
  'P0203',
  'C0405',
  ...productRules(7),
)

export const LIN = segment(
  'LIN',
  '项目标识',
  'Item identification',
  {
    line: x[350],
    ...products,
    productQualifier: must(x[235]),
    product: must(x[234]),
    productQualifier11: x[235],
    product11: x[234],
    productQualifier12: x[235],
    product12: x[234],
    productQualifier13: x[235],
    product13: x[234],
    productQualifier14: x[235],
    product14: x[234],
    productQualifier15: x[235],
    product15: x[234],
  },
  ...productRules(2),
)

export const SN1 = segment('SN1', '发货明细', 'Shipment detail', {
  line: x[350],
  units: must(x[382]),
  unit: must(x[355]),
  shippedToDate: x[646],
  ordered: x[330],
  orderedUnit: x[355],
  returnable: x[728],
  status: x[668],
})

export const SLN = segment(
  'SLN',
  '子行',
  'Sub-line',
  {
    line: must(x[350]),
    line2: x[350],
    relationship: must(x[662]),
    quantity: x[380],
    unit: unitOfMeasure,
    price: x[212],
    basis: x[639],
    relationship2: x[662],
    ...products,
  },
  ...productRules(9),
)

export const SCH = segment(
  'SCH',
  '交货计划',
  'Schedule',
  {
    quantity: must(x[380]),
    unit: must(x[355]),
    entity: x[98],
    name: x[93],
    dateQualifier: must(x[374]),
    date: must(x[373]),
    time: x[337],
    dateQualifier2: x[374],
    date2: x[373],
    time2: x[337],
    request: x[326],
    line: x[350],
  },
  'C0403',
)

export const PID = segment(
  'PID',
  '货品描述',
  'Item description',
  {
    kind: must(x[349]),
    characteristic: x[750],
    agency: x[559],
    code: x[751],
    description: x[352],
    position: x[752],
    source: x[822],
    confirmed: x[1073],
    language: x[819],
  },
  'C0403',
  'R0405',
)

export const PO3 = segment('PO3', '附加订单行数据', 'Additional order line', {
  change: must(x[371]),
  date: x[373],
  priceKind: x[236],
  price: x[212],
  basis: x[639],
  quantity: must(x[380]),
  unit: must(x[355]),
  description: x[352],
})

export const PO4 = segment('PO4', '物理特性', 'Physical details', {
  pack: x[356],
  size: x[357],
  unit: x[355],
  packaging: x[103],
  weightQualifier: x[187],
  grossWeight: x[384],
  weightUnit: x[355],
  grossVolume: x[385],
  volumeUnit: x[355],
  length: x[82],
  width: x[189],
  height: x[65],
  dimensionUnit: x[355],
  innerPack: x[810],
  position: x[752],
  line: x[350],
  line2: x[350],
  number: x[1470],
})

export const PRF = segment('PRF', '采购订单参考', 'Purchase order reference', {
  purchaseOrder: must(x[324]),
  release: x[328],
  sequence: x[327],
  date: x[373],
  line: x[350],
  contract: x[367],
  kind: x[92],
})

export const TC2 = segment('TC2', '商品', 'Commodity', { qualifier: must(x[23]), commodity: must(x[22]) })

export const HL = segment('HL', '层级', 'Hierarchical level', {
  id: must(x[628]),
  parent: x[734],
  level: must(x[735]),
  hasChildren: x[736],
})
