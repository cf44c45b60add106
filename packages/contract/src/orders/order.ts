import { z } from 'zod'
import { AccountRef, PersonRef } from '../accounts/index.ts'
import { route } from '../route.ts'
import { AmountE4, ById, Currency, Day, Id, Instant } from '../shapes.ts'
import { Attachment } from '../timeline.ts'
import { orders, tag } from './doors.ts'
import { DraftGoods, DraftParty, DraftPlace, DraftReference, OrderReason } from './order-draft.ts'
import { OrderKind, OrderStatus, PriceSource, ServiceKind } from './order-fields.ts'

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
  packages: z.int().nullable(),
  volumeCm3: z.int().nullable(),
  /** Null for imported lines, and where money is hidden from the reader. */
  priceSource: z.enum(['agreement', 'typed', 'none']).nullable(),
  priceReason: z.string().nullable(),
  /** The steps of a price by agreement, as they were then. */
  priceSteps: z.array(z.record(z.string(), z.unknown())),
})
export type OrderLine = z.infer<typeof OrderLine>
export const OrderRow = z.strictObject({
  id: Id,
  number: z.string(),
  kind: OrderKind,
  account: AccountRef,
  orderedOn: Day,
  requestedOn: Day.nullable(),
  receivedAt: Instant,
  status: OrderStatus,
  channel: z.string(),
  /** The customer's own, else that of the source. */
  reference: z.string().nullable(),
  services: z.array(ServiceKind),
  origin: z.string().nullable(),
  destination: z.string().nullable(),
  team: PersonRef.nullable(),
  /** Codes of why it is or was held. */
  holds: z.array(z.string()),
  priceSource: PriceSource.nullable(),
  dangerous: z.boolean(),
  lines: z.int(),
  amountE4: AmountE4.nullable(),
  currency: Currency,
  version: z.int(),
})
export type OrderRow = z.infer<typeof OrderRow>
export const OrderParty = DraftParty.omit({ customer: true }).extend({ account: AccountRef.nullable() })
export const Order = OrderRow.extend({
  externalKey: z.string().nullable(),
  attributes: z.record(z.string(), z.unknown()),
  lineItems: z.array(OrderLine),
  goods: z.array(DraftGoods),
  places: z.array(DraftPlace),
  parties: z.array(OrderParty),
  references: z.array(DraftReference),
  note: z.string(),
  /** Why it waits, or waited; and what is to be known of it. */
  holdReasons: z.array(OrderReason),
  warnings: z.array(OrderReason),
  releasedBy: PersonRef.nullable(),
  releasedAt: Instant.nullable(),
  confirmedAt: Instant.nullable(),
  startedAt: Instant.nullable(),
  completedAt: Instant.nullable(),
  cancelledAt: Instant.nullable(),
  cancelReason: z.string().nullable(),
  cancelledBy: PersonRef.nullable(),
  /** What the customer pays for the cancelling, and what it costs us; part of the sums below. */
  cancelFeeE4: AmountE4.nullable(),
  cancelCostE4: AmountE4.nullable(),
  /** What the customer pays for changes and cancelling, and what they cost us. */
  feeE4: AmountE4.nullable(),
  extraCostE4: AmountE4.nullable(),
  attachments: z.array(Attachment),
  can: z.strictObject({
    change: z.boolean(),
    release: z.boolean(),
    /** Where the reader may move it now. */
    moves: z.array(OrderStatus),
  }),
})
export type Order = z.infer<typeof Order>
export const readOrder = route('readOrder', 'GET', '/orders/:id', {
  summary: 'One order with its lines',
  tag,
  door: orders('read'),
  params: ById,
  reply: Order,
})

export const addOrderAttachment = route('addOrderAttachment', 'POST', '/orders/:id/attachments', {
  summary: 'Put a file to an order (multipart field `file`, ≤ 25 MB)',
  tag,
  door: orders('change'),
  params: ById,
  kind: 'upload',
  reply: Attachment,
})
export const readOrderAttachment = route('readOrderAttachment', 'GET', '/order-attachments/:id/content', {
  summary: 'Download a file of an order',
  tag,
  door: orders('read'),
  params: ById,
  kind: 'stream',
})
export const removeOrderAttachment = route('removeOrderAttachment', 'DELETE', '/order-attachments/:id', {
  summary: 'Remove a file of an order',
  tag,
  door: orders('change'),
  params: ById,
})
