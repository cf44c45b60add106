import { called, must, segment } from '../../message/definition.ts'
import { x } from '../elements.ts'

export const LH6 = segment('LH6', '危险品声明', 'Hazardous certification', {
  name: x[93],
  code: x[272],
  declaration: x[273],
  declaration2: x[273],
})

export const LH1 = segment('LH1', '危险品标识', 'Hazardous identification', {
  unit: must(x[355]),
  quantity: must(x[80]),
  unNumber: x[277],
  page: x[200],
  commodity: x[22],
  quantityUnit: x[355],
  totalQuantity: x[380],
  compartment: x[595],
  residue: x[665],
  packingGroup: x[254],
  interimNumber: x[1375],
})

export const LH2 = segment('LH2', '危险品分类', 'Hazardous classification', {
  classification: x[215],
  qualifier: x[983],
  placard: x[218],
  endorsement: x[222],
  reportableQuantity: x[759],
  flashpointUnit: x[355],
  flashpoint: called(x[408], '闪点', 'Flashpoint'),
  controlUnit: x[355],
  controlTemperature: called(x[408], '控制温度', 'Control temperature'),
  emergencyUnit: x[355],
  emergencyTemperature: called(x[408], '应急温度', 'Emergency temperature'),
})

export const LH3 = segment(
  'LH3',
  '危险品运输名称',
  'Hazardous shipping name',
  {
    name: x[224],
    qualifier: x[984],
    notOtherwiseSpecified: x[985],
    poisonous: x[1073],
  },
  'P0102',
)

export const LFH = segment('LFH', '危险品补充信息', 'Further hazardous information', {
  qualifier: must(x[808]),
  information: must(x[809]),
  information2: x[809],
  zone: x[1023],
  unit: x[355],
  quantity: x[380],
  quantity2: x[380],
})

export const LEP = segment('LEP', '环保局信息', 'EPA required data', {
  wasteStream: x[806],
  characteristics: x[807],
  state: x[156],
  reference: x[127],
})

export const LH4 = segment('LH4', '加拿大危险品要求', 'Canadian dangerous goods', {
  responsePlan: x[238],
  number: x[364],
  packingGroup: x[254],
  subsidiary: x[230],
  subsidiary2: x[230],
  subsidiary3: x[230],
  risk: x[271],
  explosive: x[267],
  notation: x[805],
  special: x[986],
  number2: x[364],
  unit: x[355],
})

export const LHT = segment('LHT', '跨境危险品要求', 'Transborder hazardous requirements', {
  classification: x[215],
  placard: x[218],
  endorsement: x[222],
})
