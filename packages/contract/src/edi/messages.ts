import { z } from 'zod'
import { route } from '../route.ts'
import { ById, Id, Instant, PageQuery, pageOf, Sentence } from '../shapes.ts'
import { EdiStandard, ediDoor } from './partners.ts'

export const EdiDirection = z.enum(['in', 'out'])
export type EdiDirection = z.infer<typeof EdiDirection>
export const EdiMessageStatus = z.enum([
  'received',
  'taken',
  'quarantined',
  'rejected',
  'waiting',
  'sent',
  'acknowledged',
  'overdue',
])
export type EdiMessageStatus = z.infer<typeof EdiMessageStatus>

/** What is wrong where, as the reader of the file says it. */
export const EdiIssueShown = z.strictObject({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  /** Of the message, 1 for ST or UNH; 0 where it belongs to none. */
  segment: z.int(),
  tag: z.string(),
  element: z.int().nullable(),
  component: z.int().nullable(),
  /** Control number of the functional group it happened in. */
  group: z.string().optional(),
  /** What stands there, where the fault is a value. */
  found: z.string().optional(),
  sentence: z.strictObject({ zh: z.string(), en: z.string() }),
})
export type EdiIssueShown = z.infer<typeof EdiIssueShown>

export const EdiMessageRow = z.strictObject({
  id: Id,
  interchangeId: Id,
  direction: EdiDirection,
  standard: EdiStandard,
  type: z.string(),
  release: z.string(),
  control: z.string(),
  interchangeControl: z.string(),
  status: EdiMessageStatus,
  /** What became of it: `taken`, `held`, `known`, `changed`, `cancelled`, `milestone`, `bill`, `receipt`, `noted`. */
  outcome: z.string(),
  reasons: z.array(Sentence),
  reference: z.string(),
  partner: z.strictObject({ id: Id, name: z.string() }).nullable(),
  account: z.strictObject({ id: Id, number: z.string(), name: z.string() }).nullable(),
  order: z.strictObject({ id: Id, number: z.string() }).nullable(),
  shipmentId: Id.nullable(),
  issues: z.int(),
  corrected: z.boolean(),
  way: z.string(),
  receivedAt: Instant,
  settledAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  acknowledgedAt: Instant.nullable(),
})
export type EdiMessageRow = z.infer<typeof EdiMessageRow>

/** A readable document, made from the message: its parts in their order. */
export const EdiSegmentShown = z.strictObject({
  /** 1 for ST or UNH. */
  number: z.int(),
  tag: z.string(),
  /** As it came; null where it tells money and the reader may not see money. */
  text: z.string().nullable(),
})
export type EdiSegmentShown = z.infer<typeof EdiSegmentShown>

export const EdiCorrectionShown = z.strictObject({
  id: Id,
  at: Instant,
  by: z.string(),
  why: z.string(),
  edits: z.array(z.strictObject({ segment: z.int(), was: z.string().nullable(), now: z.string().nullable() })),
})

export const EdiMessage = EdiMessageRow.extend({
  sender: z.string(),
  receiver: z.string(),
  fileId: Id,
  fileName: z.string(),
  sha256: z.string(),
  at: z.int(),
  bytes: z.int(),
  faults: z.array(EdiIssueShown),
  /** What packages/edi renders; null where there is no definition of this type, or the message is too large to show. */
  document: z.unknown().nullable(),
  /** The first 2,000. */
  segments: z.array(EdiSegmentShown),
  moreSegments: z.boolean(),
  corrections: z.array(EdiCorrectionShown),
  /** The acknowledgement of it, or what it acknowledges. */
  answers: z.array(z.strictObject({ id: Id, type: z.string(), direction: EdiDirection, at: Instant })),
  /** Of one of ours that is not sent yet: how often it was tried, and why in vain. */
  sending: z.strictObject({ attempts: z.int(), trouble: Sentence.nullable() }).nullable(),
  can: z.strictObject({ mend: z.boolean(), seeMoney: z.boolean(), download: z.boolean() }),
  version: z.int(),
})
export type EdiMessage = z.infer<typeof EdiMessage>

