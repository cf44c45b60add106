import { Readable } from 'node:stream'
import type { EdiPartnerKind, EdiPartnerRow, exportEdiPartners } from '@quayside/contract'
import { type CellValue, type Column, writeCsv, writeXlsx } from '@quayside/tabular'
import type { z } from 'zod'
import type { Db } from '../../../platform/database.ts'
import { mediaTypes } from '../show/export-messages.ts'
import { listPartners } from './present-partner.ts'

type Words = readonly [zh: string, en: string]

const kinds: Readonly<Record<EdiPartnerKind, Words>> = {
  customer: ['客户', 'Customer'],
  carrier: ['承运商', 'Carrier'],
  supplier: ['供应商', 'Supplier'],
  warehouse: ['仓库', 'Warehouse'],
}
const columns: readonly [Words, (row: EdiPartnerRow, tongue: 0 | 1) => CellValue, Column['kind']?][] = [
  [['贸易伙伴', 'Partner'], (row) => row.name],
  [['类型', 'Kind'], (row, tongue) => kinds[row.kind][tongue]],
  [['标准', 'Standard'], (row) => (row.standard === 'x12' ? 'X12' : 'EDIFACT')],
  [['对方标识', 'Identifiers'], (row) => row.identities.map(({ identifier }) => identifier).join(', ')],
  [['客户号', 'Customer number'], (row) => row.account?.number],
  [['客户', 'Customer'], (row) => row.account?.name],
  [['启用', 'In use'], (row, tongue) => (row.active ? ['是', 'Yes'] : ['否', 'No'])[tongue]],
  [['待处理', 'Waiting'], (row) => row.quarantined, 'number'],
  [['回执逾期', 'Overdue'], (row) => row.overdue, 'number'],
  [['不通的通道', 'Ways in trouble'], (row) => row.troubled, 'number'],
  [['最近收到', 'Last received'], (row) => row.lastReceivedAt],
  [['最近发出', 'Last sent'], (row) => row.lastSentAt],
]

/** The list as it is narrowed on the screen. */
export async function partnersFile(
  db: Db,
  { format, q = '', kind }: z.output<(typeof exportEdiPartners)['query']>,
  language: string,
  now: Date,
) {
  const tongue = language.startsWith('zh') ? 0 : 1
  const text = q.trim().toLowerCase()
  const found = (await listPartners(db)).rows.filter(
    (row) =>
      (!kind || row.kind === kind) &&
      [row.name, row.account?.name ?? '', ...row.identities.map(({ identifier }) => identifier)].some((one) =>
        one.toLowerCase().includes(text),
      ),
  )
  const heads = columns.map(([words, , of]): Column => ({ header: words[tongue], ...(of && { kind: of }) }))
  const rows = found.map((row) => columns.map(([, of]) => of(row, tongue)))
  const pieces = format === 'csv' ? writeCsv(heads, rows) : writeXlsx(heads, rows, { sheet: 'EDI' })
  const name = `edi-partners-${now.toISOString().slice(0, 10)}.${format}`
  return { name, mediaType: mediaTypes[format], content: Readable.from(pieces) }
}
