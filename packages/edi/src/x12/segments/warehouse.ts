import { called, must, segment } from '../../message/definition.ts'
import { x } from '../elements.ts'

const item = {
  caseCode: x[438],
  productQualifier: x[235],
  product: x[234],
  productQualifier2: x[235],
  product2: x[234],
}
const fob = {
  fobCode: called({ ...x[368], id: '215' }, 'FOB 点代码', 'F.O.B. point code'),
  fob: called({ ...x[61], max: 30, id: '216' }, 'FOB 点', 'F.O.B. point'),
}

export const W05 = segment(
  'W05',
  '发货指令',
  'Shipping order',
  {
    status: must(x[473]),
    order: must(x[285]),
    purchaseOrder: x[324],
    linkSequence: x[474],
    masterReference: x[472],
    transaction: x[640],
    action: x[306],
  },
  'P0405',
)

export const W06 = segment('W06', '发运标识', 'Warehouse shipment', {
  reporting: must(x[514]),
  order: x[285],
  date: x[373],
  shipment: x[145],
  agentShipment: x[531],
  purchaseOrder: x[324],
  masterReference: x[472],
  linkSequence: x[474],
  specialHandling: x[152],
  changeReason: called({ ...x[368], id: '640' }, '变更原因', 'Change reason'),
  transaction: x[640],
  action: x[306],
})

export const W17 = segment(
  'W17',
  '入库标识',
  'Warehouse receipt',
  {
    reporting: must(x[514]),
    date: must(x[373]),
    receipt: must(x[394]),
    order: x[285],
    shipment: x[145],
    timeQualifier: x[176],
    time: x[337],
    masterReference: x[472],
    linkSequence: x[474],
    transaction: x[640],
    action: x[306],
  },
  'P0607',
  'P0809',
)

export const W01 = segment(
  'W01',
  '指令行',
  'Order line',
  {
    quantity: must(x[330]),
    unit: must(x[355]),
    ...item,
    freightClass: x[59],
    rateClass: x[121],
    commodityQualifier: x[23],
    commodity: x[22],
    palletBlock: x[416],
    lot: x[451],
    condition: x[286],
    productQualifier3: x[235],
    product3: x[234],
    service: x[560],
  },
  'R0304',
  'P0405',
  'P0607',
  'P1011',
  'P1516',
)

export const W04 = segment(
  'W04',
  '发运行',
  'Shipped item',
  {
    units: must(x[382]),
    unit: must(x[355]),
    ...item,
    freightClass: x[59],
    rateClass: x[121],
    commodityQualifier: x[23],
    commodity: x[22],
    palletBlock: x[416],
    condition: x[893],
    productQualifier3: x[235],
    product3: x[234],
  },
  'R0304',
  'P0405',
  'P0607',
  'P1011',
  'P1415',
)

export const W07 = segment(
  'W07',
  '收货行',
  'Received item',
  {
    quantity: must(x[413]),
    unit: must(x[355]),
    ...item,
    lot: x[451],
    adjustment: x[893],
    productQualifier3: x[235],
    product3: x[234],
  },
  'R0304',
  'P0405',
  'P0607',
  'P1011',
)

export const W12 = segment(
  'W12',
  '出库行',
  'Warehouse item',
  {
    status: must(x[368]),
    ordered: x[330],
    shipped: x[382],
    difference: x[383],
    unit: x[355],
    caseCode: x[438],
    productQualifier: x[235],
    product: x[234],
    lot: x[451],
    weight: x[81],
    weightQualifier: x[187],
    weightUnit: x[188],
    weight2: x[81],
    weightQualifier2: x[187],
    weightUnit2: x[188],
    caseCode2: x[438],
    productQualifier2: x[235],
    product2: x[234],
    reason: called({ ...x[412], id: '860', min: 1, max: 2 }, '差异原因', 'Line item change reason'),
    adjustment: x[893],
    productQualifier3: x[235],
    product3: x[234],
  },
  'R0607',
  'P0708',
  'P101112',
  'P131415',
  'P1718',
  'P2122',
)

export const W13 = segment('W13', '收货异常', 'Item exception', {
  quantity: must(x[380]),
  unit: must(x[355]),
  condition: must(x[412]),
  lot: x[451],
  reason: x[895],
})

