import { z } from 'zod'
import type { FilterKind } from '../accounts/index.ts'
import { route } from '../route.ts'
import { ById, Day, Id, Instant, PageQuery, pageOf } from '../shapes.ts'
import {
  MilestoneCode,
  MilestoneFault,
  MilestoneKind,
  MilestoneSource,
  ShipmentReference,
  ShipmentState,
} from './milestones.ts'
import {
  MilestoneByReference,
  MilestoneOutcome,
  MilestoneReport,
  ProofKind,
  Severity,
  Shipment,
  ShipmentChange,
  ShipmentDraft,
  ShipmentException,
  ShipmentExceptionKind,
  ShipmentMode,
  ShipmentProof,
  ShipmentRow,
} from './shipment.ts'

const shipments = (action: 'read' | 'create' | 'change' | 'delete' | 'export') =>
  ({ module: 'shipments', action }) as const
const tag = 'Shipments'

/** What shipments can be filtered by; screens build their filter from it, the server its SQL. */
export const shipmentFilterFields: Readonly<Record<string, { kind: FilterKind; choices?: readonly string[] }>> = {
  number: { kind: 'text' },
  state: { kind: 'choice', choices: ShipmentState.options },
  mode: { kind: 'choice', choices: ShipmentMode.options },
  carrier: { kind: 'text' },
  customer: { kind: 'text' },
  customerNumber: { kind: 'text' },
  owner: { kind: 'person' },
  team: { kind: 'team' },
  referenceValue: { kind: 'text' },
  origin: { kind: 'text' },
  destination: { kind: 'text' },
  goods: { kind: 'text' },
  exceptionKind: { kind: 'choice', choices: ShipmentExceptionKind.options },
  assignee: { kind: 'person' },
  lastCode: { kind: 'choice', choices: MilestoneCode.options },
  lastAt: { kind: 'date' },
  promisedOn: { kind: 'date' },
  eta: { kind: 'date' },
  deliveredAt: { kind: 'date' },
  openedAt: { kind: 'date' },
  equipment: { kind: 'text' },
  attested: { kind: 'boolean' },
  risk: { kind: 'choice', choices: ['atRisk', 'late'] },
}

/** What narrows lists, the board and files alike. */
export const ShipmentFilter = z.strictObject({
  search: z.string().max(100).optional(),
  accountId: Id.optional(),
  orderId: Id.optional(),
  state: z.enum(['open', 'closed', ...ShipmentState.options]).optional(),
  mode: ShipmentMode.optional(),
  carrier: z.string().max(100).optional(),
  exception: z.enum(['any', ...ShipmentExceptionKind.options]).optional(),
  risk: z.enum(['atRisk', 'late']).optional(),
  promisedFrom: Day.optional(),
  promisedTo: Day.optional(),
  /** As JSON: `{ all }`, `{ any }` and `{ field, op, value }`. */
  filter: z.string().max(20_000).optional(),
})
export type ShipmentFilter = z.infer<typeof ShipmentFilter>
export const ShipmentSort = z.enum(['opened', 'promised', 'eta', 'last'])

export const listShipments = route('listShipments', 'GET', '/shipments', {
  summary: 'Shipments',
  tag,
  door: shipments('read'),
  query: ShipmentFilter.extend({
    ...PageQuery,
    sort: ShipmentSort.default('opened'),
    direction: z.enum(['asc', 'desc']).default('desc'),
  }),
  reply: pageOf(ShipmentRow),
})

export const exportShipments = route('exportShipments', 'GET', '/shipments/file', {
  summary: 'The list as CSV or XLSX',
  tag,
  door: shipments('export'),
  query: ShipmentFilter.extend({
    format: z.enum(['csv', 'xlsx']).default('xlsx'),
    sort: ShipmentSort.default('opened'),
    direction: z.enum(['asc', 'desc']).default('desc'),
  }),
  kind: 'stream',
  cost: 'export',
})

export const ShipmentCluster = z.strictObject({
  longitude: z.number(),
  latitude: z.number(),
  shipments: z.int(),
  late: z.int(),
  exceptions: z.int(),
  /** Where all of them are at one place. */
  place: z.string().nullable(),
  /** Where it is one. */
  shipmentId: Id.nullable(),
})
export const ShipmentBoard = z.strictObject({
  open: z.int(),
  byState: z.record(z.string(), z.int()),
  late: z.int(),
  atRisk: z.int(),
  withExceptions: z.int(),
  byException: z.record(z.string(), z.int()),
  dueToday: z.int(),
  /** Open ones whose place nobody knows. */
  nowhere: z.int(),
  clusters: z.array(ShipmentCluster),
  at: Instant,
})
export type ShipmentBoard = z.infer<typeof ShipmentBoard>
export const shipmentBoard = route('shipmentBoard', 'GET', '/shipments/board', {
  summary: 'What is under way now: counts, and where on the map',
  tag,
  door: shipments('read'),
  query: ShipmentFilter.extend({
    /** Side of a cell of the map in degrees; 0: places as they are. */
    cell: z.coerce.number().min(0).max(30).default(2),
    west: z.coerce.number().min(-180).max(180).default(-180),
    east: z.coerce.number().min(-180).max(180).default(180),
    south: z.coerce.number().min(-90).max(90).default(-90),
    north: z.coerce.number().min(-90).max(90).default(90),
  }),
  reply: ShipmentBoard,
})

