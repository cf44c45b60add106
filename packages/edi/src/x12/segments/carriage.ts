import { must, segment } from '../../message/definition.ts'
import { x } from '../elements.ts'

export const TD1 = segment(
  'TD1',
  '承运：数量与重量',
  'Carrier details: quantity and weight',
  {
    packaging: x[103],
    quantity: x[80],
    commodityQualifier: x[23],
    commodity: x[22],
    description: x[79],
    weightQualifier: x[187],
    weight: x[81],
    weightUnit: x[355],
    volume: x[183],
    volumeUnit: x[355],
  },
  'C0102',
  'C0304',
  'C0607',
  'P0708',
  'P0910',
)

export const TD3 = segment(
  'TD3',
  '承运：设备',
  'Carrier details: equipment',
  {
    equipment: x[40],
    initial: x[206],
    number: x[207],
    weightQualifier: x[187],
    weight: x[81],
    weightUnit: x[355],
    ownership: x[102],
    sealStatus: x[407],
    seal: x[225],
    equipmentType: x[24],
  },
  'C0203',
  'C0405',
  'P0506',
)

export const TD4 = segment('TD4', '承运：特殊处理', 'Carrier details: special handling', {
  handling: x[152],
  hazardousQualifier: x[208],
  hazardousClass: x[209],
  description: x[352],
  hazardous: x[1073],
})

export const TD5 = segment(
  'TD5',
  '承运：路线与时间',
  'Carrier details: routing and transit time',
  {
    sequence: x[133],
    qualifier: x[66],
    carrier: x[67],
    method: x[91],
    routing: x[387],
    status: x[368],
    locationQualifier: x[309],
    location: x[310],
    direction: x[731],
    transitQualifier: x[732],
    transitTime: x[733],
    service: x[284],
    service2: x[284],
    service3: x[284],
    country: x[26],
  },
  'R0204050612',
  'C0203',
  'C0708',
  'C1011',
)

export const CAD = segment(
  'CAD',
  '承运明细',
  'Carrier detail',
  {
    method: x[91],
    initial: x[206],
    number: x[207],
    carrier: x[140],
    routing: x[387],
    status: x[368],
    qualifier: x[128],
    reference: x[127],
    service: x[284],
  },
  'R0504',
  'C0708',
)

export const PKG = segment('PKG', '包装要求', 'Marking, packaging, loading', {
  kind: x[349],
  characteristic: x[753],
  agency: x[559],
  code: x[754],
  description: x[352],
  unitLoad: x[400],
})

export const PAL = segment('PAL', '托盘', 'Pallet', {
  kind: x[883],
  tiers: x[884],
  blocks: x[885],
  pack: x[356],
  unitWeight: x[395],
  unitWeightUnit: x[355],
  length: x[82],
  width: x[189],
  height: x[65],
  dimensionUnit: x[355],
  grossWeight: x[384],
  weightUnit: x[355],
  grossVolume: x[385],
  volumeUnit: x[355],
  exchange: x[399],
  innerPack: x[810],
})

export const CLD = segment('CLD', '装载单元', 'Load detail', {
  units: must(x[622]),
  quantity: must(x[382]),
  packaging: x[103],
  size: x[357],
  unit: x[355],
})
