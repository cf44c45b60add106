import { z } from 'zod'
import { ServiceTerms } from '../analyses/service-definitions.ts'
import { route } from '../route.ts'
import { ById, Day, Id, Instant, Locale } from '../shapes.ts'
import { MilestoneCode, MilestoneSource, ShipmentState } from './milestones.ts'
import { Severity, ShipmentExceptionKind, ShipmentMode } from './shipment.ts'

const shipments = (action: 'read' | 'change' | 'export') => ({ module: 'shipments', action }) as const
const tag = 'Shipments'

/** On time and in full, each customer by his own definition (service definitions). */
export const OtifPart = z.strictObject({
  key: z.string(),
  shipments: z.int(),
  /** With a promise that is due: what the rates are of. */
  judged: z.int(),
  onTime: z.int(),
  early: z.int(),
  late: z.int(),
  /** Promised, overdue and not delivered: counted as late. */
  missing: z.int(),
  inFull: z.int(),
  otif: z.int(),
  damaged: z.int(),
  lost: z.int(),
  /** Delivered, and attested as the definition asks. */
  attested: z.int(),
})
/** What holds for one customer: his own terms, or those of the company. */
const OtifTerms = ServiceTerms.omit({ note: true }).extend({ accountId: Id, own: z.boolean() })
export const OtifAnswer = z.strictObject({
  from: Day.nullable(),
  to: Day.nullable(),
  total: OtifPart,
  /** The terms stand beside the parts by customer alone. */
  parts: z.array(OtifPart.extend({ terms: OtifTerms.nullable() })),
})
export type OtifAnswer = z.infer<typeof OtifAnswer>
const OtifQuestion = z.strictObject({
  by: z.enum(['mode', 'carrier', 'lane', 'account', 'month']).default('mode'),
  from: Day.optional(),
  to: Day.optional(),
  accountId: Id.optional(),
})
export const shipmentOtif = route('shipmentOtif', 'GET', '/shipments/otif', {
  summary: 'On time and in full: by mode, carrier, lane, customer or month of the promise',
  tag,
  door: shipments('read'),
  query: OtifQuestion,
  reply: OtifAnswer,
  cost: 'lookUp',
})
export const exportOtif = route('exportOtif', 'GET', '/shipments/otif/file', {
  summary: 'On time and in full as CSV or XLSX',
  tag,
  door: shipments('export'),
  query: OtifQuestion.extend({ format: z.enum(['csv', 'xlsx']).default('xlsx') }),
  kind: 'stream',
  cost: 'export',
})

export const ShipmentRule = z.strictObject({
  id: Id,
  trigger: z.enum(['code', 'overdue', 'silence', 'etaLate']),
  code: MilestoneCode.nullable(),
  mode: ShipmentMode.nullable(),
  /** How long it may take; null for rules on codes. */
  minutes: z.int().nullable(),
  kind: ShipmentExceptionKind,
  severity: Severity,
  notify: z.boolean(),
  active: z.boolean(),
  version: z.int(),
})
export type ShipmentRule = z.infer<typeof ShipmentRule>
export const listShipmentRules = route('listShipmentRules', 'GET', '/shipment-rules', {
  summary: 'What counts as an exception',
  tag,
  door: shipments('read'),
  reply: z.strictObject({ rules: z.array(ShipmentRule), can: z.strictObject({ change: z.boolean() }) }),
})
export const changeShipmentRule = route('changeShipmentRule', 'PATCH', '/shipment-rules/:id', {
  summary: 'Set a threshold, a severity, or switch the rule off',
  tag,
  door: shipments('change'),
  params: ById,
  body: z
    .strictObject({
      minutes: z.int().min(0).max(525_600),
      severity: Severity,
      notify: z.boolean(),
      active: z.boolean(),
    })
    .partial(),
  reply: ShipmentRule,
  versioned: true,
})

export const TrackingStep = z.strictObject({
  code: MilestoneCode,
  at: Instant,
  dayOnly: z.boolean(),
  place: z.string().nullable(),
})
export const TrackedShipment = z.strictObject({
  number: z.string(),
  state: ShipmentState,
  mode: ShipmentMode,
  from: z.string().nullable(),
  to: z.string().nullable(),
  promisedOn: Day.nullable(),
  eta: Instant.nullable(),
  etaEarliest: Instant.nullable(),
  etaLatest: Instant.nullable(),
  deliveredAt: Instant.nullable(),
  steps: z.array(TrackingStep),
  troubles: z.array(ShipmentExceptionKind),
  company: z.string(),
  locale: Locale,
  attestedBy: MilestoneSource.nullable(),
})
export type TrackedShipment = z.infer<typeof TrackedShipment>
export const trackShipment = route('trackShipment', 'GET', '/tracking', {
  summary: 'Follow a shipment by its number and its check, without signing in',
  tag: 'Tracking',
  door: 'public',
  query: z.strictObject({
    number: z.string().max(40),
    check: z.string().max(40),
    lang: z.enum(['zh', 'en']).optional(),
  }),
  reply: TrackedShipment,
})
