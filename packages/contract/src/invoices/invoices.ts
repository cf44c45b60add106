import { z } from 'zod'
import { AccountRef, type FilterKind, PersonRef } from '../accounts/index.ts'
import { line } from '../accounts/lines.ts'
import { ServiceKind } from '../orders/index.ts'
import { route } from '../route.ts'
import { ById, Currency, Day, Id, Instant, PageQuery, pageOf } from '../shapes.ts'
import { invoices, tag } from './doors.ts'
import {
  CreditReason,
  FapiaoKind,
  InvoiceKind,
  InvoiceStanding,
  InvoiceStatus,
  MoneyE4,
  PositiveE4,
  TaxTreatment,
} from './shapes.ts'

export const InvoiceLineFields = z.strictObject({
  text: line(500).min(1),
  service: ServiceKind.nullable().default(null),
  orderId: Id.nullable().default(null),
  orderLineId: Id.nullable().default(null),
  quantity: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,4})?$/)
    .refine((text) => Number(text) > 0)
    .default('1'),
  unit: line(40).nullable().default(null),
  netE4: MoneyE4.nonnegative(),
  taxTreatment: TaxTreatment.default('taxed'),
  taxBp: z.int().min(0).max(10_000).default(0),
  /** Left out: worked out from net and rate. */
  taxE4: MoneyE4.nonnegative().optional(),
})
export type InvoiceLineFields = z.output<typeof InvoiceLineFields>

const fapiao = {
  fapiaoKind: FapiaoKind.nullable(),
  fapiaoCode: line(40).nullable(),
  fapiaoNumber: line(40).nullable(),
}
const fields = {
  ...fapiao,
  issuedOn: Day,
  /** Left out: the day of issue and the days of payment agreed with the customer. */
  dueOn: Day,
  currency: Currency,
  reference: line(200).nullable(),
  note: z.string().max(5_000),
  /** When the customer said that he will pay; until then nobody reminds him. */
  promisedOn: Day.nullable(),
  lines: z.array(InvoiceLineFields).min(1).max(500),
}
export const InvoiceFields = z.strictObject({
  accountId: Id,
  ...z.strictObject(fields).partial({ dueOn: true }).shape,
  fapiaoKind: fields.fapiaoKind.default(null),
  fapiaoCode: fields.fapiaoCode.default(null),
  fapiaoNumber: fields.fapiaoNumber.default(null),
  reference: fields.reference.default(null),
  note: fields.note.default(''),
  promisedOn: fields.promisedOn.default(null),
  externalKey: line(200).min(1).nullable().default(null),
  /** Issued at once, else kept as a draft. */
  issue: z.boolean().default(false),
})
export type InvoiceFields = z.output<typeof InvoiceFields>
/** Of an issued invoice only what the tax system and the customer add later: fapiao, due day, promise, reference, note. `accountId`: who pays a draft. */
export const InvoiceChange = z.strictObject({ ...fields, accountId: Id }).partial()
export type InvoiceChange = z.output<typeof InvoiceChange>

export const InvoiceRow = z.strictObject({
  id: Id,
  number: z.string(),
  kind: InvoiceKind,
  status: InvoiceStatus,
  standing: InvoiceStanding,
  account: AccountRef,
  fapiaoNumber: z.string().nullable(),
  reference: z.string().nullable(),
  issuedOn: Day,
  dueOn: Day,
  /** Days since it was to be paid; 0 where nothing is overdue. */
  overdueDays: z.int(),
  currency: Currency,
  netE4: MoneyE4,
  taxE4: MoneyE4,
  totalE4: MoneyE4,
  openE4: MoneyE4,
  dunningLevel: z.int(),
  version: z.int(),
})
export type InvoiceRow = z.infer<typeof InvoiceRow>

export const InvoiceLine = InvoiceLineFields.required().extend({
  id: Id,
  lineNo: z.int(),
  /** Of a credit note's line: the order of the line it takes back from. */
  orderNumber: z.string().nullable(),
  orderLineNo: z.int().nullable(),
  /** Of a credit note's line: the line of the invoice it takes back from. */
  creditsLineNo: z.int().nullable(),
  /** Net and tax that credit notes have taken back from this line. */
  creditedE4: MoneyE4,
})
export const AllocationRow = z.strictObject({
  id: Id,
  on: Day,
  amountE4: MoneyE4,
  way: z.string(),
  by: PersonRef.nullable(),
  invoice: z.strictObject({ id: Id, number: z.string() }),
  /** A payment or a credit note. */
  source: z.strictObject({ kind: z.enum(['payment', 'creditNote']), id: Id, number: z.string() }),
})
export type AllocationRow = z.infer<typeof AllocationRow>

