import { z } from 'zod'
import { route } from '../route.ts'
import { ById, Id, Instant, PageQuery, pageOf } from '../shapes.ts'
import { tag, webhooks } from './endpoints.ts'
import { WebhookEventKind, webhookTest } from './events.ts'

export const WebhookDeliveryState = z.enum(['waiting', 'delivered', 'failed'])
export type WebhookDeliveryState = z.infer<typeof WebhookDeliveryState>

/** Why a request failed; `status`: the receiver answered, and not with 2xx. */
export const WebhookFault = z.enum([
  'status',
  'redirected',
  'timedOut',
  'unknownHost',
  'forbiddenAddress',
  'httpsRequired',
  'refused',
  'tls',
  'broken',
])
export type WebhookFault = z.infer<typeof WebhookFault>

const Kind = z.union([WebhookEventKind, z.literal(webhookTest)])
export const WebhookDeliveryRow = z.strictObject({
  id: Id,
  kind: Kind,
  /** What the receiver gets as `webhook-id`: the same however often it is sent. */
  messageId: z.string(),
  state: WebhookDeliveryState,
  attempts: z.int(),
  /** Of the last attempt. */
  status: z.int().nullable(),
  fault: WebhookFault.nullable(),
  happenedAt: Instant,
  lastAttemptAt: Instant.nullable(),
  nextAttemptAt: Instant.nullable(),
})
export type WebhookDeliveryRow = z.infer<typeof WebhookDeliveryRow>
export const WebhookAttempt = z.strictObject({
  at: Instant,
  durationMs: z.int(),
  status: z.int().nullable(),
  fault: WebhookFault.nullable(),
  requestHeaders: z.record(z.string(), z.string()),
  responseHeaders: z.record(z.string(), z.string()),
  /** The first 4,096 bytes. */
  responseBody: z.string(),
})
export const WebhookDelivery = WebhookDeliveryRow.extend({
  endpointId: Id,
  body: z.string(),
  /** Newest first. */
  log: z.array(WebhookAttempt),
})
export type WebhookDelivery = z.infer<typeof WebhookDelivery>

export const listWebhookDeliveries = route('listWebhookDeliveries', 'GET', '/webhook-endpoints/:id/deliveries', {
  summary: 'What was sent to an endpoint, newest first; kept for 30 days',
  tag,
  door: webhooks('read'),
  params: ById,
  query: z.strictObject({
    ...PageQuery,
    state: WebhookDeliveryState.optional(),
    kind: Kind.optional(),
    from: Instant.optional(),
    to: Instant.optional(),
  }),
  reply: pageOf(WebhookDeliveryRow),
})
export const readWebhookDelivery = route('readWebhookDelivery', 'GET', '/webhook-deliveries/:id', {
  summary: 'One delivery with its requests and answers',
  tag,
  door: webhooks('read'),
  params: ById,
  reply: WebhookDelivery,
})
export const replayWebhookDelivery = route('replayWebhookDelivery', 'POST', '/webhook-deliveries/:id/replays', {
  summary: 'Send one delivery again',
  tag,
  door: webhooks('change'),
  params: ById,
  reply: WebhookDeliveryRow,
})
export const replayWebhooks = route('replayWebhooks', 'POST', '/webhook-endpoints/:id/replays', {
  summary: 'Send again: all that failed, or everything of a span of time, with what was missed meanwhile',
  tag,
  door: webhooks('change'),
  params: ById,
  cost: 'job',
  body: z.discriminatedUnion('which', [
    z.strictObject({ which: z.literal('failed') }),
    /** At most 30 days. */
    z.strictObject({ which: z.literal('span'), from: Instant, to: Instant }),
  ]),
  status: 202,
  reply: z.strictObject({ jobId: Id }),
})
export const testWebhook = route('testWebhook', 'POST', '/webhook-endpoints/:id/tests', {
  summary: 'Send a test event now',
  tag,
  door: webhooks('change'),
  params: ById,
  cost: 'lookUp',
  reply: WebhookDeliveryRow,
})
