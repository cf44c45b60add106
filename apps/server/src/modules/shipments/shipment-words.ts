import type { MilestoneCode, ShipmentExceptionKind, ShipmentMode, ShipmentState } from '@quayside/contract'

type Words = readonly [zh: string, en: string]

const states: Readonly<Record<ShipmentState, Words>> = {
  planned: ['待提货', 'Planned'],
  inTransit: ['运输中', 'In transit'],
  outForDelivery: ['派送中', 'Out for delivery'],
  delivered: ['已送达', 'Delivered'],
  returned: ['已退回', 'Returned'],
  lost: ['丢失', 'Lost'],
  cancelled: ['已取消', 'Cancelled'],
}
const modes: Readonly<Record<ShipmentMode, Words>> = {
  road: ['公路', 'Road'],
  rail: ['铁路', 'Rail'],
  air: ['空运', 'Air'],
  sea: ['海运', 'Sea'],
  express: ['快递', 'Express'],
  multimodal: ['多式联运', 'Multimodal'],
  other: ['其他', 'Other'],
}
const troubles: Readonly<Record<ShipmentExceptionKind, Words>> = {
  delay: ['延误', 'Delay'],
  overdue: ['超时未办', 'Overdue'],
  silence: ['无动态', 'No news'],
  damage: ['货损', 'Damage'],
  loss: ['丢失', 'Loss'],
  shortage: ['短少', 'Shortage'],
  refusal: ['拒收', 'Refusal'],
  customsHold: ['海关查验', 'Customs hold'],
  failedDelivery: ['派送失败', 'Failed delivery'],
  held: ['暂停', 'On hold'],
  returned: ['退回', 'Returned'],
  temperature: ['温度异常', 'Temperature'],
  documents: ['单证问题', 'Documents'],
  other: ['其他', 'Other'],
}
const risks: Readonly<Record<'late' | 'atRisk', Words>> = {
  late: ['已超期', 'Late'],
  atRisk: ['可能延误', 'At risk'],
}
const codes: Readonly<Record<MilestoneCode, Words>> = {
  booked: ['已订舱', 'Booked'],
  appointmentSet: ['已预约', 'Appointment set'],
  atPickup: ['到达提货地', 'At pick-up'],
  pickedUp: ['已提货', 'Picked up'],
  gateIn: ['进场', 'Gate in'],
  loaded: ['已装载', 'Loaded'],
  departed: ['已发运', 'Departed'],
  inTransit: ['运输中', 'In transit'],
  arrived: ['已到达', 'Arrived'],
  discharged: ['已卸载', 'Discharged'],
  gateOut: ['出场', 'Gate out'],
  customsHold: ['海关查验', 'Customs hold'],
  customsReleased: ['海关放行', 'Customs released'],
  atDelivery: ['到达收货地', 'At delivery'],
  outForDelivery: ['派送中', 'Out for delivery'],
  attempted: ['送货未成功', 'Delivery attempted'],
  delivered: ['已送达', 'Delivered'],
  delayed: ['延误', 'Delayed'],
  damaged: ['货损', 'Damaged'],
  lost: ['货物丢失', 'Lost'],
  found: ['已找到', 'Found'],
  refused: ['拒收', 'Refused'],
  returned: ['退回', 'Returned'],
  held: ['暂停', 'On hold'],
  released: ['恢复', 'Released'],
  cancelled: ['取消', 'Cancelled'],
}

/** Codes of shipments in a colleague's language, for files; the customer is told in words of his own. */
export const shipmentWords = { states, modes, troubles, risks, codes } as const

export type Tongue = 'zh-CN' | 'zh-TW' | 'en'
export const said = (words: Readonly<Record<string, Words>>, code: string, locale: Tongue): string =>
  words[code]?.[locale === 'en' ? 1 : 0] ?? code
