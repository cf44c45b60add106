import { z } from 'zod'
import { route } from '../route.ts'
import { ById, Id, Instant } from '../shapes.ts'
import { EdiChannel } from './channels.ts'

export const ediDoor = (action: 'read' | 'create' | 'change' | 'export') => ({ module: 'edi', action }) as const

export const EdiStandard = z.enum(['x12', 'edifact'])
export type EdiStandard = z.infer<typeof EdiStandard>
export const EdiPartnerKind = z.enum(['customer', 'carrier', 'supplier', 'warehouse'])
export type EdiPartnerKind = z.infer<typeof EdiPartnerKind>

/** Messages the EDI centre writes of its own accord, when what they tell of happens. */
export const EdiWritten = z.enum([
  '990',
  '214',
  '855',
  '856',
  '945',
  '210',
  '810',
  'ORDRSP',
  'DESADV',
  'IFTSTA',
  'INVOIC',
  'IFTMBC',
])
export type EdiWritten = z.infer<typeof EdiWritten>

/** Who a partner is in the envelope: of the interchange (ISA, UNB), or of the group where one mailbox speaks for several (GS, UNG). */
export const EdiIdentity = z.strictObject({
  level: z.enum(['interchange', 'group']),
  qualifier: z.string().trim().max(4).default(''),
  identifier: z.string().trim().min(1).max(35),
})
export type EdiIdentity = z.infer<typeof EdiIdentity>

/** What the partner calls one of our customers. */
export const EdiCode = z.strictObject({ code: z.string().trim().min(1).max(80), accountId: Id })
export type EdiCode = z.infer<typeof EdiCode>

type OverrideValue = string | number | boolean | null | OverrideValue[] | { [key: string]: OverrideValue }
/** JSON as an override is written in; what it may say is judged where it is applied. */
const OverrideValue: z.ZodType<OverrideValue> = z.lazy(() =>
  z.union([
    z.string().max(500),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(OverrideValue).max(500),
    z.record(z.string().max(100), OverrideValue),
  ]),
)
export const EdiSettings = z.strictObject({
  /** How what they send is acknowledged. */
  acknowledge: z.enum(['997', '999', 'CONTRL', 'none']).default('997'),
  /** A TA1 for every X12 interchange, besides those that ask for one. */
  ta1: z.boolean().default(false),
  /** Hours within which they acknowledge what we send; later it is overdue. Null: they never do. */
  dueHours: z.int().min(1).max(720).nullable().default(24),
  /** Release of what is written: `004010`, `D:96A:UN`. */
  release: z
    .string()
    .trim()
    .regex(/^[\w:.]{0,20}$/)
    .default(''),
  /** What is written to them. */
  writes: z.array(EdiWritten).max(12).default([]),
  /** A line for each segment, for people. */
  lineBreaks: z.boolean().default(false),
  /** Marked as test. */
  test: z.boolean().default(false),
  /** Of money in messages that name no currency. */
  currency: z
    .string()
    .trim()
    .regex(/^([A-Z]{3})?$/)
    .default(''),
  /** By message type: how their messages differ from the standard (see packages/edi, `override`). */
  overrides: z.record(z.string().max(10), OverrideValue).default({}),
})
export type EdiSettings = z.infer<typeof EdiSettings>

export const EdiPartnerFields = z.strictObject({
  name: z.string().trim().min(1).max(200),
  kind: EdiPartnerKind,
  /** Whose orders they place; null where their messages name the customer. */
  accountId: Id.nullable().default(null),
  standard: EdiStandard,
  ourQualifier: z.string().trim().max(4).default(''),
  ourId: z.string().trim().min(1).max(35),
  /** The colleague in whose name their messages are taken; absent: whoever saves. */
  actsAs: Id.optional(),
  active: z.boolean().default(true),
  settings: EdiSettings.prefault({}),
  identities: z.array(EdiIdentity).min(1).max(20),
  codes: z.array(EdiCode).max(2_000).default([]),
})

