import { called, must, segment } from '../../message/definition.ts'
import { x } from '../elements.ts'

export const B1 = segment('B1', '预约与提货', 'Booking or pick-up', {
  carrier: x[140],
  shipment: must(x[145]),
  date: x[373],
  action: must(x[558]),
  confirmed: x[1073],
  declineReason: called({ ...x[668], id: '1270', max: 3 }, '拒绝原因', 'Decline reason'),
})

export const B10 = segment(
  'B10',
  '货运状态起始',
  'Shipment status',
  {
    reference: x[127],
    shipment: x[145],
    carrier: must(x[140]),
    inquiry: x[71],
    qualifier: x[128],
    reference2: x[127],
    confirmed: x[1073],
  },
  'R0106',
)

export const AT7 = segment(
  'AT7',
  '状态明细',
  'Shipment status details',
  {
    status: x[1650],
    reason: x[1651],
    appointment: x[1652],
    appointmentReason: x[1651],
    date: x[373],
    time: x[337],
    timeZone: x[623],
  },
  'E0103',
  'P0102',
  'P0304',
  'C0605',
  'C0706',
)

export const Q7 = segment(
  'Q7',
  '货物异常',
  'Lading exception',
  { exception: must(x[33]), packaging: x[211], quantity: x[80] },
  'P0203',
)

export const CD3 = segment(
  'CD3',
  '包件明细',
  'Carton detail',
  {
    weightQualifier: x[187],
    weight: x[81],
    zone: x[1297],
    standard: called({ ...x[733], id: '1298', type: 'N1' }, '服务标准', 'Service standard'),
    service: x[284],
    pickupOrDelivery: called({ ...x[91], id: '1299' }, '提货或送货', 'Pick-up or delivery'),
    rateQualifier: x[122],
    charge: x[58],
    rateQualifier2: x[122],
    totalCharge: x[58],
    service2: x[284],
    service3: x[284],
    paymentMethod: x[107],
    country: x[26],
  },
  'P0102',
  'P0708',
  'P0910',
)

export const V9 = segment('V9', '事件', 'Event', {
  event: must(x[304]),
  description: x[106],
  date: x[373],
  time: x[337],
  city: x[19],
  state: x[156],
  country: x[26],
  reason: x[641],
  location: x[154],
  delayHours: x[380],
  delayReason: x[1274],
  text: x[61],
  timeZone: x[623],
})

export const SPO = segment(
  'SPO',
  '订单参考',
  'Purchase order reference',
  {
    purchaseOrder: must(x[324]),
    reference: x[127],
    unit: x[355],
    quantity: x[380],
    weightUnit: x[188],
    weight: x[81],
    error: x[647],
    reference2: x[127],
  },
  'P0304',
  'P0506',
)