export const Invoice = InvoiceRow.extend({
  fapiaoKind: FapiaoKind.nullable(),
  fapiaoCode: z.string().nullable(),
  externalKey: z.string().nullable(),
  paymentDays: z.int().nullable(),
  buyer: z.strictObject({
    title: z.string(),
    taxNumber: z.string().nullable(),
    bankName: z.string().nullable(),
    bankAccount: z.string().nullable(),
  }),
  note: z.string(),
  credits: z.strictObject({ id: Id, number: z.string() }).nullable(),
  creditReason: CreditReason.nullable(),
  creditNotes: z.array(z.strictObject({ id: Id, number: z.string(), totalE4: MoneyE4, status: InvoiceStatus })),
  /** What a credit note may still take back. */
  creditableE4: MoneyE4,
  /** Of a credit note: what of it was given back as money. */
  refunds: z.array(z.strictObject({ id: Id, number: z.string(), on: Day, amountE4: MoneyE4 })),
  settledOn: Day.nullable(),
  promisedOn: Day.nullable(),
  dispute: z.strictObject({ reason: z.string(), at: Instant }).nullable(),
  dunnedAt: Instant.nullable(),
  lines: z.array(InvoiceLine),
  allocations: z.array(AllocationRow),
  createdAt: Instant,
  can: z.strictObject({
    change: z.boolean(),
    issue: z.boolean(),
    drop: z.boolean(),
    void: z.boolean(),
    credit: z.boolean(),
    allocate: z.boolean(),
    refund: z.boolean(),
  }),
})
export type Invoice = z.infer<typeof Invoice>

/** What the list can be filtered by. */
export const invoiceFilterFields: Readonly<
  Record<string, { kind: FilterKind; choices?: readonly string[]; category: 'basic' | 'finance' }>
> = {
  number: { kind: 'text', category: 'basic' },
  account: { kind: 'text', category: 'basic' },
  kind: { kind: 'choice', choices: InvoiceKind.options, category: 'basic' },
  standing: { kind: 'choice', choices: InvoiceStanding.options, category: 'finance' },
  fapiaoNumber: { kind: 'text', category: 'finance' },
  reference: { kind: 'text', category: 'basic' },
  issuedOn: { kind: 'date', category: 'finance' },
  dueOn: { kind: 'date', category: 'finance' },
  currency: { kind: 'text', category: 'finance' },
  total: { kind: 'money', category: 'finance' },
  open: { kind: 'money', category: 'finance' },
  overdueDays: { kind: 'number', category: 'finance' },
  dunningLevel: { kind: 'number', category: 'finance' },
  owner: { kind: 'person', category: 'basic' },
  team: { kind: 'team', category: 'basic' },
}

export const InvoiceSort = z.enum([
  'issuedOn',
  '-issuedOn',
  'dueOn',
  '-dueOn',
  'number',
  '-number',
  'total',
  '-total',
  'open',
  '-open',
  'account',
  '-account',
])
export type InvoiceSort = z.infer<typeof InvoiceSort>

const InvoiceQuery = {
  search: z.string().max(200).optional(),
  accountId: Id.optional(),
  importId: Id.optional(),
  orderId: Id.optional(),
  sort: InvoiceSort.default('-issuedOn'),
  filter: z.string().max(20_000).optional(),
}

