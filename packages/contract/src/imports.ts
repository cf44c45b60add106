import { z } from 'zod'
import { PersonRef } from './accounts/index.ts'
import { mayUse, type Rights } from './rights.ts'
import { route } from './route.ts'
import { ById, Id, Instant, PageQuery, pageOf, Sentence } from './shapes.ts'

const tag = 'Imports'
const imports = (action: 'read' | 'create' | 'change' | 'delete') => ({ module: 'imports', action }) as const

/** uploaded → mapped → checking → checked → importing → done; or failed, cancelled, undoing, undone. */
export const ImportState = z.enum([
  'uploaded',
  'mapped',
  'checking',
  'checked',
  'importing',
  'done',
  'failed',
  'cancelled',
  'undoing',
  'undone',
])
export const ImportTarget = z.enum(['customers', 'customersAndOrders', 'contacts', 'serviceOrders'])

/** What somebody's files may hold: what he may make or change by hand. */
export const mayImport = (rights: Rights, target: z.infer<typeof ImportTarget>): boolean =>
  target === 'serviceOrders'
    ? mayUse(rights, 'orders', 'create')
    : mayUse(rights, 'accounts', 'create') || mayUse(rights, 'accounts', 'change')
export const Detected = z.strictObject({
  kind: z.enum(['delimited', 'xlsx', 'vcard']),
  encoding: z.string().nullable(),
  bom: z.boolean(),
  delimiter: z.string().nullable(),
  lineEnd: z.string().nullable(),
  sheets: z.array(z.strictObject({ name: z.string(), rows: z.int().nullable() })),
  headers: z.array(z.string()),
  sample: z.array(z.array(z.string())),
  rowsEstimate: z.int().nullable(),
  hasHeader: z.boolean(),
})
export const ImportEncoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252'])
export const ImportOptions = z.strictObject({
  target: ImportTarget,
  sheet: z.string().max(200).nullable().default(null),
  encoding: ImportEncoding.nullable().default(null),
  delimiter: z.string().min(1).max(3).nullable().default(null),
  hasHeader: z.boolean().default(true),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']).nullable().default(null),
  decimal: z.enum(['.', ',']).default('.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('CNY'),
  /** What to do when the key of a row exists: change it, leave it, or refuse the row. */
  existing: z.enum(['update', 'skip', 'refuse']).default('update'),
  /** When a new row looks like a customer that exists or stands in the file: hold it back for a person, leave it out, or import it. Rows of orders go by their keys alone. */
  duplicates: z.enum(['report', 'skip', 'create']).default('report'),
  ownerId: Id.nullable().default(null),
  teamId: Id.nullable().default(null),
  tags: z.array(z.string().max(100)).max(20).default([]),
})
/** Header (or `#3` for the third column without a header) → field of the target, null: kept in `attributes`/ignored. */
export const ImportMapping = z.record(z.string(), z.string().max(60).nullable())
export const Import = z.strictObject({
  id: Id,
  fileName: z.string(),
  bytes: z.int(),
  state: ImportState,
  detected: Detected.nullable(),
  options: ImportOptions.nullable(),
  mapping: ImportMapping.nullable(),
  progress: z.strictObject({
    done: z.int(),
    total: z.int().nullable(),
    rowsPerSecond: z.number().nullable(),
    /** Above 1: the work broke off before, e.g. with the server, and was taken up again. */
    attempt: z.int().nonnegative(),
  }),
  counts: z.strictObject({
    rows: z.int(),
    good: z.int(),
    faulty: z.int(),
    /** Good, with something to look at. */
    warned: z.int(),
    skipped: z.int(),
    accountsCreated: z.int(),
    accountsChanged: z.int(),
    contactsCreated: z.int(),
    ordersCreated: z.int(),
    ordersChanged: z.int(),
    linesCreated: z.int(),
    duplicatesFound: z.int(),
  }),
  /** How it ended, for a reader of either language. */
  message: Sentence.nullable(),
  /** What an undo took back, and what it left alone because somebody worked on it since (at most 200 named). */
  undone: z
    .strictObject({
      removed: z.int(),
      restored: z.int(),
      keptTotal: z.int(),
      kept: z.array(
        z.strictObject({
          subject: z.string(),
          id: Id,
          label: z.string(),
          reason: z.enum(['changedSince', 'usedSince', 'notAllowed']),
        }),
      ),
    })
    .nullable(),
  by: PersonRef.nullable(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  canUndo: z.boolean(),
  version: z.int(),
})
export type Import = z.infer<typeof Import>
export const ImportIssue = z.strictObject({
  column: z.string().nullable(),
  code: z.string(),
  params: z.record(z.string(), z.unknown()),
  severity: z.enum(['error', 'warning']),
  messageZh: z.string(),
  messageEn: z.string(),
})
export const ImportRow = z.strictObject({
  rowNumber: z.int(),
  values: z.array(z.string()),
  /** `warned` rows are imported; `duplicate` ones wait for a decision: skip, or `skip: false` to import as new. */
  state: z.enum(['faulty', 'warned', 'mended', 'skipped', 'imported', 'duplicate']),
  issues: z.array(ImportIssue),
  version: z.int(),
})
export const ImportFieldSpec = z.strictObject({
  field: z.string(),
  labelZh: z.string(),
  labelEn: z.string(),
  group: z.string(),
  kind: z.string(),
  required: z.boolean(),
  isKey: z.boolean(),
  /** Several columns may be mapped to it. */
  many: z.boolean(),
})

export const listImports = route('listImports', 'GET', '/imports', {
  summary: 'Import batches, newest first',
  tag,
  door: imports('read'),
  query: z.strictObject(PageQuery),
  reply: pageOf(Import),
})
export const uploadImport = route('uploadImport', 'POST', '/imports', {
  summary: 'Upload a file (multipart field `file`; CSV, TSV, XLSX, vCard; streamed, up to 4 GB)',
  tag,
  door: imports('create'),
  kind: 'upload',
  reply: Import,
})
export const readImport = route('readImport', 'GET', '/imports/:id', {
  summary: 'One batch with what was detected and how far it is',
  tag,
  door: imports('read'),
  params: ById,
  reply: Import,
})
export const previewImport = route('previewImport', 'POST', '/imports/:id/preview', {
  summary: 'Read the file again with other options (encoding, delimiter, sheet)',
  tag,
  door: imports('create'),
  cost: 'lookUp',
  params: ById,
  body: ImportOptions.partial(),
  reply: Detected,
  status: 200,
})
export const listImportFields = route('listImportFields', 'GET', '/import-fields/:target', {
  summary: 'Fields a column can be mapped to',
  tag,
  door: imports('read'),
  params: z.strictObject({ target: ImportTarget }),
  reply: z.array(ImportFieldSpec),
})
export const suggestMapping = route('suggestMapping', 'GET', '/imports/:id/mapping', {
  summary: 'The remembered or guessed mapping',
  tag,
  door: imports('read'),
  cost: 'lookUp',
  params: ById,
  /** Beside the target, how the file is to be read where that differs from what was detected at the upload. */
  query: z.strictObject({
    target: ImportTarget,
    sheet: z.string().max(200).optional(),
    encoding: ImportEncoding.optional(),
    delimiter: z.string().min(1).max(3).optional(),
    hasHeader: z.enum(['yes', 'no']).optional(),
  }),
  reply: z.strictObject({
    mapping: ImportMapping,
    remembered: z.boolean(),
    name: z.string().nullable(),
    confidence: z.record(z.string(), z.number()),
  }),
})
export const mapImport = route('mapImport', 'PUT', '/imports/:id/mapping', {
  summary: 'Set options and mapping, and start the check of every row as a job',
  tag,
  door: imports('create'),
  cost: 'job',
  params: ById,
  body: z.strictObject({
    options: ImportOptions,
    mapping: ImportMapping,
    rememberAs: z.string().max(80).nullable().default(null),
  }),
  reply: Import,
})
export const listImportRows = route('listImportRows', 'GET', '/imports/:id/rows', {
  summary: 'Rows with faults (or all that were kept), for the grid',
  tag,
  door: imports('read'),
  params: ById,
  query: z.strictObject({
    ...PageQuery,
    state: z.enum(['faulty', 'warned', 'mended', 'skipped', 'imported', 'duplicate', 'any']).default('faulty'),
  }),
  reply: pageOf(ImportRow),
})
export const mendImportRow = route('mendImportRow', 'PATCH', '/imports/:id/rows/:rowNumber', {
  summary: 'Mend a row in the grid, or skip it',
  tag,
  door: imports('create'),
  params: z.strictObject({ id: Id, rowNumber: z.coerce.number().int() }),
  body: z.strictObject({
    values: z.array(z.string().max(100_000)).max(10_000).optional(),
    skip: z.boolean().optional(),
  }),
  reply: ImportRow,
  versioned: true,
})
export const downloadFaultyRows = route('downloadFaultyRows', 'GET', '/imports/:id/faulty-rows', {
  summary: 'Faulty rows as a file with their reasons',
  tag,
  door: imports('read'),
  cost: 'export',
  params: ById,
  query: z.strictObject({
    format: z.enum(['csv', 'xlsx']).default('csv'),
    locale: z.enum(['zh-CN', 'en']).default('zh-CN'),
  }),
  kind: 'stream',
})
export const runImport = route('runImport', 'PUT', '/imports/:id/run', {
  summary: 'Import the good rows, as a job',
  tag,
  door: imports('create'),
  cost: 'job',
  params: ById,
  reply: Import,
})
export const cancelImport = route('cancelImport', 'DELETE', '/imports/:id/run', {
  summary: 'Stop; what is in stays in and can be undone',
  tag,
  door: imports('create'),
  params: ById,
  reply: Import,
  status: 200,
})
export const undoImport = route('undoImport', 'DELETE', '/imports/:id', {
  summary: 'Undo a finished batch, as a job; rows changed since are left alone and reported',
  tag,
  door: imports('delete'),
  cost: 'job',
  params: ById,
  reply: Import,
  status: 202,
})
