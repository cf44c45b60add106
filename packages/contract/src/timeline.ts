import { z } from 'zod'
import { AccountRef, PersonRef } from './accounts/index.ts'
import { route } from './route.ts'
import { AmountE4, ById, Currency, Id, Instant, PageQuery, pageOf, Source } from './shapes.ts'

export const InteractionKind = z.enum([
  'note',
  'call',
  'visit',
  'mail',
  'message',
  'campaignReply',
  'inquiry',
  'complaint',
])
const interaction = {
  kind: InteractionKind,
  direction: z.enum(['in', 'out', 'none']),
  at: Instant,
  contactId: Id.nullable(),
  subject: z.string().max(500),
  /** Plain text; mentions are written `@[Name](user-id)`. Never interpreted as HTML. */
  body: z.string().max(100_000),
  outcome: z.string().max(200).nullable(),
  durationSeconds: z.int().min(0).max(86_400).nullable(),
}
/** Without defaults: a field left out is left as it is. */
export const InteractionChange = z.strictObject(interaction).partial()
export const InteractionFields = InteractionChange.extend({
  kind: InteractionKind,
  direction: interaction.direction.default('none'),
  subject: interaction.subject.default(''),
  body: interaction.body.default(''),
  attachmentIds: z.array(Id).max(20).default([]),
  /** Sets the next follow-up in the same stroke. */
  followUp: z
    .strictObject({
      title: z.string().min(1).max(500),
      dueAt: Instant,
      allDay: z.boolean().default(true),
      ownerId: Id.optional(),
    })
    .optional(),
})
export const Attachment = z.strictObject({
  id: Id,
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  createdAt: Instant,
})

const when = { id: Id, at: Instant }
/** One line of the timeline: an interaction, an order, or an event of the spine (state moved, merged, imported …). */
export const TimelineEntry = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('interaction'),
    ...when,
    kind: InteractionKind,
    direction: z.string(),
    subject: z.string(),
    body: z.string(),
    outcome: z.string().nullable(),
    durationSeconds: z.int().nullable(),
    author: PersonRef.nullable(),
    contact: PersonRef.nullable(),
    mentions: z.array(PersonRef),
    attachments: z.array(Attachment),
    source: Source,
    version: z.int(),
    canChange: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('order'),
    ...when,
    number: z.string(),
    status: z.string(),
    lines: z.int(),
    amountE4: AmountE4.nullable(),
    currency: Currency,
  }),
  z.strictObject({
    type: z.literal('event'),
    ...when,
    kind: z.string(),
    actor: PersonRef.nullable(),
    /** Number of the customer it happened to, when that one was merged into this. */
    mergedNumber: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
  }),
])
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const FollowUp = z.strictObject({
  id: Id,
  account: AccountRef,
  contact: PersonRef.nullable(),
  owner: PersonRef,
  title: z.string(),
  note: z.string(),
  dueAt: Instant,
  allDay: z.boolean(),
  doneAt: Instant.nullable(),
  version: z.int(),
})
export type FollowUp = z.infer<typeof FollowUp>
/** Without defaults: a field left out is left as it is. */
export const FollowUpChange = z
  .strictObject({
    contactId: Id.nullable(),
    ownerId: Id,
    title: z.string().trim().min(1).max(500),
    note: z.string().max(5_000),
    dueAt: Instant,
    allDay: z.boolean(),
  })
  .partial()
export const FollowUpFields = FollowUpChange.required({ title: true, dueAt: true }).extend({
  accountId: Id,
  note: z.string().max(5_000).default(''),
  allDay: z.boolean().default(true),
})

const timeline = (action: 'read' | 'create' | 'change' | 'delete') => ({ module: 'timeline', action }) as const
const tag = 'Timeline'

export const readTimeline = route('readTimeline', 'GET', '/accounts/:id/timeline', {
  summary: 'The timeline of an account, newest first',
  tag,
  door: timeline('read'),
  params: ById,
  query: z.strictObject({
    ...PageQuery,
    show: z
      .enum(['all', 'interactions', 'orders', 'events', 'note', 'call', 'visit', 'mail', 'message', 'complaint'])
      .default('all'),
    search: z.string().max(200).optional(),
  }),
  reply: pageOf(TimelineEntry),
})
export const addInteraction = route('addInteraction', 'POST', '/accounts/:id/interactions', {
  summary: 'Put an interaction on the timeline',
  tag,
  door: timeline('create'),
  params: ById,
  body: InteractionFields,
  reply: TimelineEntry,
})
export const changeInteraction = route('changeInteraction', 'PATCH', '/interactions/:id', {
  summary: 'Change an interaction',
  tag,
  door: timeline('change'),
  params: ById,
  body: InteractionChange,
  reply: TimelineEntry,
  versioned: true,
})
export const removeInteraction = route('removeInteraction', 'DELETE', '/interactions/:id', {
  summary: 'Remove an interaction',
  tag,
  door: timeline('delete'),
  params: ById,
  versioned: true,
})
export const restoreInteraction = route('restoreInteraction', 'DELETE', '/interactions/:id/deletion', {
  summary: 'Undo the removal of an interaction',
  tag,
  door: timeline('delete'),
  params: ById,
})
export const uploadAttachment = route('uploadAttachment', 'POST', '/accounts/:id/attachments', {
  summary: 'Upload a file (multipart field `file`, ≤ 25 MB)',
  tag,
  door: timeline('create'),
  params: ById,
  kind: 'upload',
  reply: Attachment,
})
export const downloadAttachment = route('downloadAttachment', 'GET', '/attachments/:id/content', {
  summary: 'Download a file',
  tag,
  door: timeline('read'),
  params: ById,
  kind: 'stream',
})
export const removeAttachment = route('removeAttachment', 'DELETE', '/attachments/:id', {
  summary: 'Remove a file',
  tag,
  door: timeline('delete'),
  params: ById,
})

