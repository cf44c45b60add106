import { z } from 'zod'
import type { Module } from '../rights.ts'

/** What an event is about; `id` in its payload is the id of one of these. */
export const WebhookSubject = z.enum(['account', 'order', 'shipment', 'invoice'])
export type WebhookSubject = z.infer<typeof WebhookSubject>

interface EventDescription {
  subject: WebhookSubject
  module: Module
  /** In English; screens word it in the reader’s language by its kind. */
  summary: string
  /** Of the event's data, what the payload carries besides ids, where the event has it: texts, codes, numbers and yes/no, never money. */
  fields: readonly string[]
}

const of = (subject: WebhookSubject, module: Module, common: readonly string[] = []) => {
  return (summary: string, fields: readonly string[] = []): EventDescription => ({
    subject,
    module,
    summary,
    fields: [...common, ...fields],
  })
}
const account = of('account', 'accounts')
const order = of('order', 'orders', ['number', 'channel', 'customerReference'])
const shipment = of('shipment', 'shipments', ['number'])
const milestone = ['code', 'kind', 'happenedAt']
const invoice = of('invoice', 'invoices', ['number'])

/**
 * What other systems can be told of. Names and fields are a promise: one may be added, none changes its meaning or goes. A payload is
 * thin: what the receiver wants to know he reads with his own rights by the id.
 */
export const webhookEvents = {
  'account.created': account('A customer was created'),
  'account.changed': account('A customer was changed'),
  'account.stateMoved': account('A customer moved to another state'),
  'account.ownerChanged': account('A customer got another owner'),
  'account.merged': account('Two customers were merged'),
  'account.deleted': account('A customer was deleted'),
  'account.restored': account('A deleted customer was restored'),
  'order.taken': order('An order came in'),
  'order.held': order('An order is held', ['reasons']),
  'order.released': order('A held order was released'),
  'order.confirmed': order('An order was confirmed'),
  'order.changed': order('An order was changed'),
  'order.cancelled': order('An order was cancelled', ['reason']),
  'order.completed': order('An order was completed'),
  'shipment.opened': shipment('A shipment was opened', ['orderId', 'mode']),
  'shipment.changed': shipment('A shipment was changed'),
  'shipment.milestone': shipment('A milestone of a shipment was planned, estimated or reached', milestone),
  'shipment.milestoneRetracted': shipment('A milestone turned out not to be so', milestone),
  'shipment.etaChanged': shipment('A shipment is expected at another time', ['eta']),
  'shipment.exception': shipment('Something is wrong with a shipment', ['exception', 'severity']),
  'shipment.exceptionResolved': shipment('What was wrong with a shipment is resolved', ['exception']),
  'shipment.delivered': shipment('A shipment was delivered', ['happenedAt']),
  'invoice.issued': invoice('An invoice was issued', ['dueOn']),
  'invoice.changed': invoice('An invoice was changed'),
  'invoice.voided': invoice('An invoice was voided'),
  'invoice.paid': invoice('An invoice was paid in full'),
} as const satisfies Record<string, EventDescription>

export type WebhookEventKind = keyof typeof webhookEvents
const kinds = Object.keys(webhookEvents) as [WebhookEventKind, ...WebhookEventKind[]]
export const WebhookEventKind = z.enum(kinds)

/** Sent by the button "send a test"; nobody subscribes to it. */
export const webhookTest = 'webhook.test'

/** The body of every request to an endpoint. */
export const WebhookPayload = z.strictObject({
  type: z.union([WebhookEventKind, z.literal(webhookTest)]),
  /** When it happened; the header `webhook-timestamp` says when it was sent. */
  timestamp: z.iso.datetime(),
  data: z
    .object({
      /** Of the customer, order, shipment …: see the list of events. */
      id: z.uuid(),
      /** The customer it belongs to. */
      accountId: z.uuid().nullable(),
    })
    .catchall(z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
})
export type WebhookPayload = z.infer<typeof WebhookPayload>
