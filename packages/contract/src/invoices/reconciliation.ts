import { z } from 'zod'
import { AccountRef } from '../accounts/index.ts'
import { route } from '../route.ts'
import { ById, Day, Id, PageQuery } from '../shapes.ts'
import { invoices, tag } from './doors.ts'
import { AllocationRow } from './invoices.ts'
import { PaymentRow } from './payments.ts'
import { MoneyE4, PositiveE4 } from './shapes.ts'

/** Why a payment is thought to be for these invoices. */
export const MatchReason = z.enum([
  'invoiceNumber',
  'fapiaoNumber',
  'reference',
  'exactAmount',
  'sumOfInvoices',
  'sumOfAll',
  'payerAccount',
  'payerName',
  'oldestFirst',
])
export type MatchReason = z.infer<typeof MatchReason>

const Part = z.strictObject({ invoiceId: Id, amountE4: PositiveE4 })
export const Proposal = z.strictObject({
  account: AccountRef,
  /** 0…100; from 90 on it may be taken without looking twice. */
  score: z.int().min(0).max(100),
  reasons: z.array(MatchReason),
  parts: z.array(Part.extend({ number: z.string(), dueOn: Day, openE4: MoneyE4, reference: z.string().nullable() })),
  /** What the payment leaves over: kept as the customer's credit. */
  leftE4: MoneyE4,
})
export type Proposal = z.infer<typeof Proposal>

export const readProposals = route('readProposals', 'GET', '/payments/:id/proposals', {
  summary: 'Which invoices a payment may be for, the likeliest first',
  tag,
  door: invoices('read'),
  params: ById,
  reply: z.strictObject({ proposals: z.array(Proposal) }),
})
export const listUnreconciled = route('listUnreconciled', 'GET', '/reconciliation', {
  summary: 'Payments with something left over, oldest first, each with the likeliest proposal 对账',
  tag,
  door: invoices('change'),
  cost: 'lookUp',
  query: z.strictObject({
    ...PageQuery,
    limit: z.coerce.number().int().min(1).max(200).default(100),
    accountId: Id.optional(),
    search: z.string().max(200).optional(),
    /** Conditions on `paymentFilterFields`. */
    filter: z.string().max(20_000).optional(),
  }),
  reply: z.strictObject({
    rows: z.array(z.strictObject({ payment: PaymentRow, proposal: Proposal.nullable() })),
    more: z.boolean(),
    next: z.string().nullable(),
  }),
})

const Source = z.union([z.strictObject({ paymentId: Id }), z.strictObject({ creditNoteId: Id })])
export const allocate = route('allocate', 'POST', '/allocations', {
  summary:
    'Settle invoices with a payment or a credit note; all parts or none. An unknown payer becomes the customer of the invoices',
  tag,
  door: invoices('change'),
  body: z.strictObject({
    source: Source,
    parts: z.array(Part).min(1).max(500),
    /** Left out: the day of the payment. */
    on: Day.optional(),
    way: z.enum(['hand', 'proposal']).default('hand'),
  }),
  reply: z.strictObject({ allocations: z.array(AllocationRow) }),
})
export const acceptProposals = route('acceptProposals', 'POST', '/reconciliation', {
  summary: 'Take several proposals at once; each by itself: one that no longer fits is told and the others stand',
  tag,
  door: invoices('change'),
  body: z.strictObject({
    accepted: z
      .array(z.strictObject({ paymentId: Id, parts: z.array(Part).min(1).max(100) }))
      .min(1)
      .max(200),
  }),
  reply: z.strictObject({
    settled: z.array(z.strictObject({ paymentId: Id, allocationIds: z.array(Id) })),
    refused: z.array(z.strictObject({ paymentId: Id, code: z.string(), message: z.string() })),
  }),
})
export const takeBackAllocations = route('takeBackAllocations', 'POST', '/allocation-reversals', {
  summary: 'Take allocations back: what they settled is open again, exactly as it was',
  tag,
  door: invoices('change'),
  body: z.strictObject({ ids: z.array(Id).min(1).max(500) }),
  reply: z.strictObject({ takenBack: z.int() }),
})
