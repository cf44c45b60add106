import { type Import, mayImport } from '@quayside/contract'
import { detectDateOrder } from '@quayside/tabular'
import type { Tx } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { FileStore } from '../../../platform/files/index.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { sendJob } from '../../../platform/jobs/index.ts'
import { forbidden, notFound, Refusal } from '../../../platform/refusal.ts'
import { refuseUnwritable } from '../account-refusals.ts'
import { findCustomFields } from '../accounts.queries.ts'
import type { BroughtTargets } from './brought/brought-target.ts'
import { refuseTooLarge } from './brought/units.ts'
import { importRows, previewFile } from './detect-import.ts'
import { columnName, type Mapping } from './draft-row.ts'
import { importJob } from './import-job.ts'
import { mayWorkOnImport } from './imports.policy.ts'
import { type FoundImport, findImport, lockImport, noCounts, updateImport } from './imports.queries.ts'
import { presentImport } from './present-import.ts'
import type { Options } from './read-cells.ts'
import { rememberMapping } from './suggest-mapping.ts'
import { type Target, targetFields } from './targets/target-fields.ts'

export interface MapRequest {
  options: Options
  mapping: Mapping
  rememberAs: string | null
}

/** Reads the file as the options say, before any transaction: what columns it has then, and how its dates are written. */
export async function readAsMapped(
  files: FileStore,
  batch: FoundImport,
  { options, mapping }: MapRequest,
  brought: BroughtTargets = {},
) {
  if (brought[options.target]) refuseTooLarge(Number(batch.bytes))
  const path = files.pathOf(batch.sha256)
  const detected = await previewFile(path, batch.bytes, options)
  const days = brought[options.target]?.fields.filter(({ kind }) => kind === 'date').map(({ field }) => field)
  const isDay = (field: string) => days?.includes(field) ?? dateFields.test(field)
  const dateOrder = options.dateOrder ?? (await dateOrderOf(path, options, mapping, isDay))
  return { detected, options: { ...options, dateOrder } }
}

const mostLookedAt = 20_000
const dateFields = /\.(orderedOn|promisedOn|shippedOn|deliveredOn|birthday)$|^birthDate$/

/** Null where the file leaves it open; then such dates are faults until somebody chooses. */
async function dateOrderOf(
  path: string,
  options: Options,
  mapping: Mapping,
  isDay: (field: string) => boolean,
): Promise<Options['dateOrder']> {
  const samples: string[] = []
  let seen = 0
  for await (const batch of importRows(path, options)) {
    const columns = batch.header.flatMap((name, index) =>
      isDay(mapping[columnName(name, index, options.hasHeader)] ?? '') ? [index] : [],
    )
    if (columns.length === 0) return null
    for (const row of batch.rows) for (const column of columns) samples.push(row.values[column] ?? '')
    seen += batch.rows.length
    if (seen >= mostLookedAt) break
  }
  // A year of four digits in front says nothing of how the others are written.
  const { order, certain } = detectDateOrder(samples.filter((text) => !/^\s*\d{4}/.test(text)))
  return certain ? order : null
}

/** Sets options and mapping and starts the check. Allowed until rows are in, and again after a cancelled or failed run without any. */
export async function mapImport(
  tx: Tx,
  user: User,
  id: Id,
  request: MapRequest,
  read: Awaited<ReturnType<typeof readAsMapped>>,
  now: Date,
  brought: BroughtTargets = {},
): Promise<Import> {
  const batch = await lockImport(tx, id)
  if (!batch) throw notFound('import')
  if (!mayWorkOnImport(user, batch)) throw forbidden()
  if (!mayImport(user.rights, request.options.target))
    throw forbidden('Your roles do not let you bring in what this file is said to hold.')
  if (
    !['uploaded', 'mapped', 'checked', 'failed', 'cancelled'].includes(batch.state) ||
    (Number(batch.checkpoint) > 0 && batch.state !== 'checked' && hasRows(batch))
  )
    throw new Refusal('importRunning', 409, 'This import is being worked on, or its rows are in already.')
  await refuseMapping(tx, user, request, read.detected.headers, brought)

  await rememberMapping(tx, {
    headers: read.detected.headers,
    mapping: request.mapping,
    options: request.options,
    name: request.rememberAs,
    by: user.id,
    now,
  })
  await tx.deleteFrom('import_rows').where('import_id', '=', id).execute()
  const jobId = await sendJob(tx, importJob, { importId: id }, { now, watchedBy: user.id })
  await updateImport(tx, id, {
    state: 'checking',
    acting_id: user.id,
    detected: read.detected,
    options: read.options,
    mapping: request.mapping,
    counts: noCounts,
    rows_total: null,
    checkpoint: 0,
    phase_started_at: now,
    message: null,
    cancel_requested: false,
    job_id: jobId,
    finished_at: null,
  })
  await recordEvent(tx, {
    kind: 'import.mapped',
    subject: { type: 'import', id },
    actorId: user.id,
    at: now,
    data: { target: request.options.target },
  })
  const changed = await findImport(tx, id)
  return presentImport(changed ?? batch, user, now)
}

