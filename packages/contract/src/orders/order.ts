import { z } from 'zod'
import { AccountRef } from '../accounts/index.ts'
import { route } from '../route.ts'
import { AmountE4, ById, Currency, Day, Id, PageQuery, pageOf } from '../shapes.ts'
import { OrderStatus, ServiceKind } from './order-fields.ts'

export const OrderLine = z.strictObject({
  id: Id,
  lineNo: z.int(),
  service: ServiceKind,
  mode: z.string().nullable(),
  category: z.string().nullable(),
  subCategory: z.string().nullable(),
  itemCode: z.string().nullable(),
  item: z.string().nullable(),
  quantity: z.string().nullable(),
  unit: z.string().nullable(),
  amountE4: AmountE4.nullable(),
  costE4: AmountE4.nullable(),
  weightG: z.int().nullable(),
  weightNote: z.string().nullable(),
  freightE4: AmountE4.nullable(),
  freightNote: z.string().nullable(),
  origin: z.string().nullable(),
  destination: z.string().nullable(),
  /** Of destination, as the source said it. */
  country: z.string().nullable(),
  region: z.string().nullable(),
  /** Who supplied or carried it, as the source said it. */
  vendor: z.string().nullable(),
  promisedOn: Day.nullable(),
  shippedOn: Day.nullable(),
  deliveredOn: Day.nullable(),
  attributes: z.record(z.string(), z.unknown()),
})
export const OrderRow = z.strictObject({
  id: Id,
  number: z.string(),
  account: AccountRef,
  orderedOn: Day,
  status: OrderStatus,
  channel: z.string(),
  reference: z.string().nullable(),
  lines: z.int(),
  amountE4: AmountE4.nullable(),
  currency: Currency,
})
export const Order = OrderRow.extend({
  externalKey: z.string().nullable(),
  attributes: z.record(z.string(), z.unknown()),
  lineItems: z.array(OrderLine),
  version: z.int(),
})
export type Order = z.infer<typeof Order>
const orders = (action: 'read' | 'create' | 'change') => ({ module: 'orders', action }) as const
export const listOrders = route('listOrders', 'GET', '/orders', {
  summary: 'Orders, newest first',
  tag: 'Orders',
  door: orders('read'),
  query: z.strictObject({
    ...PageQuery,
    accountId: Id.optional(),
    /** Import batch the orders were created by. */
    batch: Id.optional(),
    from: Day.optional(),
    to: Day.optional(),
    status: OrderStatus.optional(),
    search: z.string().max(100).optional(),
  }),
  reply: pageOf(OrderRow),
})
export const readOrder = route('readOrder', 'GET', '/orders/:id', {
  summary: 'One order with its lines',
  tag: 'Orders',
  door: orders('read'),
  params: ById,
  reply: Order,
})
