import { z } from 'zod'
import { route } from '../route.ts'
import { ById, Id, Instant, PageQuery, pageOf, Sentence } from '../shapes.ts'
import { EdiDirection, EdiIssueShown } from './messages.ts'
import { EdiStandard, ediDoor } from './partners.ts'

export const EdiInterchangeState = z.enum([
  'reading',
  'taking',
  'settled',
  'repeated',
  'waiting',
  'sent',
  'acknowledged',
  'rejected',
  'overdue',
])

export const EdiInterchangeRow = z.strictObject({
  id: Id,
  direction: EdiDirection,
  standard: EdiStandard,
  control: z.string(),
  sender: z.string(),
  receiver: z.string(),
  partner: z.strictObject({ id: Id, name: z.string() }).nullable(),
  state: EdiInterchangeState,
  messages: z.int(),
  quarantined: z.int(),
  types: z.array(z.string()),
  way: z.string(),
  fileId: Id,
  fileName: z.string(),
  test: z.boolean(),
  receivedAt: Instant,
  sentAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  trouble: Sentence.nullable(),
})
export type EdiInterchangeRow = z.infer<typeof EdiInterchangeRow>

export const EdiInterchange = EdiInterchangeRow.extend({
  sha256: z.string(),
  bytes: z.int(),
  faults: z.array(EdiIssueShown),
  repeats: z.strictObject({ id: Id, receivedAt: Instant }).nullable(),
  /** Our acknowledgement of it, or what it acknowledges. */
  receipt: z.strictObject({ id: Id, control: z.string(), state: EdiInterchangeState }).nullable(),
})
export type EdiInterchange = z.infer<typeof EdiInterchange>

export const EdiFileReceived = z.strictObject({
  fileId: Id,
  sha256: z.string(),
  bytes: z.int(),
  receivedAt: Instant,
})
export const EdiFileState = z.strictObject({
  fileId: Id,
  name: z.string(),
  bytes: z.int(),
  receivedAt: Instant,
  state: z.enum(['received', 'read', 'unreadable']),
  faults: z.array(EdiIssueShown),
  interchanges: z.array(z.strictObject({ id: Id, control: z.string(), state: EdiInterchangeState, messages: z.int() })),
})

export const receiveEdi = route('receiveEdi', 'POST', '/edi/interchanges', {
  summary: 'Hand in a file of interchanges, as the body or as the field "file"; 202 once it is safe here',
  tag: 'EDI',
  door: ediDoor('create'),
  kind: 'upload',
  query: z.strictObject({ name: z.string().trim().min(1).max(200).optional() }),
  reply: EdiFileReceived,
  status: 202,
})
export const readEdiFile = route('readEdiFile', 'GET', '/edi/files/:id', {
  summary: 'What became of a file that was handed in',
  tag: 'EDI',
  door: ediDoor('read'),
  params: ById,
  reply: EdiFileState,
})
export const downloadEdiFile = route('downloadEdiFile', 'GET', '/edi/files/:id/content', {
  summary: 'The file as it came or went, byte for byte; for who may export and see money',
  tag: 'EDI',
  door: ediDoor('export'),
  params: ById,
  kind: 'stream',
  cost: 'export',
})
export const listEdiInterchanges = route('listEdiInterchanges', 'GET', '/edi/interchanges', {
  summary: 'Interchanges that came or went, newest first',
  tag: 'EDI',
  door: ediDoor('read'),
  query: z.strictObject({
    ...PageQuery,
    direction: EdiDirection.optional(),
    state: EdiInterchangeState.optional(),
    partnerId: Id.optional(),
    search: z.string().max(100).optional(),
  }),
  reply: pageOf(EdiInterchangeRow),
})
export const readEdiInterchange = route('readEdiInterchange', 'GET', '/edi/interchanges/:id', {
  summary: 'One interchange with the faults of its envelope',
  tag: 'EDI',
  door: ediDoor('read'),
  params: ById,
  reply: EdiInterchange,
})
export const sendEdiAgain = route('sendEdiAgain', 'POST', '/edi/interchanges/:id/sendings', {
  summary: 'Send an interchange of ours once more, as it is',
  tag: 'EDI',
  door: ediDoor('change'),
  params: ById,
})

export const EdiOutboxRow = z.strictObject({
  id: Id,
  partnerId: Id,
  control: z.string(),
  types: z.array(z.string()),
  madeAt: Instant,
  bytes: z.int(),
})
export const listEdiOutbox = route('listEdiOutbox', 'GET', '/edi/outbox', {
  summary: 'What waits for a partner who fetches it, oldest first',
  tag: 'EDI',
  door: ediDoor('change'),
  query: z.strictObject({ partnerId: Id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  reply: z.strictObject({ rows: z.array(EdiOutboxRow) }),
})
export const fetchEdiOutbox = route('fetchEdiOutbox', 'GET', '/edi/outbox/:id', {
  summary: 'The bytes of an interchange that waits to be fetched',
  tag: 'EDI',
  door: ediDoor('export'),
  params: ById,
  kind: 'stream',
})
export const confirmEdiOutbox = route('confirmEdiOutbox', 'DELETE', '/edi/outbox/:id', {
  summary: 'Say that an interchange was fetched; until then it waits',
  tag: 'EDI',
  door: ediDoor('change'),
  params: ById,
})

export const EdiSummary = z.strictObject({
  quarantined: z.int(),
  overdue: z.int(),
  waiting: z.int(),
  receivedToday: z.int(),
  takenToday: z.int(),
  sentToday: z.int(),
  troubled: z.array(z.strictObject({ partnerId: Id, partner: z.string(), trouble: Sentence })),
})
export type EdiSummary = z.infer<typeof EdiSummary>
export const readEdiSummary = route('readEdiSummary', 'GET', '/edi/summary', {
  summary: 'What waits for a person, and what went through today',
  tag: 'EDI',
  door: ediDoor('read'),
  reply: EdiSummary,
})