export const listInvoices = route('listInvoices', 'GET', '/invoices', {
  summary: 'A page of invoices and credit notes',
  tag,
  door: invoices('read'),
  query: z.strictObject({ ...PageQuery, ...InvoiceQuery }),
  reply: pageOf(InvoiceRow),
})
export const FileQuery = {
  format: z.enum(['csv', 'xlsx']),
  locale: z.enum(['zh-CN', 'en']).default('zh-CN'),
}
export const exportInvoices = route('exportInvoices', 'GET', '/invoice-exports', {
  summary: 'The invoices of a list as a file, up to 100,000',
  tag,
  door: invoices('export'),
  query: z.strictObject({ ...InvoiceQuery, ...FileQuery }),
  kind: 'stream',
  cost: 'export',
})
export const createInvoice = route('createInvoice', 'POST', '/invoices', {
  summary: 'Write an invoice, as a draft or issued at once. The same externalKey is one invoice',
  tag,
  door: invoices('create'),
  body: InvoiceFields,
  reply: Invoice,
})
export const readInvoice = route('readInvoice', 'GET', '/invoices/:id', {
  summary: 'One invoice with its lines and what settled it',
  tag,
  door: invoices('read'),
  params: ById,
  reply: Invoice,
})
/** Not a fapiao: what the customer pays by. */
export const downloadInvoice = route('downloadInvoice', 'GET', '/invoices/:id/file', {
  summary: 'An invoice or credit note as PDF, in Chinese or English',
  tag,
  door: invoices('read'),
  params: ById,
  query: z.strictObject({ locale: z.enum(['zh-CN', 'en']).default('zh-CN') }),
  kind: 'stream',
  cost: 'export',
})
export const changeInvoice = route('changeInvoice', 'PATCH', '/invoices/:id', {
  summary: 'Change a draft; of an issued invoice its fapiao, due day, promised day, reference and note',
  tag,
  door: invoices('change'),
  params: ById,
  body: InvoiceChange,
  reply: Invoice,
  versioned: true,
})
export const dropInvoice = route('dropInvoice', 'DELETE', '/invoices/:id', {
  summary: 'Throw a draft away',
  tag,
  door: invoices('change'),
  params: ById,
})
export const issueInvoice = route('issueInvoice', 'PUT', '/invoices/:id/issue', {
  summary: 'Issue a draft: from now on it is owed',
  tag,
  door: invoices('change'),
  params: ById,
  reply: Invoice,
  versioned: true,
})
export const voidInvoice = route('voidInvoice', 'PUT', '/invoices/:id/voiding', {
  summary: 'Void a document that nothing was settled by or with 作废',
  tag,
  door: invoices('change'),
  params: ById,
  body: z.strictObject({ reason: line(500).min(1) }),
  reply: Invoice,
  versioned: true,
})
export const creditInvoice = route('creditInvoice', 'POST', '/invoices/:id/credit-notes', {
  summary: 'Take back from an invoice 红冲: a credit note over a part of it or all, which settles what is open',
  tag,
  door: invoices('create'),
  params: ById,
  body: z.strictObject({
    /** Gross; left out, and no lines named: everything not yet credited. */
    totalE4: PositiveE4.optional(),
    /** Line by line, each gross and never more than is left of it; instead of `totalE4`. */
    lines: z
      .array(z.strictObject({ lineId: Id, totalE4: PositiveE4 }))
      .min(1)
      .max(500)
      .optional(),
    reason: CreditReason,
    issuedOn: Day,
    note: z.string().max(5_000).default(''),
    fapiaoNumber: line(40).nullable().default(null),
    /** The order lines may be billed anew. Only with everything credited. */
    billAnew: z.boolean().default(false),
  }),
  reply: Invoice,
})
export const disputeInvoice = route('disputeInvoice', 'PUT', '/invoices/:id/dispute', {
  summary: 'The customer disputes it: no reminder until that is settled',
  tag,
  door: invoices('change'),
  params: ById,
  body: z.strictObject({ reason: line(500).min(1) }),
  reply: Invoice,
  versioned: true,
})
export const endDispute = route('endDispute', 'DELETE', '/invoices/:id/dispute', {
  summary: 'The dispute is settled',
  tag,
  door: invoices('change'),
  params: ById,
  reply: Invoice,
  status: 200,
  versioned: true,
})

export const BillableOrder = z.strictObject({
  id: Id,
  number: z.string(),
  account: AccountRef,
  orderedOn: Day,
  currency: Currency,
  reference: z.string().nullable(),
  lines: z.int(),
  /** Further lines, to be billed when they are delivered. */
  waiting: z.int(),
  /** Of the lines those that arrived with fewer packages than were sent: billed whole, for an order agrees one price for the line. */
  short: z.int(),
  netE4: MoneyE4,
  /** For changing or cancelling it, as far as no invoice bills that; within `netE4`. */
  feeE4: MoneyE4,
  /** Who the order says is to pay, where that is not the customer. */
  payer: AccountRef.nullable(),
})
/** Billed once, and changed or cancelled since. */
export const DifferingOrder = z.strictObject({
  id: Id,
  number: z.string(),
  account: AccountRef,
  currency: Currency,
  cancelled: z.boolean(),
  billedE4: MoneyE4,
  nowE4: MoneyE4,
  invoices: z.array(z.strictObject({ id: Id, number: z.string() })),
})
export const listBillableOrders = route('listBillableOrders', 'GET', '/billable-orders', {
  summary:
    'Completed orders with lines that no invoice bills yet, orders under way with lines that were delivered, orders with fees not billed, and orders that were changed or cancelled after they were billed',
  tag,
  door: invoices('create'),
  query: z.strictObject({
    accountId: Id.optional(),
    from: Day.optional(),
    to: Day.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  reply: z.strictObject({
    orders: z.array(BillableOrder),
    more: z.boolean(),
    differing: z.array(DifferingOrder).max(100),
  }),
})
export const billOrders = route('billOrders', 'POST', '/order-invoices', {
  summary: 'Invoices from orders: one for each, or one for each customer and currency',
  tag,
  door: invoices('create'),
  body: z.strictObject({
    orderIds: z.array(Id).min(1).max(500),
    each: z.enum(['order', 'customer']).default('order'),
    /** Who is billed, where that is not the customer of the orders. */
    payerId: Id.optional(),
    issuedOn: Day,
    issue: z.boolean().default(false),
    /** Left out: the usual rate of each line's service. */
    taxBp: z.int().min(0).max(10_000).optional(),
    /** What orders say is gross already. */
    taxIncluded: z.boolean().default(false),
  }),
  reply: z.strictObject({
    invoices: z.array(z.strictObject({ id: Id, number: z.string(), currency: Currency, totalE4: MoneyE4 })),
    /** Orders without a line to bill: all are billed, or none of the others was delivered yet. */
    left: z.array(Id),
  }),
})
