import { called, must, segment } from '../../message/definition.ts'
import { x } from '../elements.ts'

export const B3 = segment(
  'B3',
  '运费发票起始',
  "Carrier's invoice",
  {
    qualifier: x[147],
    invoice: must(x[76]),
    shipment: x[145],
    payment: must(x[146]),
    weightUnit: x[188],
    date: must(x[373]),
    netAmount: must(x[193]),
    correction: x[202],
    deliveryDate: x[32],
    dateQualifier: x[374],
    carrier: must(x[140]),
    date2: x[373],
    tariff: x[375],
    terms: x[335],
  },
  'P0910',
)

export const C3 = segment('C3', '币种', 'Currency', {
  currency: must(x[100]),
  rate: x[280],
  currency2: x[100],
  currency3: x[100],
})

export const R3 = segment('R3', '公路路线', 'Motor route', {
  carrier: must(x[140]),
  sequence: must(x[133]),
  city: x[19],
  method: x[91],
  location: x[154],
  invoice: x[76],
  date: x[373],
  amount: x[610],
  description: x[369],
  service: x[284],
  service2: x[284],
  service3: x[284],
})

export const H3 = segment('H3', '特殊处理', 'Special handling', {
  handling: x[152],
  description: x[153],
  protective: x[241],
  vent: x[242],
  tariff: x[257],
})

export const POD = segment('POD', '签收证明', 'Proof of delivery', {
  date: must(x[373]),
  time: x[337],
  name: must(x[93]),
})

export const L0 = segment(
  'L0',
  '行项目数量与重量',
  'Line item quantity and weight',
  {
    line: x[213],
    billedQuantity: x[220],
    billedQualifier: x[221],
    weight: x[81],
    weightQualifier: x[187],
    volume: x[183],
    volumeUnit: x[184],
    quantity: x[80],
    packaging: x[211],
    dunnage: called({ ...x[153], id: '458', max: 25 }, '垫料说明', 'Dunnage description'),
    weightUnit: x[188],
    service: x[56],
    quantity2: x[380],
    packaging2: x[211],
    confirmed: x[1073],
  },
  'P0203',
  'P0405',
  'P0607',
  'P0809',
  'C1104',
)

export const L1 = segment(
  'L1',
  '费率与费用',
  'Rate and charges',
  {
    line: x[213],
    rate: x[60],
    rateQualifier: x[122],
    charge: x[58],
    advances: x[191],
    prepaid: x[117],
    combinationPoint: x[120],
    special: x[150],
    rateClass: x[121],
    entitlement: called({ ...x[16], id: '39' }, '权益代码', 'Entitlement code'),
    payment: x[16],
    description: x[276],
    tariff: x[257],
    declaredValue: x[74],
    declaredQualifier: x[122],
    liability: x[372],
    billedQuantity: x[220],
    billedQualifier: x[221],
    percent: x[954],
    currency: x[100],
    amount: x[610],
  },
  'P0203',
  'R040506',
  'P1415',
  'P1718',
)

export const L4 = segment('L4', '尺寸', 'Measurement', {
  length: must(x[82]),
  width: must(x[189]),
  height: must(x[65]),
  unit: must(x[90]),
  quantity: x[380],
  industry: x[1271],
})

export const L7 = segment('L7', '运价参考', 'Tariff reference', {
  line: x[213],
  agency: x[168],
  tariff: x[171],
  section: x[172],
  item: x[169],
  itemPart: x[170],
  freightClass: x[59],
  supplement: x[173],
  exParte: called({ ...x[171], id: '46', min: 4, max: 4 }, '单方文件', 'Ex parte'),
  date: x[373],
  rateBasis: called({ ...x[171], id: '119', max: 6 }, '费率依据号', 'Rate basis number'),
  column: called({ ...x[172], id: '227' }, '运价栏', 'Tariff column'),
  distance: x[294],
  distanceUnit: called({ ...x[90], id: '295' }, '里程单位', 'Distance qualifier'),
  city: x[19],
  state: x[156],
})

export const L9 = segment('L9', '费用明细', 'Charge detail', {
  special: must(x[150]),
  amount: must(x[782]),
})
