import { Readable } from 'node:stream'
import type { exportShipments } from '@quayside/contract'
import { type CellValue, type Column, writeCsv, writeXlsx } from '@quayside/tabular'
import type { z } from 'zod'
import type { Db } from '../../platform/database.ts'
import type { User } from '../../platform/http/serve.ts'
import { companyDay } from './read-shipments.ts'
import { said, shipmentWords, type Tongue } from './shipment-words.ts'
import { findShipments, type ShipmentRecord, type ShipmentsWanted } from './shipments.queries.ts'

/** Rows read at once. */
const pageRows = 2_000

type Words = readonly [zh: string, en: string]
/** Codes stand beside their words: programs read the ones, people the others. */
const columns: readonly [Words, (row: ShipmentRecord, locale: Tongue) => string | null][] = [
  [['运单号', 'Number'], (row) => row.number],
  [['客户号', 'Customer number'], (row) => row.account_number],
  [['客户', 'Customer'], (row) => row.account_name],
  [['订单', 'Order'], (row) => row.order_number],
  [['方式', 'Mode'], (row, locale) => said(shipmentWords.modes, row.mode, locale)],
  [['方式代码', 'Mode code'], (row) => row.mode],
  [['状态', 'State'], (row, locale) => said(shipmentWords.states, row.state, locale)],
  [['状态代码', 'State code'], (row) => row.state],
  [['承运人', 'Carrier'], (row) => row.carrier],
  [['参考号', 'Reference'], (row) => row.reference],
  [['起运地', 'Origin'], (row) => row.origin],
  [['目的地', 'Destination'], (row) => row.destination],
  [['承诺日期', 'Promised on'], (row) => row.promised_on],
  [['预计到达', 'Expected'], (row) => row.eta_at?.toISOString() ?? null],
  [['送达时间', 'Delivered at'], (row) => row.delivered_at?.toISOString() ?? null],
  [['最近动态', 'Last milestone'], (row, locale) => row.last_code && said(shipmentWords.codes, row.last_code, locale)],
  [['动态代码', 'Milestone code'], (row) => row.last_code],
  [['动态时间', 'At'], (row) => row.last_at?.toISOString() ?? null],
  [
    ['异常', 'Exceptions'],
    (row, locale) => row.exception_kinds.map((kind) => said(shipmentWords.troubles, kind, locale)).join(', '),
  ],
  [['异常代码', 'Exception codes'], (row) => row.exception_kinds.join(' ')],
  [['风险', 'Risk'], (row, locale) => (row.risk === 'none' ? '' : said(shipmentWords.risks, row.risk, locale))],
  [['风险代码', 'Risk code'], (row) => row.risk],
]

export const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

type Query = z.output<(typeof exportShipments)['query']>
type Read = <T>(work: (db: Db) => Promise<T>) => Promise<T>

/** The list as a file, whole however long, its heads in the reader's language; the writers guard cells against being read as formulas. */
export async function shipmentsFile(read: Read, user: User, query: Query, now: Date) {
  const { format } = query
  const { locale } = user
  const today = await read((db) => companyDay(db, now))
  const heads: Column[] = columns.map(([words]) => ({ header: words[locale === 'en' ? 1 : 0] }))
  const rows = rowsOf(read, user, query, today)
  const pieces = format === 'csv' ? writeCsv(heads, rows) : writeXlsx(heads, rows, { sheet: 'Shipments' })
  const name = `${locale === 'en' ? 'shipments' : '运单'}-${today}.${format}`
  return { name, mediaType: mediaTypes[format], content: Readable.from(pieces) }
}

async function* rowsOf(read: Read, user: User, query: Query, today: string): AsyncGenerator<CellValue[]> {
  const { format: _, sort, direction, ...filter } = query
  let after: ShipmentsWanted['after'] = null
  for (;;) {
    const page: ShipmentRecord[] = await read((db) =>
      findShipments(db, user, { filter, today, sort, direction, after, limit: pageRows }),
    )
    for (const row of page) yield columns.map(([, of]) => of(row, user.locale))
    const last = page.at(-1)
    if (!last?.sort_key || page.length < pageRows) return
    after = { key: last.sort_key, id: last.id }
  }
}
