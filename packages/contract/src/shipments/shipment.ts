import { z } from 'zod'
import { AccountRef, PersonRef } from '../accounts/index.ts'
import { Day, Id, Instant } from '../shapes.ts'
import { MilestoneCode, MilestoneKind, MilestoneSource, ShipmentReference, ShipmentState } from './milestones.ts'

export const ShipmentMode = z.enum(['road', 'rail', 'air', 'sea', 'express', 'multimodal', 'other'])
export type ShipmentMode = z.infer<typeof ShipmentMode>

const place = z.string().trim().min(1).max(200)
const unlocode = z.string().regex(/^[A-Z]{2}[A-Z2-9]{3}$/)

export const ShipmentExceptionKind = z.enum([
  'delay',
  'overdue',
  'silence',
  'damage',
  'loss',
  'shortage',
  'refusal',
  'customsHold',
  'failedDelivery',
  'held',
  'returned',
  'temperature',
  'documents',
  'other',
])
export type ShipmentExceptionKind = z.infer<typeof ShipmentExceptionKind>
export const Severity = z.enum(['low', 'medium', 'high'])

/** When it will be there, and on what that rests. */
export const Eta = z.strictObject({
  at: Instant,
  /** Eight of ten earlier shipments lay between the two; null where nothing but a plan is known. */
  earliest: Instant.nullable(),
  latest: Instant.nullable(),
  basis: z.enum(['carrier', 'laneAndCarrier', 'lane', 'countries', 'mode', 'plan']),
  /** Earlier shipments it was computed from. */
  shipments: z.int(),
  /** Since which milestone of this shipment the time runs. */
  since: MilestoneCode.nullable(),
  computedAt: Instant,
})
export type Eta = z.infer<typeof Eta>

export const ShipmentRow = z.strictObject({
  id: Id,
  number: z.string(),
  account: AccountRef,
  order: z.strictObject({ id: Id, number: z.string() }).nullable(),
  mode: ShipmentMode,
  state: ShipmentState,
  carrier: z.string().nullable(),
  reference: z.string().nullable(),
  origin: z.string().nullable(),
  destination: z.string().nullable(),
  promisedOn: Day.nullable(),
  eta: Instant.nullable(),
  deliveredAt: Instant.nullable(),
  last: z.strictObject({ code: MilestoneCode, at: Instant, place: z.string().nullable() }).nullable(),
  /** Open ones, the gravest first. */
  exceptions: z.array(ShipmentExceptionKind),
  /** Of the day promised: is it past, or will the expected arrival be? */
  risk: z.enum(['none', 'atRisk', 'late']),
  openedAt: Instant,
})
export type ShipmentRow = z.infer<typeof ShipmentRow>

export const ShipmentLeg = z.strictObject({
  id: Id,
  sequence: z.int(),
  mode: ShipmentMode,
  carrier: z.string().nullable(),
  /** Vessel and voyage, flight, train, plate. */
  conveyance: z.string().nullable(),
  equipmentKind: z.string().nullable(),
  equipmentNumber: z.string().nullable(),
  origin: z.string().nullable(),
  destination: z.string().nullable(),
  plannedDeparture: Instant.nullable(),
  plannedArrival: Instant.nullable(),
})
export const NewShipmentLeg = ShipmentLeg.omit({ id: true, sequence: true })
  .extend({
    conveyance: z.string().trim().max(100).nullable(),
    equipmentKind: z.string().trim().max(50).nullable(),
    equipmentNumber: z.string().trim().max(50).nullable(),
    carrier: z.string().trim().max(100).nullable(),
    origin: place.nullable(),
    destination: place.nullable(),
  })
  .partial()
  .required({ mode: true })

export const ShipmentMilestone = z.strictObject({
  id: Id,
  code: MilestoneCode,
  kind: MilestoneKind,
  at: Instant,
  /** Only the day is known. */
  dayOnly: z.boolean(),
  /** Minutes east of UTC, as it was told; null: not told. */
  offsetMinutes: z.int().nullable(),
  place: z.string().nullable(),
  reason: z.string().nullable(),
  source: MilestoneSource,
  sourceDetail: z.string().nullable(),
  recordedAt: Instant,
  recordedBy: PersonRef.nullable(),
})
export type ShipmentMilestone = z.infer<typeof ShipmentMilestone>

export const ShipmentException = z.strictObject({
  id: Id,
  kind: ShipmentExceptionKind,
  severity: Severity,
  detectedBy: z.enum(['rule', 'staff', 'partner']),
  note: z.string(),
  packages: z.int().nullable(),
  openedAt: Instant,
  openedBy: PersonRef.nullable(),
  /** Who sees to it. */
  assignee: PersonRef.nullable(),
  resolvedAt: Instant.nullable(),
  resolvedBy: PersonRef.nullable(),
  resolution: z.string().nullable(),
  version: z.int(),
})
export type ShipmentException = z.infer<typeof ShipmentException>

