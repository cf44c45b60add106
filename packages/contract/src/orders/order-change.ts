import { z } from 'zod'
import { PersonRef } from '../accounts/index.ts'
import { line } from '../accounts/lines.ts'
import { route } from '../route.ts'
import { AmountE4, ById, Id, Instant } from '../shapes.ts'
import { orders, tag } from './doors.ts'
import { Order } from './order.ts'
import { OrderChange, OrderDraft, OrderReason, OrderTaken } from './order-draft.ts'
import { OrderChannel } from './order-fields.ts'

const reasonGiven = line(500).min(1)
const money = AmountE4.nonnegative()

export const createOrder = route('createOrder', 'POST', '/orders', {
  summary: 'Give an order. With a fault it is refused, naming each; or kept in quarantine until it is mended',
  tag,
  door: orders('create'),
  body: OrderDraft.extend({
    /** Your own key of this order: sent again, it is the same order and never a second one. */
    key: line(200).min(1).optional(),
    onFault: z.enum(['refuse', 'quarantine']).default('refuse'),
    /** How it reached whoever types it. */
    channel: z.enum(['staff', 'phone']).optional(),
  }),
  reply: OrderTaken,
})
/** Orders one request may hold. */
export const mostOrdersAtOnce = 500
export const createOrders = route('createOrders', 'POST', '/order-batches', {
  summary: `Give up to ${mostOrdersAtOnce} orders; each stands or falls alone`,
  tag,
  door: orders('create'),
  cost: 'lookUp',
  status: 200,
  body: z.strictObject({
    onFault: z.enum(['refuse', 'quarantine']).default('quarantine'),
    orders: z
      .array(OrderDraft.extend({ key: line(200).min(1).optional() }))
      .min(1)
      .max(mostOrdersAtOnce),
  }),
  reply: z.strictObject({
    results: z.array(
      z.discriminatedUnion('outcome', [
        OrderTaken.extend({ outcome: z.enum(['taken', 'held', 'quarantined', 'known']) }),
        z.strictObject({ outcome: z.literal('refused'), code: z.string(), reasons: z.array(OrderReason) }),
      ]),
    ),
  }),
})
export const checkOrder = route('checkOrder', 'POST', '/order-checks', {
  summary: 'What would become of an order, with its prices; nothing is kept',
  tag,
  door: orders('create'),
  status: 200,
  body: OrderDraft,
  reply: z.strictObject({
    outcome: z.enum(['taken', 'held', 'refused']),
    reasons: z.array(OrderReason),
    currency: z.string(),
    /** Of each line; null where money is hidden from the reader. */
    lines: z.array(
      z.strictObject({
        amountE4: AmountE4.nullable(),
        source: z.enum(['agreement', 'typed', 'none']),
        steps: z.array(z.record(z.string(), z.unknown())),
      }),
    ),
  }),
})
export const changeOrder = route('changeOrder', 'PATCH', '/orders/:id', {
  summary: 'Change a service order; what it was is kept, with what the change costs',
  tag,
  door: orders('change'),
  params: ById,
  versioned: true,
  body: z.strictObject({ change: OrderChange, reason: reasonGiven, feeE4: money.optional(), costE4: money.optional() }),
  reply: Order,
})
export const cancelOrder = route('cancelOrder', 'PUT', '/orders/:id/cancellation', {
  summary: 'Cancel a service order, with what that costs',
  tag,
  door: orders('change'),
  params: ById,
  versioned: true,
  body: z.strictObject({ reason: reasonGiven, feeE4: money.optional(), costE4: money.optional() }),
  reply: Order,
})
export const holdOrder = route('holdOrder', 'PUT', '/orders/:id/hold', {
  summary: 'Hold an order that has not begun',
  tag,
  door: orders('change'),
  params: ById,
  versioned: true,
  body: z.strictObject({ reason: reasonGiven }),
  reply: Order,
})
export const releaseOrder = route('releaseOrder', 'DELETE', '/orders/:id/hold', {
  summary: 'Release a held order, by whoever may change what customers owe',
  tag,
  door: { module: 'invoices', action: 'change' },
  params: ById,
  versioned: true,
  query: z.strictObject({ note: line(500).default('') }),
  reply: Order,
  status: 200,
})
export const progressOrder = route('progressOrder', 'PUT', '/orders/:id/progress', {
  summary: 'Say that an order is under way or done, or set it back by a step',
  tag,
  door: orders('change'),
  params: ById,
  versioned: true,
  body: z.strictObject({ status: z.enum(['confirmed', 'inTransit', 'completed']) }),
  reply: Order,
})

export const OrderVersion = z.strictObject({
  id: Id,
  /** Of the order before the change. */
  version: z.int(),
  at: Instant,
  by: PersonRef.nullable(),
  channel: OrderChannel,
  reason: z.string(),
  changed: z.array(z.string()),
  before: OrderDraft,
  feeE4: AmountE4.nullable(),
  costE4: AmountE4.nullable(),
})
export const listOrderVersions = route('listOrderVersions', 'GET', '/orders/:id/versions', {
  summary: 'What the order was before each change, newest first',
  tag,
  door: orders('read'),
  params: ById,
  reply: z.array(OrderVersion),
})
export const copyOrder = route('copyOrder', 'GET', '/orders/:id/copy', {
  summary: 'The order as a draft for another time, without its dates and references',
  tag,
  door: orders('read'),
  params: ById,
  reply: OrderDraft,
})
