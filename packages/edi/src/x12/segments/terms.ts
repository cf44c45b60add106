import { must, segment } from '../../message/definition.ts'
import { unitOfMeasure, x } from '../elements.ts'

export const CUR = segment('CUR', '币种', 'Currency', {
  entity: must(x[98]),
  currency: must(x[100]),
  rate: x[280],
  entity2: x[98],
  currency2: x[100],
  market: x[669],
  dateQualifier: x[374],
  date: x[373],
  time: x[337],
  dateQualifier2: x[374],
  date2: x[373],
  time2: x[337],
})

export const TAX = segment('TAX', '税务参考', 'Tax reference', {
  taxNumber: x[325],
  qualifier: x[309],
  location: x[310],
  qualifier2: x[309],
  location2: x[310],
  qualifier3: x[309],
  location3: x[310],
  qualifier4: x[309],
  location4: x[310],
  qualifier5: x[309],
  location5: x[310],
  exempt: x[441],
  description: x[1179],
})

export const FOB = segment(
  'FOB',
  '贸易术语',
  'F.O.B. instructions',
  {
    payment: must(x[146]),
    locationQualifier: x[309],
    location: x[352],
    termsQualifier: x[334],
    terms: x[335],
    riskLocationQualifier: x[309],
    riskLocation: x[352],
    risk: x[54],
    riskDescription: x[352],
  },
  'C0302',
  'C0405',
  'C0706',
  'C0908',
)

export const CTP = segment('CTP', '价格', 'Pricing', {
  classOfTrade: x[687],
  kind: x[236],
  price: x[212],
  quantity: x[380],
  unit: unitOfMeasure,
  multiplierQualifier: x[648],
  multiplier: x[649],
  amount: x[782],
  basis: x[639],
  condition: x[499],
  multipleQuantity: x[289],
})

export const PAM = segment('PAM', '期间金额', 'Period amount', {
  quantityQualifier: x[673],
  quantity: x[380],
  unit: unitOfMeasure,
  amountQualifier: x[522],
  amount: x[782],
  period: x[344],
  dateQualifier: x[374],
  date: x[373],
  time: x[337],
  dateQualifier2: x[374],
  date2: x[373],
  time2: x[337],
  percentQualifier: x[1004],
  percent: x[954],
  confirmed: x[1073],
})

export const CSH = segment('CSH', '销售要求', 'Sales requirements', {
  requirement: x[563],
  action: x[306],
  amount: x[610],
  account: x[508],
  date: x[373],
  agency: x[559],
  service: x[566],
  percentQualifier: x[1004],
  percent: x[954],
})

export const SAC = segment(
  'SAC',
  '折让、费用或服务',
  'Service, allowance or charge',
  {
    kind: must(x[248]),
    code: x[1300],
    agency: x[559],
    agencyCode: x[1301],
    amount: x[610],
    percentQualifier: x[378],
    percent: x[332],
    rate: x[118],
    unit: x[355],
    quantity: x[380],
    quantity2: x[380],
    handling: x[331],
    reference: x[127],
    option: x[770],
    description: x[352],
    language: x[819],
  },
  'R0203',
  'P0304',
  'P0607',
  'P0910',
  'C1110',
  'C1413',
  'C1615',
)

export const ITD = segment('ITD', '付款条款', 'Terms of sale', {
  kind: x[336],
  basis: x[333],
  discountPercent: x[338],
  discountDue: x[370],
  discountDays: x[351],
  netDue: x[446],
  netDays: x[386],
  discount: x[362],
  deferredDue: x[388],
  deferred: x[389],
  invoicePercent: x[342],
  description: x[352],
  dayOfMonth: x[765],
  paymentMethod: x[107],
  percent: x[954],
})

export const LDT = segment('LDT', '提前期', 'Lead time', {
  kind: must(x[345]),
  quantity: must(x[380]),
  period: must(x[344]),
  date: x[373],
})

export const SI = segment('SI', '服务特征', 'Service characteristics', {
  agency: must(x[559]),
  qualifier: must(x[1000]),
  characteristic: must(x[234]),
  qualifier2: x[1000],
  characteristic2: x[234],
  qualifier3: x[1000],
  characteristic3: x[234],
  qualifier4: x[1000],
  characteristic4: x[234],
})

export const AMT = segment('AMT', '金额', 'Monetary amount', {
  qualifier: must(x[522]),
  amount: must(x[782]),
  sign: x[478],
})

export const TXI = segment(
  'TXI',
  '税',
  'Tax',
  {
    kind: must(x[963]),
    amount: x[782],
    percent: x[954],
    jurisdictionQualifier: x[955],
    jurisdiction: x[956],
    exempt: x[441],
    relationship: x[662],
    basis: x[828],
    taxNumber: x[325],
    line: x[350],
  },
  'R020306',
  'P0405',
)

export const PCT = segment('PCT', '百分比', 'Percent amounts', { qualifier: must(x[1004]), percent: must(x[954]) })

export const CTT = segment('CTT', '合计', 'Transaction totals', {
  lines: must(x[354]),
  hash: x[347],
  weight: x[81],
  weightUnit: x[355],
  volume: x[183],
  volumeUnit: x[355],
  description: x[352],
})

export const TDS = segment('TDS', '发票总额', 'Total monetary value', {
  total: must(x[610]),
  discountBase: x[610],
  discounted: x[610],
  discount: x[610],
})

export const ISS = segment('ISS', '发运合计', 'Invoice shipment summary', {
  units: x[382],
  unit: x[355],
  weight: x[81],
  weightUnit: x[355],
  volume: x[183],
  volumeUnit: x[355],
  quantity: x[380],
  weight2: x[81],
})
