import { z } from 'zod'
import { AccountRef, PersonRef } from '../accounts/index.ts'
import { line } from '../accounts/lines.ts'
import { route } from '../route.ts'
import { ById, Id, Instant } from '../shapes.ts'
import { orders, tag } from './doors.ts'
import { OrderDraft } from './order-draft.ts'
import { OrderChannel, ServiceKind } from './order-fields.ts'

const template = { name: line(100).min(1), shared: z.boolean(), draft: OrderDraft }
export const OrderTemplate = z.strictObject({
  ...template,
  id: Id,
  account: AccountRef.nullable(),
  owner: PersonRef,
  mine: z.boolean(),
  updatedAt: Instant,
  version: z.int(),
})
export type OrderTemplate = z.infer<typeof OrderTemplate>
export const listOrderTemplates = route('listOrderTemplates', 'GET', '/order-templates', {
  summary: 'My templates and those shared',
  tag,
  door: orders('read'),
  query: z.strictObject({ accountId: Id.optional() }),
  reply: z.array(OrderTemplate),
})
export const createOrderTemplate = route('createOrderTemplate', 'POST', '/order-templates', {
  summary: 'Keep a template',
  tag,
  door: orders('create'),
  body: z.strictObject({ ...template, shared: template.shared.default(false) }),
  reply: OrderTemplate,
})
export const changeOrderTemplate = route('changeOrderTemplate', 'PATCH', '/order-templates/:id', {
  summary: 'Change one of my templates',
  tag,
  door: orders('create'),
  params: ById,
  versioned: true,
  body: z.strictObject(template).partial(),
  reply: OrderTemplate,
})
export const removeOrderTemplate = route('removeOrderTemplate', 'DELETE', '/order-templates/:id', {
  summary: 'Remove one of my templates',
  tag,
  door: orders('create'),
  params: ById,
})

/** `onHold`: orders wait for a release; `frozen`: none is taken. */
export const OrderHoldKind = z.enum(['onHold', 'frozen'])
export const AccountOrderHold = z.strictObject({
  kind: OrderHoldKind,
  reason: z.string(),
  since: Instant,
  by: PersonRef.nullable(),
})
export const readOrderHold = route('readOrderHold', 'GET', '/accounts/:id/order-hold', {
  summary: 'Whether the customer’s orders are held or refused; null: neither',
  tag,
  door: orders('read'),
  params: ById,
  reply: z.strictObject({ hold: AccountOrderHold.nullable() }),
})
export const holdOrdersOf = route('holdOrdersOf', 'PUT', '/accounts/:id/order-hold', {
  summary: 'Hold or refuse the orders of a customer from now on',
  tag,
  door: { module: 'invoices', action: 'change' },
  params: ById,
  body: z.strictObject({ kind: OrderHoldKind, reason: line(500).min(1) }),
  reply: z.strictObject({ hold: AccountOrderHold }),
})
export const liftOrderHold = route('liftOrderHold', 'DELETE', '/accounts/:id/order-hold', {
  summary: 'Take the customer’s orders again',
  tag,
  door: { module: 'invoices', action: 'change' },
  params: ById,
})

/** To which team an order goes: the first rule all of whose conditions fit. */
export const OrderRoutingRule = z.strictObject({
  service: ServiceKind.nullable().default(null),
  channel: OrderChannel.nullable().default(null),
  originCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .default(null),
  destinationCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .default(null),
  teamId: Id,
})
const Routing = z.strictObject({ rules: z.array(OrderRoutingRule).max(200) })
export const readOrderRouting = route('readOrderRouting', 'GET', '/order-routing', {
  summary: 'To which team an order goes',
  tag,
  door: orders('read'),
  reply: Routing,
})
export const changeOrderRouting = route('changeOrderRouting', 'PUT', '/order-routing', {
  summary: 'Say to which team orders go; the rules take the place of all before',
  tag,
  door: { module: 'administration', action: 'change' },
  body: Routing,
  reply: Routing,
})
