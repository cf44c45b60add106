import { z } from 'zod'

export const ServiceKind = z.enum([
  'road',
  'rail',
  'air',
  'sea',
  'express',
  'multimodal',
  'warehousing',
  'processing',
  'customs',
  'packaging',
  'goods',
  'other',
])
export type ServiceKind = z.infer<typeof ServiceKind>

/** `draft` comes with imported orders alone; an unfinished order of staff is an `OrderDraftRecord`. */
export const OrderStatus = z.enum(['draft', 'held', 'confirmed', 'inTransit', 'completed', 'cancelled'])
export type OrderStatus = z.infer<typeof OrderStatus>

/** Where a service order may go from each status. The database holds to it, too. */
export const orderMoves: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  draft: [],
  held: ['confirmed', 'cancelled'],
  confirmed: ['held', 'inTransit', 'completed', 'cancelled'],
  inTransit: ['confirmed', 'completed', 'cancelled'],
  completed: ['inTransit'],
  cancelled: [],
}

/** What was agreed with the customer: these are sales, the others are not. */
export const statusesThatCount: readonly OrderStatus[] = ['confirmed', 'inTransit', 'completed']

export const OrderKind = z.enum(['goods', 'service'])
export const OrderChannel = z.enum(['staff', 'import', 'api', 'portal', 'edi', 'phone'])
export type OrderChannel = z.infer<typeof OrderChannel>
export const PartyRole = z.enum([
  'orderer',
  'payer',
  'billTo',
  'shipper',
  'consignee',
  'agent',
  'notify',
  'carrier',
  'broker',
])
export type PartyRole = z.infer<typeof PartyRole>
export const PlaceKind = z.enum([
  'pickup',
  'delivery',
  'portOfLoading',
  'portOfDischarge',
  'airportOfDeparture',
  'airportOfArrival',
  'warehouse',
  'border',
  'stop',
])
export type PlaceKind = z.infer<typeof PlaceKind>
export const ReferenceKind = z.enum([
  'purchaseOrder',
  'booking',
  'billOfLading',
  'masterBill',
  'houseBill',
  'airWaybill',
  'container',
  'seal',
  'pro',
  'invoice',
  'declaration',
  'shipment',
  'project',
  'other',
])
export type ReferenceKind = z.infer<typeof ReferenceKind>
export const PriceSource = z.enum(['agreement', 'typed', 'mixed', 'none'])
export const PackingGroup = z.enum(['I', 'II', 'III'])
