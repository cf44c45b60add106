import { z } from 'zod'

/** What can happen to a shipment: our own short list, into which the lists of partners are mapped. */
export const MilestoneCode = z.enum([
  'booked',
  'appointmentSet',
  'atPickup',
  'pickedUp',
  'gateIn',
  'loaded',
  'departed',
  'inTransit',
  'arrived',
  'discharged',
  'gateOut',
  'customsHold',
  'customsReleased',
  'atDelivery',
  'outForDelivery',
  'attempted',
  'delivered',
  'delayed',
  'damaged',
  'lost',
  'found',
  'refused',
  'returned',
  'held',
  'released',
  'cancelled',
])
export type MilestoneCode = z.infer<typeof MilestoneCode>

/** Planned: as agreed. Estimated: as whoever carries it expects. Actual: it happened. */
export const MilestoneKind = z.enum(['planned', 'estimated', 'actual'])
export type MilestoneKind = z.infer<typeof MilestoneKind>

export const MilestoneSource = z.enum([
  'staff',
  'carrier',
  'edi',
  'api',
  'import',
  'device',
  'consignee',
  'proofOfDelivery',
])
export type MilestoneSource = z.infer<typeof MilestoneSource>

export const ShipmentState = z.enum([
  'planned',
  'inTransit',
  'outForDelivery',
  'delivered',
  'returned',
  'lost',
  'cancelled',
])
export type ShipmentState = z.infer<typeof ShipmentState>

/** States in which the shipment is still somebody's work. */
export const openShipmentStates: readonly ShipmentState[] = ['planned', 'inTransit', 'outForDelivery']

/** What an actual milestone makes of the shipment; absent: it stays as it is. */
export const stateAfter: Readonly<Partial<Record<MilestoneCode, ShipmentState>>> = {
  pickedUp: 'inTransit',
  loaded: 'inTransit',
  departed: 'inTransit',
  inTransit: 'inTransit',
  arrived: 'inTransit',
  discharged: 'inTransit',
  found: 'inTransit',
  attempted: 'inTransit',
  outForDelivery: 'outForDelivery',
  delivered: 'delivered',
  returned: 'returned',
  lost: 'lost',
  cancelled: 'cancelled',
}

export const ShipmentReferenceKind = z.enum([
  'customer',
  'purchaseOrder',
  'pro',
  'waybill',
  'houseBill',
  'masterBill',
  'bol',
  'container',
  'booking',
  'seal',
  'order',
  'delivery',
  'invoice',
  'other',
])
export type ShipmentReferenceKind = z.infer<typeof ShipmentReferenceKind>

export const ShipmentReference = z.strictObject({
  kind: ShipmentReferenceKind,
  value: z.string().trim().min(1).max(100),
})
export type ShipmentReference = z.infer<typeof ShipmentReference>

/** Why a milestone that was told was not put on a shipment. It is kept, and can be mended. */
export const MilestoneFault = z.enum([
  'unknownShipment',
  'severalShipments',
  'future',
  'beforeOrder',
  'noSuchDate',
  'unknownCode',
])
export type MilestoneFault = z.infer<typeof MilestoneFault>
