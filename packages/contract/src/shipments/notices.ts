import { z } from 'zod'
import { route } from '../route.ts'
import { ById, Id } from '../shapes.ts'
import { ShipmentNotice } from './shipment.ts'

const shipments = (action: 'read' | 'change') => ({ module: 'shipments', action }) as const
const administration = (action: 'read' | 'change') => ({ module: 'administration', action }) as const
const tag = 'Shipments'

export const NoticeEvent = z.enum(['pickedUp', 'outForDelivery', 'delivered', 'exception', 'etaChanged'])
export type NoticeEvent = z.infer<typeof NoticeEvent>
export const NoticeLocale = z.enum(['zh', 'en'])
export type NoticeLocale = z.infer<typeof NoticeLocale>
/** `webhook`: the customer's own system; `byHand`: a colleague tells him; `none`: nothing is told. */
export const NoticeChannel = z.enum(['mail', 'text', 'webhook', 'byHand', 'none'])
export type NoticeChannel = z.infer<typeof NoticeChannel>

/** One person of the customer, told in a way of his own. */
export const NoticeRecipient = z.strictObject({
  contactId: Id,
  channel: z.enum(['mail', 'text', 'byHand']),
  events: z.array(NoticeEvent).min(1).max(5),
  /** null: as the terms say. */
  locale: NoticeLocale.nullable().default(null),
})
export type NoticeRecipient = z.infer<typeof NoticeRecipient>

const common = {
  events: z.array(NoticeEvent).max(5),
  /** Minutes of the company's day between which nothing leaves; equal: never quiet. */
  quietFrom: z.int().min(0).max(1_439),
  quietTo: z.int().min(0).max(1_439),
}

/** What customers are told by themselves, and when not. The row without a customer is the company's. */
export const NoticeTerms = z.strictObject({
  ...common,
  channel: NoticeChannel,
  /** null: as the customer's language says. */
  locale: NoticeLocale.nullable(),
  /** Empty: the consignee among his people, else the main one. */
  recipients: z.array(NoticeRecipient).max(20),
  webhookUrl: z.string().nullable(),
  version: z.int(),
})
export type NoticeTerms = z.infer<typeof NoticeTerms>

/** Signing secrets as Standard Webhooks writes them: 192 to 512 bits. */
const WebhookSecret = z.string().regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/)
/** Without TLS only to hosts inside the company that an administrator allows for webhooks. */
const Url = z.url({ protocol: /^https?$/ }).max(2_000)
/** Of one customer. The secret is only told when it is set; left out, it stays as it is. */
export const CustomerNoticeTerms = z.strictObject({
  ...common,
  channel: NoticeChannel,
  locale: NoticeLocale.nullable().default(null),
  recipients: z.array(NoticeRecipient).max(20).default([]),
  webhookUrl: Url.nullable().default(null),
  webhookSecret: WebhookSecret.optional(),
})
export type CustomerNoticeTerms = z.infer<typeof CustomerNoticeTerms>

export const readNoticeTerms = route('readNoticeTerms', 'GET', '/notice-terms', {
  summary: 'What customers are told without asking',
  tag,
  door: shipments('read'),
  query: z.strictObject({ accountId: Id.optional() }),
  reply: z.strictObject({
    company: NoticeTerms,
    own: NoticeTerms.nullable(),
    /** His people, for the choice of whom to tell. */
    people: z.array(
      z.strictObject({ id: Id, name: z.string(), email: z.string().nullable(), mobile: z.string().nullable() }),
    ),
    account: z.strictObject({ id: Id, number: z.string(), name: z.string() }).nullable(),
    /** Whether a gateway for text messages is set up. */
    textsCanLeave: z.boolean(),
    can: z.strictObject({ change: z.boolean() }),
  }),
})
export const setCompanyNoticeTerms = route('setCompanyNoticeTerms', 'PUT', '/notice-terms', {
  summary: 'Set what every customer is told',
  tag,
  door: shipments('change'),
  body: z.strictObject({ ...common, channel: z.enum(['mail', 'text', 'byHand', 'none']) }),
  reply: NoticeTerms,
  versioned: true,
})
export const setNoticeTerms = route('setNoticeTerms', 'PUT', '/accounts/:id/notice-terms', {
  summary:
    'Set what one customer is told, whom, how and when; `null`: the company’s terms hold again. `If-Match` names the version of his own terms, 0 where he has none',
  tag,
  door: shipments('change'),
  params: ById,
  body: z.strictObject({ terms: CustomerNoticeTerms.nullable() }),
  reply: z.strictObject({ own: NoticeTerms.nullable() }),
  versioned: true,
})

