import { z } from 'zod'
import { AccountRef, type FilterKind } from '../accounts/index.ts'
import { line } from '../accounts/lines.ts'
import { route } from '../route.ts'
import { ById, Currency, Day, Id, Instant, PageQuery, pageOf } from '../shapes.ts'
import { invoices, tag } from './doors.ts'
import { AllocationRow, FileQuery } from './invoices.ts'
import { MoneyE4, PaymentMethod, PositiveE4 } from './shapes.ts'

const fields = {
  /** null: nobody knows yet who paid. */
  accountId: Id.nullable(),
  receivedOn: Day,
  currency: Currency,
  amountE4: PositiveE4,
  method: PaymentMethod,
  payerName: line(300).nullable(),
  payerAccount: line(60).nullable(),
  reference: line(500).nullable(),
  note: z.string().max(5_000),
}
export const PaymentFields = z.strictObject({
  ...fields,
  accountId: fields.accountId.default(null),
  method: fields.method.default('transfer'),
  payerName: fields.payerName.default(null),
  payerAccount: fields.payerAccount.default(null),
  reference: fields.reference.default(null),
  note: fields.note.default(''),
  /** The bank's own number of the entry: the same is one payment. */
  externalKey: line(200).min(1).nullable().default(null),
})
export type PaymentFields = z.output<typeof PaymentFields>
/** Amount, currency and day are what the bank said; they are voided and written anew. */
export const PaymentChange = z
  .strictObject({
    accountId: fields.accountId,
    method: fields.method,
    payerName: fields.payerName,
    reference: fields.reference,
    note: fields.note,
  })
  .partial()

export const PaymentRow = z.strictObject({
  id: Id,
  number: z.string(),
  kind: z.enum(['received', 'refund']),
  status: z.enum(['recorded', 'void']),
  account: AccountRef.nullable(),
  receivedOn: Day,
  currency: Currency,
  amountE4: MoneyE4,
  allocatedE4: MoneyE4,
  refundedE4: MoneyE4,
  /** Settles nothing yet: the customer's credit. */
  freeE4: MoneyE4,
  method: PaymentMethod,
  payerName: z.string().nullable(),
  payerAccount: z.string().nullable(),
  reference: z.string().nullable(),
  version: z.int(),
})
export type PaymentRow = z.infer<typeof PaymentRow>
export const Payment = PaymentRow.extend({
  externalKey: z.string().nullable(),
  note: z.string(),
  refundOf: z.strictObject({ kind: z.enum(['payment', 'creditNote']), id: Id, number: z.string() }).nullable(),
  refunds: z.array(z.strictObject({ id: Id, number: z.string(), on: Day, amountE4: MoneyE4 })),
  allocations: z.array(AllocationRow),
  createdAt: Instant,
  can: z.strictObject({ change: z.boolean(), allocate: z.boolean(), void: z.boolean(), refund: z.boolean() }),
})
export type Payment = z.infer<typeof Payment>

export const paymentFilterFields: Readonly<
  Record<string, { kind: FilterKind; choices?: readonly string[]; category: 'basic' | 'finance' }>
> = {
  number: { kind: 'text', category: 'basic' },
  account: { kind: 'text', category: 'basic' },
  payerName: { kind: 'text', category: 'finance' },
  reference: { kind: 'text', category: 'finance' },
  receivedOn: { kind: 'date', category: 'finance' },
  currency: { kind: 'text', category: 'finance' },
  amount: { kind: 'money', category: 'finance' },
  free: { kind: 'money', category: 'finance' },
  method: { kind: 'choice', choices: PaymentMethod.options, category: 'finance' },
  kind: { kind: 'choice', choices: ['received', 'refund'], category: 'finance' },
}
export const PaymentSort = z.enum([
  'receivedOn',
  '-receivedOn',
  'number',
  '-number',
  'amount',
  '-amount',
  'free',
  '-free',
])
export type PaymentSort = z.infer<typeof PaymentSort>

const PaymentQuery = {
  search: z.string().max(200).optional(),
  accountId: Id.optional(),
  importId: Id.optional(),
  /** `free`: with something that settles nothing yet; `unknown`: nobody knows who paid. */
  show: z.enum(['all', 'free', 'unknown']).default('all'),
  sort: PaymentSort.default('-receivedOn'),
  filter: z.string().max(20_000).optional(),
}
export const listPayments = route('listPayments', 'GET', '/payments', {
  summary: 'A page of payments',
  tag,
  door: invoices('read'),
  query: z.strictObject({ ...PageQuery, ...PaymentQuery }),
  reply: pageOf(PaymentRow),
})
export const exportPayments = route('exportPayments', 'GET', '/payment-exports', {
  summary: 'The payments of a list as a file, up to 100,000',
  tag,
  door: invoices('export'),
  query: z.strictObject({ ...PaymentQuery, ...FileQuery }),
  kind: 'stream',
  cost: 'export',
})
export const createPayment = route('createPayment', 'POST', '/payments', {
  summary: 'Record a payment. The same externalKey is one payment',
  tag,
  door: invoices('create'),
  body: PaymentFields,
  reply: Payment,
})
export const readPayment = route('readPayment', 'GET', '/payments/:id', {
  summary: 'One payment and what it settles',
  tag,
  door: invoices('read'),
  params: ById,
  reply: Payment,
})
export const changePayment = route('changePayment', 'PATCH', '/payments/:id', {
  summary: 'Say who paid, and what it was for',
  tag,
  door: invoices('change'),
  params: ById,
  body: PaymentChange,
  reply: Payment,
  versioned: true,
})
export const voidPayment = route('voidPayment', 'PUT', '/payments/:id/voiding', {
  summary: 'Void a payment that settles nothing: a cheque that bounced, an entry made by mistake',
  tag,
  door: invoices('change'),
  params: ById,
  body: z.strictObject({ reason: line(500).min(1) }),
  reply: Payment,
  versioned: true,
})
const Refund = z.strictObject({
  amountE4: PositiveE4,
  on: Day,
  reason: line(500).min(1),
  method: PaymentMethod.default('transfer'),
  reference: line(500).nullable().default(null),
})
export const refundPayment = route('refundPayment', 'POST', '/payments/:id/refunds', {
  summary: 'Give back what a payment left over; voiding the refund takes it back',
  tag,
  door: invoices('create'),
  params: ById,
  body: Refund,
  reply: Payment,
})
export const refundCreditNote = route('refundCreditNote', 'POST', '/invoices/:id/refunds', {
  summary: 'Give back what a credit note has left; voiding the refund takes it back',
  tag,
  door: invoices('create'),
  params: ById,
  body: Refund,
  reply: Payment,
})
