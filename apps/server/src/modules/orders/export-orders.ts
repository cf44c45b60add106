import { Readable } from 'node:stream'
import { exportOrders as exportRoute, Id, type OrderExportColumn } from '@quayside/contract'
import { type CellValue, type Column, writeCsv, writeXlsx } from '@quayside/tabular'
import type { z } from 'zod'
import { type Db, prepared, readAs, writeAs } from '../../platform/database.ts'
import { keepFile } from '../../platform/files/index.ts'
import type { User } from '../../platform/http/serve.ts'
import { defineJob, type JobContext, type RunningJob } from '../../platform/jobs/index.ts'
import { Refusal } from '../../platform/refusal.ts'
import { inZone, mayExportOrdersOf } from '../accounts/index.ts'
import { findActiveUser } from '../identity/index.ts'
import { conditionOf } from './list-orders.ts'
import { columnWords, type Tongue, valueWord, wordOf } from './order-words.ts'
import { countMatching, findOrders, type OrderRecord, type OrdersWanted, placeOf } from './orders.queries.ts'

const Export = exportRoute.body.extend({ actorId: Id })
type Order = z.output<typeof Export>

const pageSize = 500
const keptDays = 7
/** A file larger than this no spreadsheet opens. */
const largestBytes = 4 * 1024 ** 3
const ofFinance: ReadonlySet<OrderExportColumn> = new Set<OrderExportColumn>(['amount', 'currency', 'priceSource'])

interface ExportColumn {
  column: Column
  value(order: OrderRecord, locale: Tongue): CellValue
}
const columns: Readonly<Record<OrderExportColumn, Omit<ExportColumn, 'column'> & Omit<Column, 'header'>>> = {
  number: { value: (o) => o.number },
  status: { value: (o, locale) => valueWord(o.status, locale) },
  kind: { value: (o, locale) => valueWord(o.kind, locale) },
  channel: { value: (o, locale) => valueWord(o.channel, locale) },
  customerNumber: { value: (o) => o.account_number },
  customer: { value: (o) => o.account_name },
  reference: { value: (o) => o.reference },
  orderedOn: { kind: 'date', value: (o) => o.ordered_on },
  requestedOn: { kind: 'date', value: (o) => o.requested_on },
  receivedAt: { kind: 'date', value: (o) => o.received_at },
  services: { value: (o, locale) => o.services.map((one) => valueWord(one, locale)).join(', ') },
  origin: { value: (o) => o.origin },
  destination: { value: (o) => o.destination },
  team: { value: (o) => o.team_name },
  holds: { value: (o, locale) => o.hold_reasons.map(({ code }) => valueWord(code, locale)).join(', ') },
  dangerous: { value: (o, locale) => valueWord(o.dangerous ? 'yes' : 'no', locale) },
  lines: { kind: 'number', value: (o) => o.lines },
  amount: { scale: 4, value: (o) => BigInt(o.amount_e4) },
  currency: { value: (o) => o.currency },
  priceSource: { value: (o, locale) => (o.price_source ? valueWord(o.price_source, locale) : null) },
}

/** Said before the job is sent: an export that may not be is refused at once. */
export function checkExport(user: User, order: Omit<Order, 'actorId'>): OrdersWanted['condition'] {
  const refused = user.rights.categories.finance.export ? [] : order.columns.filter((one) => ofFinance.has(one))
  if (refused.length > 0)
    throw new Refusal('categoryNotExportable', 403, `Your roles do not let you export: ${refused.join(', ')}.`, {
      errors: refused.map((key) => ({ path: '/columns', code: 'notExportable', message: key })),
    })
  return conditionOf(user, order)
}

export const exportOrdersJob = defineJob('orders.export', Export, exportOrders, { retryLimit: 2 })

/** Streams the list under the orderer's row policies and categories into a file for him alone; memory does not grow with it. */
async function exportOrders(job: RunningJob<Order>, { database, files, clock }: JobContext): Promise<void> {
  const { actorId, format, locale } = job.data
  const user = await findActiveUser(database, actorId)
  if (!user) throw new Refusal('orderedByNobody', 403, 'Who ordered this export is no longer active.')
  const condition = checkExport(user, job.data)
  const read = <T>(work: (db: Db) => Promise<T>) => readAs(database, actorId, work)
  const counted = { rows: 0 }
  const rows = rowsOf(read, user, job, condition, counted)
  const heads = job.data.columns.map((key): Column => {
    const { value, ...column } = columns[key]
    return { header: wordOf(columnWords, key, locale), ...column }
  })
  const pieces = format === 'csv' ? writeCsv(heads, rows) : writeXlsx(heads, rows, { sheet: 'Orders' })
  const content = await files.put(Readable.from(pieces), { limitBytes: largestBytes })
  const now = clock()
  const expiresAt = new Date(now.getTime() + keptDays * 86_400_000)
  const name = `orders-${now.toISOString().slice(0, 10)}.${format}`
  const kept = { name, actorId, now, expiresAt }
  const fileId = await writeAs(database, actorId, (tx) =>
    keepFile(tx, { ...content, mediaType: mediaTypes[format] }, kept),
  )
  job.finishWith({ result: { rows: counted.rows }, fileId })
}

const mediaTypes = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

async function* rowsOf(
  read: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
  user: User,
  job: RunningJob<Order>,
  condition: OrdersWanted['condition'],
  counted: { rows: number },
): AsyncGenerator<CellValue[]> {
  const { sort, locale, format } = job.data
  const total = await read((db) => countMatching(db, condition))
  const zone = await read(companyZone)
  let after: OrdersWanted['after'] = null
  for (;;) {
    await job.report({ done: counted.rows, total: Math.max(total, counted.rows) })
    const page: Awaited<ReturnType<typeof findOrders>> = await read((db) =>
      findOrders(db, { condition, sort, after, limit: pageSize }),
    )
    for (const row of page) {
      if (!mayExportOrdersOf(user, { owner_id: row.owner_id, team_id: row.account_team_id })) continue
      counted.rows++
      yield job.data.columns.map((key) => inZone(columns[key].value(row, locale), zone, format))
    }
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    after = placeOf(last)
  }
}

async function companyZone(db: Db): Promise<string> {
  const [company] = await prepared<{ time_zone: string }>(db, 'zone-of-company', 'select time_zone from company', [])
  return company?.time_zone ?? 'UTC'
}
