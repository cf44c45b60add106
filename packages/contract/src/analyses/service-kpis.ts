import { z } from 'zod'
import { AccountRef } from '../accounts/index.ts'
import { ServiceKind } from '../orders/index.ts'
import { route } from '../route.ts'
import { Day, Id, PageQuery, pageOf } from '../shapes.ts'
import { AnalysisBasis, AnalysisFilter, analysis } from './frame.ts'
import { TargetStanding } from './targets.ts'

/** What the figures of service are parted by (ORG-5). */
export const ServiceBy = z.enum(['service', 'mode', 'region', 'month', 'account', 'vendor', 'country', 'lane'])
export type ServiceBy = z.infer<typeof ServiceBy>

/** How a line stands against its promise by the customer's definition; open: neither delivered nor late yet. */
export const ServiceVerdict = z.enum(['onTime', 'early', 'late', 'open'])
export type ServiceVerdict = z.infer<typeof ServiceVerdict>

/** Lines of cancelled orders and drafts are left out. Shares are 0…1, null where their population is empty. */
export const ServicePart = z.strictObject({
  /** Id of the account, the first day of the month, or the text; `-` where it is not given. `*` is everything beyond the rows shown. */
  key: z.string(),
  label: z.string(),
  lines: z.int(),
  /** Delivered on or after the day of the order: the population of the days. */
  delivered: z.int(),
  /** From order to delivery, days; null without any, and for `*`. */
  medianDays: z.number().nullable(),
  /** Nine of ten lines were delivered within so many days. */
  ninetyDays: z.number().nullable(),
  /** Lines with a promised day. */
  promised: z.int(),
  onTime: z.int(),
  early: z.int(),
  late: z.int(),
  open: z.int(),
  /** On time ÷ (on time + early + late). */
  onTimeShare: z.number().nullable(),
  /** Orders with a promise, none of whose promised lines still waits within its time. */
  orders: z.int(),
  /** Of these: every promised line delivered. */
  complete: z.int(),
  completeShare: z.number().nullable(),
  /** Of these: every promised line delivered, and on time. */
  otif: z.int(),
  otifShare: z.number().nullable(),
})
export type ServicePart = z.infer<typeof ServicePart>

/** So many shipments of so many. */
const ShipmentShare = z.strictObject({ count: z.int(), of: z.int() })

/** What is known later than so many minutes after it happened is fed back late. */
export const feedbackMinutesAtMost = 120

/**
 * What became of shipments, by the day they were picked up, else were to be (ORG-5). Cancelled ones are left out; those that are only planned
 * count for their pick-up alone.
 */
export const ShipmentService = z.strictObject({
  /** With damage 货损, however many packages, of those under way or further. */
  damaged: ShipmentShare,
  /** With packages lost or short 货差, of the same. */
  lost: ShipmentShare,
  /** With one leg 直送, of those whose legs are known. */
  direct: ShipmentShare,
  /** Picked up by the planned day, of those picked up or whose planned day has passed. */
  pickedUpOnTime: ShipmentShare,
  /**
   * Information fed back in time 信息反馈: whose every milestone was known here within `feedbackMinutesAtMost` of happening, of those with one whose
   * moment is known.
   */
  fedBack: ShipmentShare.extend({
    /** How long the slowest milestone of a shipment took, of half of them at most so long. */
    medianMinutes: z.number().nullable(),
  }),
})
export type ShipmentService = z.infer<typeof ShipmentService>

export const ShipmentFigure = ShipmentService.keyof()
export type ShipmentFigure = z.infer<typeof ShipmentFigure>

const filter = AnalysisFilter.extend({ by: ServiceBy.default('service') })

export const serviceKpis = analysis('service-kpis', {
  summary: 'Delivery times, on time, OTIF 准时足量交付率 (ORG-5)',
  tells: ['behaviour'],
  query: filter.extend({ limit: z.coerce.number().int().min(1).max(1000).default(100) }),
  reply: z.strictObject({
    basis: AnalysisBasis,
    by: ServiceBy,
    /** Until which day it was judged whether something is late. */
    judgedOn: Day,
    total: ServicePart,
    parts: z.array(ServicePart),
    months: z.array(ServicePart),
    /** Customers with a definition of their own among those seen. */
    ownDefinitions: z.int(),
    /** Null where a region was asked for: shipments have none. */
    shipments: ShipmentService.nullable(),
    /** OTIF of the total against its target. */
    targets: z.array(TargetStanding),
  }),
})

/** The lines behind a figure of service, those furthest from their promise first. */
export const listServiceLines = route('listServiceLines', 'GET', '/analyses/service-kpis/lines', {
  summary: 'Order lines by how their promise was kept, furthest from it first',
  tag: 'Analyses',
  door: { module: 'orders', action: 'read' },
  cost: 'lookUp',
  query: filter.extend({
    ...PageQuery,
    accountId: Id.optional(),
    key: z.string().max(500).optional(),
    verdict: ServiceVerdict.optional(),
  }),
  reply: pageOf(
    z.strictObject({
      id: Id,
      orderId: Id,
      orderNumber: z.string(),
      account: AccountRef,
      service: ServiceKind,
      mode: z.string().nullable(),
      region: z.string().nullable(),
      origin: z.string().nullable(),
      destination: z.string().nullable(),
      country: z.string().nullable(),
      vendor: z.string().nullable(),
      item: z.string().nullable(),
      orderedOn: Day,
      promisedOn: Day.nullable(),
      shippedOn: Day.nullable(),
      deliveredOn: Day.nullable(),
      verdict: ServiceVerdict.nullable(),
      /** Days after the window (late) or before it (early, negative); 0 on time; null without a promise. */
      daysOff: z.int().nullable(),
    }),
  ),
})

/** The shipments behind a share of shipments: its whole population, or those that it counts, or the others. */
export const listServiceShipments = route('listServiceShipments', 'GET', '/analyses/service-kpis/shipments', {
  summary: 'Shipments behind damage, loss, direct delivery, pick-up and feedback, the last first',
  tag: 'Analyses',
  door: { module: 'shipments', action: 'read' },
  cost: 'lookUp',
  query: AnalysisFilter.extend({
    ...PageQuery,
    figure: ShipmentFigure,
    counted: z.enum(['yes', 'no']).optional(),
  }),
  reply: pageOf(
    z.strictObject({
      id: Id,
      number: z.string(),
      account: AccountRef,
      mode: ServiceKind,
      carrier: z.string().nullable(),
      origin: z.string().nullable(),
      destination: z.string().nullable(),
      /** In the company's time, as the next. */
      plannedPickupOn: Day.nullable(),
      pickedUpOn: Day.nullable(),
      packages: z.int().nullable(),
      /** Null: there is damage, and nobody said to how many packages; the same of loss. */
      packagesDamaged: z.int().nullable(),
      packagesLost: z.int().nullable(),
      legs: z.int(),
      /** Minutes until its slowest milestone was known; null where none tells. */
      feedbackMinutes: z.int().nullable(),
    }),
  ),
})