const hasRows = ({ counts }: FoundImport) =>
  counts.accountsCreated + counts.contactsCreated + counts.ordersCreated + counts.linesCreated > 0

async function refuseMapping(
  tx: Tx,
  user: User,
  { options, mapping }: MapRequest,
  headers: readonly string[],
  brought: BroughtTargets,
): Promise<void> {
  const custom = await findCustomFields(tx)
  const fields = targetFields(options.target, custom, brought)
  const used = Object.values(mapping).filter((field): field is string => field !== null)
  const columns = new Set(headers.map((name, index) => columnName(name, index, options.hasHeader)))
  const strange = [
    ...Object.keys(mapping).filter((column) => !columns.has(column)),
    ...used.filter((field) => !fields.some((spec) => spec.field === field)),
  ]
  if (strange.length > 0)
    throw badMapping('unknownColumnOrField', `No such column or field: ${strange.slice(0, 5).join(', ')}.`)
  const twice = used.find(
    (field, at) => used.indexOf(field) !== at && !fields.find((spec) => spec.field === field)?.many,
  )
  if (twice) throw badMapping('fieldMappedTwice', `Two columns are mapped to ${twice}. Choose one.`)
  const missing = missingFields(options.target, new Set(used), brought)
  if (missing.length > 0) throw badMapping('fieldNotMapped', `Map a column to: ${missing.join(', ')}.`)
  await refuseUnwritableMapping(tx, user, { options, mapping }, brought)
}

/** Asked of whoever maps and again of whoever starts the import: it may be another, or one whose rights are fewer now. */
export async function refuseUnwritableMapping(
  tx: Tx,
  user: User,
  { options, mapping }: Pick<MapRequest, 'options' | 'mapping'>,
  brought: BroughtTargets = {},
): Promise<void> {
  const others = brought[options.target]
  if (others) return others.refuse(user)
  const custom = await findCustomFields(tx)
  const used = Object.values(mapping).filter((field): field is string => field !== null)
  refuseRights(user, options, used)
  const typed = Object.fromEntries(
    used.filter((field) => !field.includes('.') && field !== 'note+').map((field) => [accountField(field), 'x']),
  )
  const customTyped = Object.fromEntries(
    used.filter((field) => field.startsWith('custom.')).map((field) => [field.slice(7), 'x']),
  )
  refuseUnwritable({ ...typed, custom: customTyped }, custom, user)
}

const accountField = (field: string) => ({ owner: 'ownerId', creditLimit: 'creditLimitE4' })[field] ?? field

/** Each of these groups needs one of its fields. */
function missingFields(target: Target, used: ReadonlySet<string>, brought: BroughtTargets): string[] {
  const groups: Readonly<Partial<Record<Target, readonly (readonly string[])[]>>> = {
    customers: [['name']],
    customersAndOrders: [
      ['externalKey', 'name'],
      ['order.key'],
      ['order.orderedOn', 'line.shippedOn', 'line.promisedOn', 'line.deliveredOn'],
    ],
    contacts: [['contact.name', 'contact.family', 'contact.given', 'name', 'contact.email', 'contact.mobile']],
  }
  const wanted = brought[target]?.needed ?? groups[target] ?? []
  return wanted.filter((group) => !group.some((field) => used.has(field))).map((group) => group.join(' / '))
}

function refuseRights(user: User, options: Options, used: readonly string[]): void {
  const { modules, categories } = user.rights
  if (modules.accounts.create === 'none') throw forbidden('Your roles do not let you create accounts.')
  if (options.target === 'customersAndOrders' && modules.orders.create === 'none')
    throw forbidden('Your roles do not let you create orders.')
  if (used.some((field) => field.startsWith('address.')) && !categories.address.write)
    throw new Refusal('categoryNotWritable', 403, 'Your roles do not let you write addresses. Leave these columns out.')
  if (
    modules.accounts.create !== 'all' &&
    options.ownerId !== null &&
    options.ownerId !== user.id &&
    options.teamId === null
  )
    throw forbidden('You may only import accounts of your own, or of your teams.')
}

const badMapping = (code: string, message: string) => new Refusal(code, 422, message)