export const ProofKind = z.enum(['photo', 'signature', 'document'])
export const ShipmentProof = z.strictObject({
  id: Id,
  kind: ProofKind,
  signer: z.string().nullable(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  addedAt: Instant,
  addedBy: PersonRef.nullable(),
})
export type ShipmentProof = z.infer<typeof ShipmentProof>

export const ShipmentNotice = z.strictObject({
  id: Id,
  subject: z.string(),
  body: z.string(),
  channel: z.enum(['mail', 'text', 'webhook', 'byHand']),
  /** Null too for a reader who does not see the customer's people. */
  to: z.string().nullable(),
  state: z.enum(['waiting', 'sending', 'sent', 'failed', 'handedOver', 'withdrawn']),
  attempts: z.int(),
  dueAt: Instant,
  sentAt: Instant.nullable(),
  fault: z.string().nullable(),
})

export const Shipment = ShipmentRow.extend({
  originUnlocode: z.string().nullable(),
  destinationUnlocode: z.string().nullable(),
  plannedPickupAt: Instant.nullable(),
  plannedDeliveryAt: Instant.nullable(),
  arrival: Eta.nullable(),
  packages: z.int().nullable(),
  deliveredPackages: z.int().nullable(),
  weightG: z.int().nullable(),
  volumeCm3: z.int().nullable(),
  goods: z.string().nullable(),
  references: z.array(ShipmentReference),
  legs: z.array(ShipmentLeg),
  milestones: z.array(ShipmentMilestone),
  exceptionList: z.array(ShipmentException),
  proofs: z.array(ShipmentProof),
  notices: z.array(ShipmentNotice),
  /** What the customer types, with the number, to follow it; null for whoever may not change shipments. */
  trackingCheck: z.string().nullable(),
  version: z.int(),
  can: z.strictObject({ change: z.boolean() }),
})
export type Shipment = z.infer<typeof Shipment>

const fields = {
  mode: ShipmentMode,
  carrier: z.string().trim().min(1).max(100).nullable(),
  origin: place.nullable(),
  originUnlocode: unlocode.nullable(),
  destination: place.nullable(),
  destinationUnlocode: unlocode.nullable(),
  promisedOn: Day.nullable(),
  plannedPickupAt: Instant.nullable(),
  plannedDeliveryAt: Instant.nullable(),
  packages: z.int().min(0).max(10_000_000).nullable(),
  deliveredPackages: z.int().min(0).max(10_000_000).nullable(),
  weightG: z.int().min(0).nullable(),
  volumeCm3: z.int().min(0).nullable(),
  goods: z.string().trim().max(500).nullable(),
  references: z.array(ShipmentReference).max(50),
  legs: z.array(NewShipmentLeg).max(30),
}
/** Without defaults: a field left out is left as it is. */
export const ShipmentChange = z.strictObject(fields).partial()
export type ShipmentChange = z.infer<typeof ShipmentChange>
export const ShipmentDraft = ShipmentChange.omit({ deliveredPackages: true })
  .required({ mode: true })
  .extend({ accountId: Id, orderId: Id.optional() })
export type ShipmentDraft = z.infer<typeof ShipmentDraft>

/** A milestone as somebody tells it. The time is text: a day that does not exist must be kept, not refused. */
export const MilestoneReport = z.strictObject({
  code: MilestoneCode,
  kind: MilestoneKind.default('actual'),
  /** ISO 8601: an instant with its offset, or a day. */
  at: z.string().trim().min(1).max(40),
  place: z.string().trim().max(200).nullable().default(null),
  unlocode: unlocode.nullable().default(null),
  reason: z.string().trim().max(200).nullable().default(null),
  /** The sender's own key: the same key is the same milestone, told again. */
  key: z.string().trim().min(1).max(200).optional(),
})
export type MilestoneReport = z.infer<typeof MilestoneReport>

export const MilestoneByReference = MilestoneReport.extend({
  /** Any of them finds the shipment; more of them find it more surely. Our own number counts as kind `other`. */
  references: z.array(ShipmentReference).min(1).max(20),
})

export const MilestoneOutcome = z.strictObject({
  outcome: z.enum([
    'taken',
    'known',
    'unknownShipment',
    'severalShipments',
    'future',
    'beforeOrder',
    'noSuchDate',
    'unknownCode',
  ]),
  shipmentId: Id.nullable(),
  milestoneId: Id.nullable(),
  /** Of what was kept to be mended. */
  keptId: Id.nullable(),
})
export type MilestoneOutcome = z.infer<typeof MilestoneOutcome>
