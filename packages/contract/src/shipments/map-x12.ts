import type { MilestoneCode, MilestoneKind } from './milestones.ts'

export interface MappedMilestone {
  code: MilestoneCode
  kind: MilestoneKind
}

const actual = (code: MilestoneCode): MappedMilestone => ({ code, kind: 'actual' })
const estimated = (code: MilestoneCode): MappedMilestone => ({ code, kind: 'estimated' })
const planned = (code: MilestoneCode): MappedMilestone => ({ code, kind: 'planned' })

/** X12 214, AT7-01: data element 1650, shipment status code. */
export const milestoneOfX12Status: Readonly<Record<string, MappedMilestone>> = {
  A3: actual('returned'),
  A7: actual('refused'),
  A9: actual('damaged'),
  AA: planned('pickedUp'),
  AB: planned('delivered'),
  AF: actual('departed'),
  AG: estimated('delivered'),
  AH: actual('attempted'),
  AI: actual('inTransit'),
  AJ: actual('outForDelivery'),
  AM: actual('loaded'),
  AN: actual('inTransit'),
  AP: actual('attempted'),
  AR: actual('arrived'),
  AV: actual('arrived'),
  B6: estimated('arrived'),
  BA: actual('pickedUp'),
  BC: actual('inTransit'),
  C1: estimated('departed'),
  CA: actual('cancelled'),
  CD: actual('gateOut'),
  CL: actual('loaded'),
  CP: actual('pickedUp'),
  D1: actual('delivered'),
  I1: actual('gateIn'),
  J1: actual('inTransit'),
  K1: actual('arrived'),
  L1: actual('loaded'),
  OA: actual('gateOut'),
  OO: actual('held'),
  P1: actual('departed'),
  PR: actual('customsHold'),
  R1: actual('inTransit'),
  RL: actual('departed'),
  S1: actual('atDelivery'),
  SD: actual('delayed'),
  X1: actual('atDelivery'),
  X2: estimated('delivered'),
  X3: actual('atPickup'),
  X4: actual('arrived'),
  X5: actual('atDelivery'),
  X6: actual('outForDelivery'),
  X8: actual('atPickup'),
  XB: actual('booked'),
}

/** X12 214, AT7-03: data element 1652, shipment appointment status code. An appointment says when something shall be. */
export const milestoneOfX12Appointment: Readonly<Record<string, MappedMilestone>> = {
  AA: planned('pickedUp'),
  AB: planned('delivered'),
  AC: planned('delivered'),
  X1: planned('delivered'),
  X3: planned('pickedUp'),
}

/** X12 214, AT7-02 and AT7-04: data element 1651, reasons as far as people act on them. */
export const reasonOfX12: Readonly<Record<string, { zh: string; en: string }>> = {
  A1: { zh: '错过送货', en: 'Missed delivery' },
  A2: { zh: '地址错误', en: 'Incorrect address' },
  A5: { zh: '找不到地址', en: 'Unable to locate' },
  AA: { zh: '分拣错误', en: 'Mis-sorted' },
  AD: { zh: '客户要求改期送货', en: 'Customer asked for a later delivery' },
  AF: { zh: '事故', en: 'Accident' },
  AG: { zh: '收货人原因', en: 'Consignee related' },
  AH: { zh: '司机原因', en: 'Driver related' },
  AI: { zh: '机械故障', en: 'Mechanical breakdown' },
  AJ: { zh: '其他承运人原因', en: 'Other carrier related' },
  AM: { zh: '发货人原因', en: 'Shipper related' },
  AN: { zh: '节假日休息', en: 'Closed on a holiday' },
  AO: { zh: '天气或自然灾害', en: 'Weather or natural disaster' },
  AQ: { zh: '收货人不在', en: 'Recipient unavailable' },
}