export const listFollowUps = route('listFollowUps', 'GET', '/follow-ups', {
  summary: 'Follow-ups',
  tag,
  door: timeline('read'),
  query: z.strictObject({
    ...PageQuery,
    owner: z.union([z.literal('me'), Id]).default('me'),
    accountId: Id.optional(),
    state: z.enum(['open', 'done', 'overdue']).default('open'),
    until: Instant.optional(),
  }),
  reply: pageOf(FollowUp),
})
export const createFollowUp = route('createFollowUp', 'POST', '/follow-ups', {
  summary: 'Plan a follow-up',
  tag,
  door: timeline('create'),
  body: FollowUpFields,
  reply: FollowUp,
})
export const changeFollowUp = route('changeFollowUp', 'PATCH', '/follow-ups/:id', {
  summary: 'Change or postpone a follow-up',
  tag,
  door: timeline('change'),
  params: ById,
  body: FollowUpChange,
  reply: FollowUp,
  versioned: true,
})
export const removeFollowUp = route('removeFollowUp', 'DELETE', '/follow-ups/:id', {
  summary: 'Take back a follow-up that was planned by mistake',
  tag,
  door: timeline('delete'),
  params: ById,
  versioned: true,
})
export const completeFollowUp = route('completeFollowUp', 'PUT', '/follow-ups/:id/completion', {
  summary: 'Done',
  tag,
  door: timeline('change'),
  params: ById,
  reply: FollowUp,
})
export const reopenFollowUp = route('reopenFollowUp', 'DELETE', '/follow-ups/:id/completion', {
  summary: 'Not done after all',
  tag,
  door: timeline('change'),
  params: ById,
  reply: FollowUp,
  status: 200,
})
export const calendarFeed = route('calendarFeed', 'GET', '/calendar/:token', {
  summary: 'Follow-ups as iCalendar, by secret link',
  tag,
  door: 'public',
  params: z.strictObject({ token: z.string().min(20).max(100) }),
  kind: 'stream',
})
export const renewCalendarLink = route('renewCalendarLink', 'PUT', '/calendar-link', {
  summary: 'Make (or replace) the secret calendar link',
  tag,
  door: 'signedIn',
  keys: 'never',
  reply: z.strictObject({ path: z.string() }),
})

/** What is put before a colleague; each has a sentence of its own on the screen. */
export const NoticeKind = z.enum([
  'mention',
  'followUpAssigned',
  'apiKeyWithdrawn',
  'reportReady',
  'reportFailed',
  'reportStopped',
  'reportRefused',
  'webhookDisabled',
  'ediOverdue',
])
export type NoticeKind = z.infer<typeof NoticeKind>

export const Notification = z.strictObject({
  id: Id,
  /** One of `NoticeKind`, or one that was sent once and is no more. */
  kind: z.string(),
  account: AccountRef.nullable(),
  data: z.record(z.string(), z.unknown()),
  createdAt: Instant,
  readAt: Instant.nullable(),
})
export const listNotifications = route('listNotifications', 'GET', '/notifications', {
  summary: 'My notifications',
  tag: 'My day',
  door: 'signedIn',
  keys: ['timeline'],
  query: z.strictObject({ ...PageQuery, unread: z.enum(['yes', 'no']).default('no') }),
  reply: pageOf(Notification).extend({ unread: z.int() }),
})
export const readNotifications = route('readNotifications', 'PUT', '/notifications/reading', {
  summary: 'Mark as read',
  tag: 'My day',
  door: 'signedIn',
  keys: ['timeline'],
  body: z.strictObject({ ids: z.array(Id).max(500).optional() }),
})
export const MyDay = z.strictObject({
  followUps: z.strictObject({
    overdue: z.array(FollowUp),
    today: z.array(FollowUp),
    week: z.array(FollowUp),
    overdueCount: z.int(),
  }),
  recent: z.array(AccountRef.extend({ at: Instant })),
  toVerify: z.strictObject({ accounts: z.int(), rows: z.array(AccountRef.extend({ qualityScore: z.int() })) }),
  myAccounts: z.array(z.strictObject({ state: z.string(), accounts: z.int() })),
  mentions: z.array(Notification),
})
export const readMyDay = route('readMyDay', 'GET', '/my-day', {
  summary: 'What today asks of me',
  tag: 'My day',
  door: 'signedIn',
  reply: MyDay,
})
