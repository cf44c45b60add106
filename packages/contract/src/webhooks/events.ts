import { z } from 'zod'
import type { Module } from '../rights.ts'

/** What an event is about; `id` in its payload is the id of one of these. */
export const WebhookSubject = z.enum(['account', 'order', 'shipment', 'invoice'])
export type WebhookSubject = z.infer<typeof WebhookSubject>

interface EventDescription {
  subject: WebhookSubject
  module: Module
  zh: string
  en: string
  /** Of the event's data, what the payload carries besides ids, where the event has it: texts, codes, numbers and yes/no, never money. */
  fields: readonly string[]
}

const of = (subject: WebhookSubject, module: Module, common: readonly string[] = []) => {
  return (zh: string, en: string, fields: readonly string[] = []): EventDescription => ({
    subject,
    module,
    zh,
    en,
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
  'account.created': account('新建客户', 'A customer was created'),
  'account.changed': account('客户资料变更', 'A customer was changed'),
  'account.stateMoved': account('客户状态变更', 'A customer moved to another state'),
  'account.ownerChanged': account('客户负责人变更', 'A customer got another owner'),
  'account.merged': account('合并客户', 'Two customers were merged'),
  'account.deleted': account('删除客户', 'A customer was deleted'),
  'account.restored': account('恢复客户', 'A deleted customer was restored'),
  'order.taken': order('收到订单', 'An order came in'),
  'order.held': order('订单被暂扣', 'An order is held', ['reasons']),
  'order.released': order('订单已放行', 'A held order was released'),
  'order.confirmed': order('订单已确认', 'An order was confirmed'),
  'order.changed': order('订单变更', 'An order was changed'),
  'order.cancelled': order('订单取消', 'An order was cancelled', ['reason']),
  'order.completed': order('订单完成', 'An order was completed'),
  'shipment.opened': shipment('建立运单', 'A shipment was opened', ['orderId', 'mode']),
  'shipment.changed': shipment('运单变更', 'A shipment was changed'),
  'shipment.milestone': shipment('运单节点', 'A milestone of a shipment was planned, estimated or reached', milestone),
  'shipment.milestoneRetracted': shipment('撤回运单节点', 'A milestone turned out not to be so', milestone),
  'shipment.etaChanged': shipment('预计到达时间变更', 'A shipment is expected at another time', ['eta']),
  'shipment.exception': shipment('运单异常', 'Something is wrong with a shipment', ['exception', 'severity']),
  'shipment.exceptionResolved': shipment('运单异常已解决', 'What was wrong with a shipment is resolved', ['exception']),
  'shipment.delivered': shipment('运单签收', 'A shipment was delivered', ['happenedAt']),
  'invoice.issued': invoice('开出账单', 'An invoice was issued'),
  'invoice.changed': invoice('账单变更', 'An invoice was changed'),
  'invoice.cancelled': invoice('账单作废', 'An invoice was cancelled'),
  'invoice.paid': invoice('账单结清', 'An invoice was paid in full'),
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