/** What of a partner’s overrides does not fit, where. */
export const EdiOverrideProblem = z.strictObject({ type: z.string(), path: z.string(), zh: z.string(), en: z.string() })
export type EdiOverrideProblem = z.infer<typeof EdiOverrideProblem>
export const checkEdiOverrides = route('checkEdiOverrides', 'POST', '/edi/override-checks', {
  summary: 'Whether overrides fit the messages they are for; nothing is kept',
  tag: 'EDI',
  door: ediDoor('change'),
  body: z.strictObject({ standard: EdiStandard, overrides: EdiSettings.shape.overrides.unwrap() }),
  reply: z.strictObject({ problems: z.array(EdiOverrideProblem) }),
  status: 200,
})

const Meaning = { zh: z.string(), en: z.string() }
/** An element of a message that has codes, by its path in overrides. */
export const EdiCodedElement = z.strictObject({
  path: z.string(),
  ...Meaning,
  codes: z.array(z.strictObject({ code: z.string(), ...Meaning })),
})
export type EdiCodedElement = z.infer<typeof EdiCodedElement>
export const listEdiCodedElements = route('listEdiCodedElements', 'GET', '/edi/coded-elements', {
  summary: 'Elements of a message whose codes a partner may have others for',
  tag: 'EDI',
  door: ediDoor('read'),
  query: z.strictObject({ standard: EdiStandard, type: z.string().max(10) }),
  reply: z.strictObject({ elements: z.array(EdiCodedElement) }),
})

export const EdiPartnerRow = z.strictObject({
  id: Id,
  name: z.string(),
  kind: EdiPartnerKind,
  account: z.strictObject({ id: Id, number: z.string(), name: z.string() }).nullable(),
  standard: EdiStandard,
  active: z.boolean(),
  identities: z.array(EdiIdentity),
  /** Ways that are in trouble. */
  troubled: z.int(),
  quarantined: z.int(),
  overdue: z.int(),
  lastReceivedAt: Instant.nullable(),
  lastSentAt: Instant.nullable(),
})
export type EdiPartnerRow = z.infer<typeof EdiPartnerRow>

export const EdiPartner = z.strictObject({
  id: Id,
  name: z.string(),
  kind: EdiPartnerKind,
  account: z.strictObject({ id: Id, number: z.string(), name: z.string() }).nullable(),
  standard: EdiStandard,
  ourQualifier: z.string(),
  ourId: z.string(),
  actsAs: z.strictObject({ id: Id, name: z.string() }),
  active: z.boolean(),
  settings: EdiSettings,
  identities: z.array(EdiIdentity),
  codes: z.array(EdiCode.extend({ accountName: z.string().nullable() })),
  channels: z.array(EdiChannel),
  version: z.int(),
})
export type EdiPartner = z.infer<typeof EdiPartner>

export const listEdiPartners = route('listEdiPartners', 'GET', '/edi/partners', {
  summary: 'Trading partners, with what waits for a person',
  tag: 'EDI',
  door: ediDoor('read'),
  reply: z.strictObject({ rows: z.array(EdiPartnerRow) }),
})
export const exportEdiPartners = route('exportEdiPartners', 'GET', '/edi/partner-exports', {
  summary: 'The list of trading partners as CSV or XLSX',
  tag: 'EDI',
  door: ediDoor('export'),
  query: z.strictObject({
    /** Part of a name, of the customer’s or of an identifier. */
    q: z.string().max(100).optional(),
    kind: EdiPartnerKind.optional(),
    format: z.enum(['csv', 'xlsx']).default('xlsx'),
  }),
  kind: 'stream',
  cost: 'export',
})
export const readEdiPartner = route('readEdiPartner', 'GET', '/edi/partners/:id', {
  summary: 'One trading partner: identifiers, codes, ways, settings',
  tag: 'EDI',
  door: ediDoor('read'),
  params: ById,
  reply: EdiPartner,
})
export const createEdiPartner = route('createEdiPartner', 'POST', '/edi/partners', {
  summary: 'Add a trading partner; what they sent before and lies in quarantine for that may be replayed',
  tag: 'EDI',
  door: ediDoor('create'),
  body: EdiPartnerFields,
  reply: EdiPartner,
})
export const changeEdiPartner = route('changeEdiPartner', 'PUT', '/edi/partners/:id', {
  summary: 'Write a trading partner anew',
  tag: 'EDI',
  door: ediDoor('change'),
  params: ById,
  body: EdiPartnerFields,
  reply: EdiPartner,
  versioned: true,
})
