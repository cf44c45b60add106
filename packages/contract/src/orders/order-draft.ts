import { z } from 'zod'
import { line } from '../accounts/lines.ts'
import { AmountE4, Id } from '../shapes.ts'
import { PartyRole, PlaceKind, ReferenceKind, ServiceKind } from './order-fields.ts'

/** A customer as whoever orders names him. `partner` and `code`: what a partner calls him. */
export const CustomerRef = z.union([
  z.strictObject({ id: Id }),
  z.strictObject({ number: line(60).min(1) }),
  z.strictObject({ externalKey: line(200).min(1) }),
  z.strictObject({ partner: line(100).min(1), code: line(200).min(1) }),
  z.strictObject({ name: line(500).min(1) }),
])
export type CustomerRef = z.infer<typeof CustomerRef>

/** `2026-03-01`, `2026-03-01T08:00` (where the company is) or with an offset; checked when the order is taken, not by its shape. */
const moment = line(40)
const day = line(40)

const placeOnEarth = {
  name: line(500).optional(),
  address: line(1_000).optional(),
  city: line(200).optional(),
  postcode: line(20).optional(),
  /** ISO 3166, two letters. */
  country: line(60).optional(),
  unlocode: line(20).optional(),
}

export const DraftParty = z.strictObject({
  role: PartyRole,
  customer: CustomerRef.optional(),
  contactId: Id.optional(),
  /** What whoever ordered calls it. */
  code: line(200).optional(),
  taxNumber: line(60).optional(),
  phone: line(60).optional(),
  email: line(254).optional(),
  ...placeOnEarth,
})
export type DraftParty = z.infer<typeof DraftParty>

export const DraftPlace = z.strictObject({
  kind: PlaceKind,
  ...placeOnEarth,
  /** GB/T 2260, six digits. */
  divisionCode: line(12).optional(),
  from: moment.optional(),
  to: moment.optional(),
  note: z.string().max(2_000).optional(),
})
export type DraftPlace = z.infer<typeof DraftPlace>

export const DraftGoods = z.strictObject({
  /** The line it belongs to, counted from 1; absent: the whole order. */
  lineNo: z.int().optional(),
  description: line(2_000).optional(),
  hsCode: line(20).optional(),
  packages: z.number().optional(),
  packageType: line(60).optional(),
  weightG: z.number().optional(),
  volumeCm3: z.number().optional(),
  unNumber: line(10).optional(),
  /** Of the dangerous goods regulations: 1.1D, 3, 6.1, 9 … */
  dangerClass: line(10).optional(),
  packingGroup: line(5).optional(),
  properName: line(500).optional(),
  temperatureMinC: z.number().optional(),
  temperatureMaxC: z.number().optional(),
  /** In the order's currency. */
  valueE4: AmountE4.optional(),
  marks: line(500).optional(),
})
export type DraftGoods = z.infer<typeof DraftGoods>

export const DraftLine = z.strictObject({
  service: ServiceKind,
  mode: line(100).optional(),
  item: line(500).optional(),
  itemCode: line(200).optional(),
  category: line(200).optional(),
  quantity: z.number().optional(),
  unit: line(60).optional(),
  packages: z.number().optional(),
  weightG: z.number().optional(),
  volumeCm3: z.number().optional(),
  /** Absent: the first and last place of the order. */
  origin: line(300).optional(),
  destination: line(300).optional(),
  country: line(60).optional(),
  vendor: line(300).optional(),
  promisedOn: day.optional(),
  /** Of the whole line. Absent: by the customer's agreement. */
  priceE4: AmountE4.optional(),
  /** Why a price was typed; where an agreement has one, it must be said. */
  priceReason: line(500).optional(),
  costE4: AmountE4.optional(),
})
export type DraftLine = z.infer<typeof DraftLine>

export const DraftReference = z.strictObject({ kind: ReferenceKind, value: line(200).min(1) })

/**
 * An order as it comes in, whatever the channel. Texts that hold a day, a code or a currency are checked when it is taken: what is wrong
 * is told as a reason, and nothing that somebody sent is lost.
 */
export const OrderDraft = z.strictObject({
  customer: CustomerRef,
  /** The customer's own number of this order. */
  customerReference: line(200).optional(),
  /** Absent: the day it arrived. */
  orderedOn: day.optional(),
  /** When the customer wants it done. */
  requestedOn: day.optional(),
  /** Absent: the customer's currency, else the company's. */
  currency: line(10).optional(),
  note: z.string().max(5_000).optional(),
  /** Team that sees to it; absent: by the routing rules. */
  teamId: Id.optional(),
  lines: z.array(DraftLine).max(500),
  goods: z.array(DraftGoods).max(1_000).default([]),
  places: z.array(DraftPlace).max(100).default([]),
  parties: z.array(DraftParty).max(50).default([]),
  references: z.array(DraftReference).max(100).default([]),
  /** Said by a person who has seen that an order of this reference is here already: it is another one. */
  acceptDouble: z.boolean().optional(),
})
export type OrderDraft = z.infer<typeof OrderDraft>
/** As it is sent: what has a default may be left out. */
export type NewOrder = z.input<typeof OrderDraft>

/** What shall be otherwise; a list that is given takes the place of the whole list. */
export const OrderChange = OrderDraft.omit({ customer: true, acceptDouble: true })
  .extend({
    goods: z.array(DraftGoods).max(1_000),
    places: z.array(DraftPlace).max(100),
    parties: z.array(DraftParty).max(50),
    references: z.array(DraftReference).max(100),
  })
  .partial()
export type OrderChange = z.infer<typeof OrderChange>

/**
 * Why an order was held, quarantined or refused, or what is to be known of it, in words a dispatcher understands. `error`: it cannot be
 * taken so; `hold`: it waits until somebody with the right releases it; `warning`: to be known.
 */
export const OrderReason = z.strictObject({
  code: z.string(),
  /** Of the draft: `/goods/0/unNumber`. */
  path: z.string(),
  severity: z.enum(['error', 'hold', 'warning']),
  zh: z.string(),
  en: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type OrderReason = z.infer<typeof OrderReason>

export const OrderOutcome = z.enum(['taken', 'held', 'quarantined', 'known'])
export type OrderOutcome = z.infer<typeof OrderOutcome>

/** What became of an order that came in. Quarantined, it has its id and number already, and keeps them when it is taken. */
export const OrderTaken = z.strictObject({
  outcome: OrderOutcome,
  orderId: Id,
  number: z.string(),
  reasons: z.array(OrderReason),
})
export type OrderTaken = z.infer<typeof OrderTaken>
