import { z } from 'zod'
import type { Action } from '../rights.ts'
import { route } from '../route.ts'
import { ById, Id, Instant, PageQuery, pageOf } from '../shapes.ts'
import { WebhookEventKind } from './events.ts'

export const tag = 'webhooks'
export const webhooks = (action: Action) => ({ module: 'webhooks', action }) as const

/** `paused` by hand; `disabled` by itself, after failing for days or because its owner lost the right to it. */
export const WebhookState = z.enum(['active', 'paused', 'disabled'])
export type WebhookState = z.infer<typeof WebhookState>
export const WebhookDisabledReason = z.enum(['failing', 'gone', 'rightLost'])

const Url = z
  .string()
  .trim()
  .max(2_000)
  .refine((text) => /^https?:$/.test(protocolOf(text)), { message: 'An address that begins with https://' })
  .refine((text) => !/^https?:\/\/[^/?#]*@/i.test(text), { message: 'No name or password in the address' })

function protocolOf(text: string): string {
  try {
    return new URL(text).protocol
  } catch {
    return ''
  }
}

export const NewWebhookEndpoint = z.strictObject({
  url: Url,
  description: z.string().trim().max(200).default(''),
  events: z.array(WebhookEventKind).min(1).max(WebhookEventKind.options.length),
})
export type NewWebhookEndpoint = z.infer<typeof NewWebhookEndpoint>

export const WebhookEndpoint = z.strictObject({
  id: Id,
  url: z.string(),
  description: z.string(),
  events: z.array(WebhookEventKind),
  state: WebhookState,
  disabledReason: WebhookDisabledReason.nullable(),
  disabledAt: Instant.nullable(),
  /** It is told what this person may see, and nothing else. */
  owner: z.strictObject({ id: Id, name: z.string() }),
  /** Made through an API key: then it is told what that key reaches, and ends with it. */
  throughKey: z.boolean(),
  /** An earlier secret still signs until then. */
  previousSecretUntil: Instant.nullable(),
  lastDeliveredAt: Instant.nullable(),
  /** Every request since then has failed. */
  failingSince: Instant.nullable(),
  waiting: z.int(),
  failed: z.int(),
  createdAt: Instant,
  version: z.int(),
  can: z.strictObject({ change: z.boolean(), pause: z.boolean(), delete: z.boolean(), readDeliveries: z.boolean() }),
})
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>

/** `whsec_` and 32 random bytes in base64; shown this once. */
const Secret = z.string()

export const listWebhookEndpoints = route('listWebhookEndpoints', 'GET', '/webhook-endpoints', {
  summary: 'Where other systems are told of events',
  tag,
  door: webhooks('read'),
  query: z.strictObject(PageQuery),
  reply: pageOf(WebhookEndpoint),
})
export const createWebhookEndpoint = route('createWebhookEndpoint', 'POST', '/webhook-endpoints', {
  secretReply: true,
  summary: 'Tell another system of events; the signing secret is shown this once',
  tag,
  door: webhooks('create'),
  body: NewWebhookEndpoint,
  reply: z.strictObject({ endpoint: WebhookEndpoint, secret: Secret }),
})
export const readWebhookEndpoint = route('readWebhookEndpoint', 'GET', '/webhook-endpoints/:id', {
  summary: 'One endpoint',
  tag,
  door: webhooks('read'),
  params: ById,
  reply: WebhookEndpoint,
})
export const changeWebhookEndpoint = route('changeWebhookEndpoint', 'PATCH', '/webhook-endpoints/:id', {
  summary: 'Change an endpoint, pause it or let it go on',
  tag,
  door: webhooks('change'),
  params: ById,
  body: z.strictObject({
    url: Url.optional(),
    description: z.string().trim().max(200).optional(),
    events: NewWebhookEndpoint.shape.events.optional(),
    state: z.enum(['active', 'paused']).optional(),
  }),
  reply: WebhookEndpoint,
  versioned: true,
})
export const deleteWebhookEndpoint = route('deleteWebhookEndpoint', 'DELETE', '/webhook-endpoints/:id', {
  summary: 'Remove an endpoint with its log',
  tag,
  door: webhooks('delete'),
  params: ById,
})
export const rotateWebhookSecret = route('rotateWebhookSecret', 'POST', '/webhook-endpoints/:id/secrets', {
  secretReply: true,
  summary: 'Make a new signing secret; the earlier one signs beside it for a time',
  tag,
  door: webhooks('change'),
  params: ById,
  /** 0: the earlier one ends at once. */
  body: z.strictObject({ keepPreviousHours: z.int().min(0).max(168).default(24) }),
  reply: z.strictObject({ endpoint: WebhookEndpoint, secret: Secret }),
})

/** `name` or `name:port` without a port for 443 (https) or 80 (http). */
export const WebhookHost = z
  .string()
  .trim()
  .toLowerCase()
  .max(260)
  .regex(/^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:\d{1,5})?$/)
export const WebhookAllowedHost = z.strictObject({
  id: Id,
  host: z.string(),
  note: z.string(),
  createdAt: Instant,
  createdBy: z.string().nullable(),
})
export type WebhookAllowedHost = z.infer<typeof WebhookAllowedHost>

const administration = (action: Action) => ({ module: 'administration', action }) as const
export const listWebhookHosts = route('listWebhookHosts', 'GET', '/webhook-hosts', {
  summary: 'Hosts inside the company that endpoints may lie on',
  tag,
  door: administration('read'),
  reply: z.array(WebhookAllowedHost),
})
export const allowWebhookHost = route('allowWebhookHost', 'POST', '/webhook-hosts', {
  summary: 'Let endpoints lie on a host with a private address, or without https',
  tag,
  door: administration('change'),
  keys: 'never',
  body: z.strictObject({ host: WebhookHost, note: z.string().trim().max(200).default('') }),
  reply: WebhookAllowedHost,
})
export const disallowWebhookHost = route('disallowWebhookHost', 'DELETE', '/webhook-hosts/:id', {
  summary: 'Allow a host no longer',
  tag,
  door: administration('change'),
  keys: 'never',
  params: ById,
})
