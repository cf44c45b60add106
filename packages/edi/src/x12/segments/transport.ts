import { called, must, segment } from '../../message/definition.ts'
import { x } from '../elements.ts'

export const B2 = segment('B2', '装运委托', 'Shipment information', {
  tariff: x[375],
  carrier: x[140],
  location: x[154],
  shipment: x[145],
  weightUnit: x[188],
  payment: must(x[146]),
  qualifier: x[147],
  equipmentCount: x[226],
  weightCode: x[195],
  customs: x[501],
  terms: x[335],
  paymentMethod: x[591],
})

export const MS3 = segment(
  'MS3',
  '联运信息',
  'Interline information',
  {
    carrier: must(x[140]),
    sequence: must(x[133]),
    city: x[19],
    method: x[91],
    state: x[156],
  },
  'C0503',
)

export const AT5 = segment('AT5', '处理要求', 'Handling requirements', {
  handling: x[152],
  service: x[560],
  description: x[153],
})

export const PLD = segment(
  'PLD',
  '托盘',
  'Pallets',
  {
    count: must(x[406]),
    exchange: x[399],
    weightUnit: x[188],
    weight: x[81],
  },
  'P0304',
)

export const N7 = segment(
  'N7',
  '设备',
  'Equipment',
  {
    initial: x[206],
    number: must(x[207]),
    weight: x[81],
    weightQualifier: x[187],
    tare: x[167],
    allowance: x[232],
    dunnage: x[205],
    volume: x[183],
    volumeUnit: x[184],
    ownership: x[102],
    kind: x[40],
    owner: x[140],
    temperature: x[319],
    position: x[219],
    length: x[567],
    tareQualifier: x[571],
    weightUnit: x[188],
    checkDigit: x[761],
    service: x[56],
    height: x[65],
    width: x[189],
    equipmentType: x[24],
    carrier: x[140],
    carType: x[301],
  },
  'P0304',
  'P0516',
  'P0809',
)

export const N7A = segment('N7A', '附属设备', 'Accessorial equipment', {
  device: x[1042],
  length: x[82],
  diameter: x[1043],
  hose: x[1044],
  diameter2: x[1043],
  diameter3: x[1043],
  material: x[1045],
  fitting: x[1046],
  other: x[1047],
})

export const N7B = segment('N7B', '设备补充', 'Additional equipment details', {
  compartments: x[1024],
  location: x[1025],
  material: x[1026],
  gasket: x[1030],
  lining: x[1031],
  reference: x[127],
})

export const M7 = segment('M7', '封条', 'Seals', {
  seal: must(x[225]),
  seal2: x[225],
  seal3: x[225],
  seal4: x[225],
  sealedBy: x[98],
})

export const S5 = segment(
  'S5',
  '停靠点',
  'Stop',
  {
    sequence: must(called({ ...x[554], id: '165', max: 3 }, '停靠顺序', 'Stop sequence')),
    reason: must(called({ ...x[353], id: '163' }, '停靠原因', 'Stop reason')),
    weight: x[81],
    weightUnit: x[188],
    units: x[382],
    unit: x[355],
    volume: x[183],
    volumeUnit: x[184],
    description: x[352],
    location: x[154],
    accomplish: x[190],
  },
  'P0304',
  'P0506',
  'P0708',
)

export const AT8 = segment(
  'AT8',
  '重量与件数',
  'Weight, packaging and quantity',
  {
    weightQualifier: x[187],
    weightUnit: x[188],
    weight: x[81],
    pieces: x[80],
    packages: x[80],
    volumeUnit: x[184],
    volume: x[183],
  },
  'P010203',
  'P0607',
)

export const LAD = segment(
  'LAD',
  '装载明细',
  'Lading detail',
  {
    packaging: x[211],
    quantity: x[80],
    unitWeightUnit: x[188],
    unitWeight: x[395],
    weightUnit: x[188],
    weight: x[81],
    productQualifier: x[235],
    product: x[234],
    productQualifier2: x[235],
    product2: x[234],
    productQualifier3: x[235],
    product3: x[234],
    description: x[79],
  },
  'P0102',
  'P0304',
  'P0506',
  'P0708',
  'P0910',
  'P1112',
)

export const L5 = segment(
  'L5',
  '货物描述与唛头',
  'Description, marks and numbers',
  {
    line: x[213],
    description: x[79],
    commodity: x[22],
    commodityQualifier: x[23],
    packaging: x[103],
    marks: x[87],
    marksQualifier: x[88],
    commodityQualifier2: x[23],
    commodity2: x[22],
    compartment: x[595],
  },
  'P0304',
  'C0706',
  'P0809',
)

export const OID = segment(
  'OID',
  '订单明细',
  'Order identification',
  {
    reference: x[127],
    purchaseOrder: x[324],
    reference2: x[127],
    unit: x[355],
    quantity: x[380],
    weightUnit: x[188],
    weight: x[81],
    volumeUnit: x[184],
    volume: x[183],
  },
  'R0102',
  'P0405',
  'P0607',
  'P0809',
)

export const L3 = segment(
  'L3',
  '总重量与费用',
  'Total weight and charges',
  {
    weight: x[81],
    weightQualifier: x[187],
    rate: x[60],
    rateQualifier: x[122],
    charge: x[58],
    advances: x[191],
    prepaid: x[117],
    special: x[150],
    volume: x[183],
    volumeUnit: x[184],
    quantity: x[80],
    weightUnit: x[188],
    tariff: x[171],
    declaredValue: x[74],
    declaredQualifier: x[122],
  },
  'P0102',
  'P0304',
  'P0910',
  'C1201',
  'P1415',
)

export const MS1 = segment('MS1', '所在位置', 'Location of equipment or shipment', {
  city: x[19],
  state: x[156],
  country: x[26],
  longitude: x[1654],
  latitude: x[1655],
  longitudeDirection: x[1280],
  latitudeDirection: x[1280],
  postalCode: x[116],
})

export const MS2 = segment(
  'MS2',
  '设备',
  'Equipment owner and type',
  { carrier: x[140], number: x[207], kind: x[40], checkDigit: x[761] },
  'P0102',
)
