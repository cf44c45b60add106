import { z } from 'zod'
import { route } from '../route.ts'
import { ById, Id, Instant } from '../shapes.ts'
import { invoices, tag } from './doors.ts'

export const MoneyImportKind = z.enum(['invoices', 'payments'])
export type MoneyImportKind = z.infer<typeof MoneyImportKind>

/** What a column of a file of invoices holds. */
export const InvoiceColumn = z.enum([
  'customer',
  'number',
  'fapiaoNumber',
  'issuedOn',
  'dueOn',
  'text',
  'net',
  'taxRate',
  'tax',
  'total',
  'currency',
  'reference',
])
export type InvoiceColumn = z.infer<typeof InvoiceColumn>
/** Of a bank's file of entries. `paidOut` holds what left the account: such entries are passed over. */
export const PaymentColumn = z.enum([
  'receivedOn',
  'amount',
  'paidOut',
  'currency',
  'payerName',
  'payerAccount',
  'reference',
  'bankKey',
  'customer',
  'method',
])
export type PaymentColumn = z.infer<typeof PaymentColumn>

export const MoneyFault = z.strictObject({
  row: z.int(),
  column: z.string().nullable(),
  zh: z.string(),
  en: z.string(),
})
export type MoneyFault = z.infer<typeof MoneyFault>

export const MoneyImport = z.strictObject({
  id: Id,
  kind: MoneyImportKind,
  state: z.enum(['preview', 'taken', 'undone', 'dropped']),
  fileName: z.string(),
  by: z.string().nullable(),
  at: Instant,
  takenAt: Instant.nullable(),
  undoneAt: Instant.nullable(),
  rows: z.int(),
  added: z.int(),
  known: z.int(),
  faulty: z.int(),
  can: z.strictObject({ take: z.boolean(), undo: z.boolean() }),
  version: z.int(),
})
export type MoneyImport = z.infer<typeof MoneyImport>
export const MoneyImportPreview = MoneyImport.extend({
  /** What each column was taken for; null: not used. */
  columns: z.array(z.strictObject({ header: z.string(), field: z.string().nullable(), sample: z.array(z.string()) })),
  /** Columns that must be there and are not. */
  missing: z.array(z.string()),
  /** Of the faulty rows the first 200. */
  faults: z.array(MoneyFault),
  /** The first rows as they would be kept. */
  sample: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
})
export type MoneyImportPreview = z.infer<typeof MoneyImportPreview>

export const uploadMoney = route('uploadMoney', 'POST', '/money-imports', {
  summary:
    'Look through a file of invoices or bank entries (multipart field `file`; CSV or XLSX, up to 100,000 rows); nothing is taken in yet',
  tag,
  door: invoices('create'),
  query: z.strictObject({ kind: MoneyImportKind }),
  kind: 'upload',
  reply: MoneyImportPreview,
})
export const listMoneyImports = route('listMoneyImports', 'GET', '/money-imports', {
  summary: 'The latest files of invoices and bank entries, newest first',
  tag,
  door: invoices('create'),
  reply: z.strictObject({ imports: z.array(MoneyImport) }),
})
export const readMoneyImport = route('readMoneyImport', 'GET', '/money-imports/:id', {
  summary: 'One file, as it was read with the columns chosen',
  tag,
  door: invoices('create'),
  params: ById,
  reply: MoneyImportPreview,
})
export const mapMoneyImport = route('mapMoneyImport', 'PATCH', '/money-imports/:id', {
  summary: 'Say what each column holds, and look again',
  tag,
  door: invoices('create'),
  params: ById,
  body: z.strictObject({ columns: z.array(z.string().max(40).nullable()).max(200) }),
  reply: MoneyImportPreview,
  versioned: true,
})
export const takeMoneyImport = route('takeMoneyImport', 'PUT', '/money-imports/:id/taking', {
  summary: 'Take in what is right; what is known already is passed over',
  tag,
  door: invoices('create'),
  params: ById,
  reply: MoneyImport,
  versioned: true,
  cost: 'upload',
})
export const undoMoneyImport = route('undoMoneyImport', 'DELETE', '/money-imports/:id', {
  summary:
    'Take a file back as a whole, or drop one that was only looked through. Refused where something of it was settled since',
  tag,
  door: invoices('create'),
  params: ById,
  reply: z.strictObject({ removed: z.int() }),
  status: 200,
})