export const W20 = segment(
  'W20',
  '包装与重量',
  'Packing and weight',
  {
    pack: x[356],
    size: x[357],
    unit: x[355],
    weight: x[81],
    weightQualifier: x[187],
    weightUnit: x[188],
    unitWeight: x[395],
    volume: x[183],
    volumeUnit: x[184],
    color: called({ ...x[61], max: 10, id: '427' }, '颜色', 'Color'),
  },
  'P0203',
  'P0405',
)

export const W03 = segment(
  'W03',
  '发运合计',
  'Total shipment',
  {
    units: must(x[382]),
    weight: x[81],
    weightUnit: x[355],
    volume: x[183],
    volumeUnit: x[355],
    quantity: x[80],
    quantityUnit: x[355],
  },
  'P0203',
  'P0405',
)

export const W14 = segment('W14', '收货合计', 'Total receipt', {
  received: must(x[413]),
  shipped: x[382],
  damaged: called(x[380], '破损数量', 'Quantity damaged'),
  quantity: x[80],
  quantityUnit: x[355],
})

export const W76 = segment(
  'W76',
  '指令合计',
  'Total order',
  {
    ordered: must(x[330]),
    weight: x[81],
    weightUnit: x[355],
    volume: x[183],
    volumeUnit: x[355],
  },
  'P0203',
  'P0405',
)

export const W66 = segment(
  'W66',
  '承运人',
  'Warehouse carrier',
  {
    payment: must(x[146]),
    method: must(x[91]),
    palletExchange: x[399],
    unitLoad: x[400],
    routing: x[387],
    ...fob,
    codPayment: x[450],
    amount: x[610],
    carrier: x[140],
  },
  'P0809',
)

export const W27 = segment('W27', '承运明细', 'Carrier detail', {
  method: must(x[91]),
  carrier: x[140],
  routing: x[387],
  payment: x[146],
  equipment: x[40],
  initial: x[206],
  number: x[207],
  status: x[368],
  handling: x[152],
  changeReason: called({ ...x[368], id: '732' }, '变更原因', 'Route change reason'),
})

export const W28 = segment('W28', '拼货', 'Consolidation', {
  consolidation: must(called({ ...x[473], id: '395' }, '拼货代码', 'Consolidation code')),
  weight: x[81],
  weightQualifier: x[187],
  weightUnit: x[188],
  stops: called({ ...x[757], id: '403' }, '停靠次数', 'Total stops'),
  location: x[310],
  locationQualifier: x[309],
  masterBill: called({ ...x[531], id: '404' }, '主提单号', 'Master bill of lading'),
})

export const W08 = segment('W08', '收货承运人', 'Receipt carrier', {
  method: must(x[91]),
  carrier: x[140],
  routing: x[387],
  equipment: x[40],
  initial: x[206],
  number: x[207],
  seal: x[225],
  sealStatus: x[407],
  lading: x[145],
})

export const W09 = segment(
  'W09',
  '设备与温度',
  'Equipment and temperature',
  {
    equipment: must(x[40]),
    temperature: x[408],
    temperatureUnit: x[355],
    temperature2: x[408],
    temperatureUnit2: x[355],
    text: x[61],
    vent: x[242],
    humidity: x[380],
    airExchange: x[380],
  },
  'P0203',
  'P0405',
)

export const W10 = segment('W10', '承运补充', 'Additional carrier information', {
  unitLoad: called({ ...x[400], min: 1 }, '单元装载方式', 'Unit load option'),
  pallets: x[406],
  seal: x[225],
  seal2: x[225],
  date: x[373],
  timeQualifier: x[176],
  time: x[337],
})

export const W6 = segment('W6', '特殊处理', 'Special handling', {
  handling: x[152],
  handling2: x[152],
  handling3: x[152],
  handling4: x[152],
})

export const G69 = segment('G69', '描述', 'Description', { description: must(x[369]) })

export const G66 = segment('G66', '运输指示', 'Transportation instructions', {
  payment: x[146],
  method: x[91],
  palletExchange: x[399],
  unitLoad: x[400],
  routing: x[387],
  ...fob,
})