/** One, the name several times, or a list as JSON. */
const Several = <T extends z.ZodType>(one: T) => z.preprocess(asList, z.array(one).max(20).optional())

function asList(value: unknown): unknown {
  if (value === undefined || Array.isArray(value)) return value
  if (typeof value !== 'string' || !value.startsWith('[')) return [value]
  try {
    return JSON.parse(value)
  } catch {
    return [value]
  }
}

const MessageFilter = z.strictObject({
  direction: EdiDirection.optional(),
  status: Several(EdiMessageStatus),
  type: Several(z.string().max(10)),
  partnerId: Id.optional(),
  accountId: Id.optional(),
  orderId: Id.optional(),
  interchangeId: Id.optional(),
  /** The beginning of a reference or control number, or of a partner’s name. */
  search: z.string().max(100).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
})
export const EdiMessageSort = z.enum(['receivedAt', '-receivedAt'])

export const exportEdiMessages = route('exportEdiMessages', 'GET', '/edi/message-exports', {
  summary: 'The list of messages as CSV or XLSX',
  tag: 'EDI',
  door: ediDoor('export'),
  query: MessageFilter.extend({ format: z.enum(['csv', 'xlsx']).default('xlsx') }),
  kind: 'stream',
  cost: 'export',
})
export const listEdiMessages = route('listEdiMessages', 'GET', '/edi/messages', {
  summary: 'Messages that came or went, newest first',
  tag: 'EDI',
  door: ediDoor('read'),
  query: MessageFilter.extend({ ...PageQuery, sort: EdiMessageSort.default('-receivedAt') }),
  reply: pageOf(EdiMessageRow),
})
export const readEdiMessage = route('readEdiMessage', 'GET', '/edi/messages/:id', {
  summary: 'One message: what it says, what is wrong with it, what became of it',
  tag: 'EDI',
  door: ediDoor('read'),
  params: ById,
  reply: EdiMessage,
})
export const replayEdiMessage = route('replayEdiMessage', 'POST', '/edi/messages/:id/replays', {
  summary: 'Take a message anew that lies in quarantine or was rejected',
  tag: 'EDI',
  door: ediDoor('change'),
  params: ById,
})
export const correctEdiMessage = route('correctEdiMessage', 'POST', '/edi/messages/:id/corrections', {
  summary: 'Put segments of a message right and take it anew; the original stays beside',
  tag: 'EDI',
  door: ediDoor('change'),
  params: ById,
  body: z.strictObject({
    /** `text` empty: the segment goes; several segments in it: they stand in its place. */
    edits: z
      .array(z.strictObject({ segment: z.int().min(2).max(1_000_000), text: z.string().max(100_000) }))
      .min(1)
      .max(200),
    why: z.string().trim().min(1).max(500),
  }),
})
export const chooseEdiCustomer = route('chooseEdiCustomer', 'PUT', '/edi/messages/:id/customer', {
  summary: 'Say whose order a message is, and take it anew',
  tag: 'EDI',
  door: ediDoor('change'),
  params: ById,
  body: z.strictObject({
    accountId: Id,
    /** From now on the partner's code for this customer is known. */
    remember: z.boolean().default(true),
  }),
})
export const rejectEdiMessage = route('rejectEdiMessage', 'PUT', '/edi/messages/:id/rejection', {
  summary: 'Lay a message aside for good, with the reason',
  tag: 'EDI',
  door: ediDoor('change'),
  params: ById,
  body: z.strictObject({ why: z.string().trim().min(1).max(500) }),
})
export const replayEdiMessages = route('replayEdiMessages', 'POST', '/edi/partners/:id/replays', {
  summary: 'Take anew whatever of this partner lies in quarantine',
  tag: 'EDI',
  door: ediDoor('change'),
  params: ById,
  reply: z.strictObject({ messages: z.int() }),
  status: 202,
})