export const readShipment = route('readShipment', 'GET', '/shipments/:id', {
  summary: 'One shipment with legs, milestones, exceptions, proofs and notices',
  tag,
  door: shipments('read'),
  params: ById,
  reply: Shipment,
})
export const openShipment = route('openShipment', 'POST', '/shipments', {
  summary: 'Open a shipment',
  tag,
  door: shipments('create'),
  body: ShipmentDraft,
  reply: Shipment,
})
export const openShipmentsOfOrder = route('openShipmentsOfOrder', 'PUT', '/orders/:id/shipments', {
  summary: 'Open the shipments of an order: one for each transport on it, each once',
  tag,
  door: shipments('create'),
  params: ById,
  reply: z.strictObject({ shipments: z.array(z.strictObject({ id: Id, number: z.string() })) }),
})
export const changeShipment = route('changeShipment', 'PATCH', '/shipments/:id', {
  summary: 'Change a shipment',
  tag,
  door: shipments('change'),
  params: ById,
  body: ShipmentChange,
  reply: Shipment,
  versioned: true,
})

export const recordShipmentMilestone = route('recordShipmentMilestone', 'POST', '/shipments/:id/milestones', {
  summary: 'Tell what happened to a shipment, or when it shall',
  tag,
  door: shipments('change'),
  params: ById,
  body: MilestoneReport,
  reply: MilestoneOutcome,
})
export const recordMilestoneByReference = route('recordMilestoneByReference', 'POST', '/milestones', {
  summary: 'Tell what happened to the shipment these references find',
  tag,
  door: shipments('change'),
  body: MilestoneByReference,
  reply: MilestoneOutcome,
})
export const retractMilestone = route('retractMilestone', 'DELETE', '/shipment-milestones/:id', {
  summary: 'Take back a milestone recorded by mistake',
  tag,
  door: shipments('change'),
  params: ById,
})

export const UnplacedMilestone = z.strictObject({
  id: Id,
  fault: MilestoneFault,
  code: z.string(),
  kind: MilestoneKind,
  /** As it was told. */
  at: z.string(),
  place: z.string().nullable(),
  references: z.array(ShipmentReference),
  source: MilestoneSource,
  sourceDetail: z.string().nullable(),
  shipment: z.strictObject({ id: Id, number: z.string() }).nullable(),
  receivedAt: Instant,
  state: z.enum(['open', 'placed', 'dismissed']),
})
export const listUnplacedMilestones = route('listUnplacedMilestones', 'GET', '/unplaced-milestones', {
  summary: 'Milestones that were told and found no shipment, or cannot be true as told',
  tag,
  door: shipments('change'),
  query: z.strictObject({ ...PageQuery, state: z.enum(['open', 'placed', 'dismissed']).default('open') }),
  reply: pageOf(UnplacedMilestone),
})
export const placeMilestone = route('placeMilestone', 'PUT', '/unplaced-milestones/:id/placing', {
  summary: 'Mend it: name the shipment, the time or the code, and it is put on the shipment',
  tag,
  door: shipments('change'),
  params: ById,
  body: z.strictObject({
    shipmentId: Id.optional(),
    at: z.string().trim().min(1).max(40).optional(),
    code: MilestoneCode.optional(),
  }),
  reply: MilestoneOutcome,
})
export const dismissMilestone = route('dismissMilestone', 'PUT', '/unplaced-milestones/:id/dismissal', {
  summary: 'It is nothing of ours',
  tag,
  door: shipments('change'),
  params: ById,
})

export const addShipmentException = route('addShipmentException', 'POST', '/shipments/:id/exceptions', {
  summary: 'Record that something went wrong with a shipment',
  tag,
  door: shipments('change'),
  params: ById,
  body: z.strictObject({
    kind: ShipmentExceptionKind,
    severity: Severity.default('medium'),
    note: z.string().trim().max(2_000).default(''),
    packages: z.int().min(0).nullable().default(null),
  }),
  reply: ShipmentException,
})
export const resolveShipmentException = route(
  'resolveShipmentException',
  'PUT',
  '/shipment-exceptions/:id/resolution',
  {
    summary: 'Settled: say how',
    tag,
    door: shipments('change'),
    params: ById,
    body: z.strictObject({ resolution: z.string().trim().min(1).max(2_000) }),
    reply: ShipmentException,
    versioned: true,
  },
)
export const reopenShipmentException = route(
  'reopenShipmentException',
  'DELETE',
  '/shipment-exceptions/:id/resolution',
  {
    summary: 'Not settled after all',
    tag,
    door: shipments('change'),
    params: ById,
    reply: ShipmentException,
    status: 200,
    versioned: true,
  },
)

export const assignShipmentException = route('assignShipmentException', 'PUT', '/shipment-exceptions/:id/assignee', {
  summary: 'Say who sees to it',
  tag,
  door: shipments('change'),
  params: ById,
  body: z.strictObject({ userId: Id.nullable() }),
  reply: ShipmentException,
  versioned: true,
})

export const addProof = route('addProof', 'POST', '/shipments/:id/proofs', {
  summary: 'Proof of delivery: a photo, a signature or a document (multipart field `file`, ≤ 15 MB)',
  tag,
  door: shipments('change'),
  params: ById,
  query: z.strictObject({ kind: ProofKind, signer: z.string().trim().max(100).optional() }),
  kind: 'upload',
  reply: ShipmentProof,
})
export const downloadProof = route('downloadProof', 'GET', '/shipment-proofs/:id/content', {
  summary: 'The picture or document',
  tag,
  door: shipments('read'),
  params: ById,
  kind: 'stream',
})
export const removeProof = route('removeProof', 'DELETE', '/shipment-proofs/:id', {
  summary: 'Remove a proof that belongs to another shipment',
  tag,
  door: shipments('change'),
  params: ById,
})