export const NoticeGateway = z.strictObject({
  url: z.string(),
  hasSecret: z.boolean(),
  /** JSON with `{{to}}`, `{{text}}`, `{{subject}}` and `{{id}}`, each put in as a JSON text. */
  template: z.string(),
  active: z.boolean(),
  version: z.int(),
})
export type NoticeGateway = z.infer<typeof NoticeGateway>
export const readNoticeGateway = route('readNoticeGateway', 'GET', '/notice-gateway', {
  summary: 'Where text messages to customers leave',
  tag,
  door: administration('read'),
  reply: NoticeGateway,
})
const isJson = (text: string) => {
  try {
    JSON.parse(text.replaceAll(/\{\{(to|text|subject|id)\}\}/g, '""'))
    return true
  } catch {
    return false
  }
}
export const setNoticeGateway = route('setNoticeGateway', 'PUT', '/notice-gateway', {
  summary: 'Set where text messages to customers leave; the secret is sent as `Authorization: Bearer …`',
  tag,
  door: administration('change'),
  keys: 'never',
  body: z
    .strictObject({
      url: z.union([z.literal(''), Url]),
      /** Left out, it stays as it is; empty: none. What a header can carry; needed again where the host changes. */
      secret: z
        .string()
        .max(500)
        .regex(/^[\x21-\x7e]*$/)
        .optional(),
      template: z
        .string()
        .min(2)
        .max(4_000)
        .refine(isJson, { message: 'JSON with {{to}} and {{text}}' })
        .refine((text) => text.includes('{{to}}') && text.includes('{{text}}'), {
          message: '{{to}} and {{text}} are needed',
        }),
      active: z.boolean(),
    })
    .refine(({ url, active }) => !active || url !== '', { path: ['url'], message: 'An address is needed' }),
  reply: NoticeGateway,
  versioned: true,
})
export const testNoticeGateway = route('testNoticeGateway', 'POST', '/notice-gateway/tests', {
  summary: 'Send one text message now',
  tag,
  door: administration('change'),
  keys: 'never',
  cost: 'lookUp',
  body: z.strictObject({ to: z.string().trim().min(1).max(100) }),
  reply: z.strictObject({ status: z.int().nullable(), fault: z.string().nullable() }),
})

/** What would be said now of where it stands, to whom and how. */
export const NoticePreview = z.strictObject({
  channel: z.enum(['mail', 'text', 'webhook', 'byHand']),
  to: z.string().nullable(),
  person: z.string().nullable(),
  locale: NoticeLocale,
  subject: z.string(),
  body: z.string(),
  /** The end of the quiet time, else at once. */
  leavesAt: z.iso.datetime(),
})
export const previewNotice = route('previewNotice', 'GET', '/shipments/:id/notice-preview', {
  summary: 'What the customer would be told now of where his shipment stands',
  tag,
  door: shipments('change'),
  params: ById,
  reply: z.strictObject({ notices: z.array(NoticePreview) }),
})
export const tellCustomer = route('tellCustomer', 'POST', '/shipments/:id/notices', {
  summary: 'Tell the customer now where his shipment stands, in these words or in the usual ones',
  tag,
  door: shipments('change'),
  params: ById,
  body: z.strictObject({
    subject: z.string().trim().min(1).max(300).optional(),
    body: z.string().trim().min(1).max(4_000).optional(),
  }),
  reply: z.strictObject({ notices: z.array(ShipmentNotice) }),
})
export const hastenNotice = route('hastenNotice', 'PUT', '/shipment-notices/:id/sending', {
  summary: 'Let it leave now, also in the quiet time; one that failed is tried again',
  tag,
  door: shipments('change'),
  params: ById,
  reply: ShipmentNotice,
})
export const withdrawNotice = route('withdrawNotice', 'PUT', '/shipment-notices/:id/withdrawal', {
  summary: 'Hold it back before it leaves',
  tag,
  door: shipments('change'),
  params: ById,
  reply: ShipmentNotice,
})
