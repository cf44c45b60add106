import { z } from 'zod'
import { AccountRef, PersonRef } from '../accounts/index.ts'
import { line } from '../accounts/lines.ts'
import { route } from '../route.ts'
import { ById, Id, Instant, PageQuery, pageOf } from '../shapes.ts'
import { orders, tag } from './doors.ts'
import { OrderDraft, OrderReason, OrderTaken } from './order-draft.ts'
import { OrderChannel } from './order-fields.ts'

export const OrderDraftState = z.enum(['draft', 'quarantined', 'taken', 'dropped'])

/** An order not taken yet: an unfinished one, or one that came with a fault. It has the id and number the order will have. */
export const OrderDraftRow = z.strictObject({
  id: Id,
  number: z.string(),
  state: OrderDraftState,
  channel: OrderChannel,
  account: AccountRef.nullable(),
  customerReference: z.string().nullable(),
  reasons: z.array(OrderReason),
  createdBy: PersonRef.nullable(),
  receivedAt: Instant,
  updatedAt: Instant,
  closeReason: z.string().nullable(),
  version: z.int(),
})
export const OrderDraftRecord = OrderDraftRow.extend({ draft: OrderDraft })
export type OrderDraftRecord = z.infer<typeof OrderDraftRecord>

export const listOrderDrafts = route('listOrderDrafts', 'GET', '/order-drafts', {
  summary: 'Orders not taken yet, newest first',
  tag,
  door: orders('read'),
  query: z.strictObject({
    ...PageQuery,
    state: OrderDraftState.default('quarantined'),
    channel: OrderChannel.optional(),
    accountId: Id.optional(),
  }),
  reply: pageOf(OrderDraftRow),
})
export const readOrderDraft = route('readOrderDraft', 'GET', '/order-drafts/:id', {
  summary: 'One order not taken yet, with what is wrong',
  tag,
  door: orders('read'),
  params: ById,
  reply: OrderDraftRecord,
})
export const saveOrderDraft = route('saveOrderDraft', 'POST', '/order-drafts', {
  summary: 'Put an unfinished order aside',
  tag,
  door: orders('create'),
  body: OrderDraft,
  reply: OrderDraftRecord,
})
export const mendOrderDraft = route('mendOrderDraft', 'PUT', '/order-drafts/:id', {
  summary: 'Mend an order not taken yet; it is checked anew',
  tag,
  door: orders('create'),
  params: ById,
  versioned: true,
  body: z.strictObject({
    draft: OrderDraft,
    /** The code the partner used means the customer chosen from now on. */
    rememberCode: z.strictObject({ partner: line(100).min(1), code: line(200).min(1) }).optional(),
  }),
  reply: OrderDraftRecord,
})
export const takeOrderDraft = route('takeOrderDraft', 'PUT', '/order-drafts/:id/taking', {
  summary: 'Take the order as it stands now; with a fault it stays where it is',
  tag,
  door: orders('create'),
  params: ById,
  versioned: true,
  reply: OrderTaken,
})
export const dropOrderDraft = route('dropOrderDraft', 'DELETE', '/order-drafts/:id', {
  summary: 'Drop an order not taken yet; it stays to be read',
  tag,
  door: orders('create'),
  params: ById,
  versioned: true,
  query: z.strictObject({ reason: line(500).default('') }),
})
