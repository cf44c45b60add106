import { Readable } from 'node:stream'
import type { exportEdiMessages } from '@quayside/contract'
import { type Column, writeCsv, writeXlsx } from '@quayside/tabular'
import type { z } from 'zod'
import type { Db } from '../../../platform/database.ts'
import type { User } from '../../../platform/http/serve.ts'
import { type MessageRecord, recordsOf } from './list-messages.ts'

/** Rows of one file; a longer list is narrowed first. */
const mostRows = 50_000

type Words = readonly [zh: string, en: string]
type Cell = string | null

const columns: readonly [Words, (row: MessageRecord, locale: 'zh' | 'en') => Cell][] = [
  [['时间', 'When'], (row) => row.received_at.toISOString()],
  [
    ['方向', 'Direction'],
    (row, locale) => (row.direction === 'in' ? ['收到', 'In'] : ['发出', 'Out'])[locale === 'zh' ? 0 : 1] ?? '',
  ],
  [['报文', 'Message'], (row) => row.type],
  [['贸易伙伴', 'Partner'], (row) => row.partner],
  [['参考号', 'Reference'], (row) => row.reference],
  [['状态', 'State'], (row, locale) => states[row.status][locale === 'zh' ? 0 : 1]],
  [['原因', 'Reason'], (row, locale) => row.reasons.map(({ zh, en }) => (locale === 'zh' ? (zh ?? en) : en)).join(' ')],
  [['客户号', 'Customer number'], (row) => row.account_number],
  [['客户', 'Customer'], (row) => row.account],
  [['订单', 'Order'], (row) => row.order_number],
  [['交换控制号', 'Interchange control number'], (row) => row.interchange_control],
  [['报文控制号', 'Message control number'], (row) => row.control],
  [['回执期限', 'Acknowledge by'], (row) => row.due_at?.toISOString() ?? null],
  [['已回执', 'Acknowledged at'], (row) => row.acknowledged_at?.toISOString() ?? null],
]

const states: Readonly<Record<MessageRecord['status'], Words>> = {
  received: ['处理中', 'Being taken'],
  taken: ['已处理', 'Taken'],
  quarantined: ['待处理', 'Waits'],
  rejected: ['已拒收', 'Rejected'],
  waiting: ['待发送', 'To be sent'],
  sent: ['已发送', 'Sent'],
  acknowledged: ['已回执', 'Acknowledged'],
  overdue: ['逾期', 'Overdue'],
}

export const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** The list as a file, in the reader's language; the writers guard cells against being read as formulas. */
export async function messagesFile(
  db: Db,
  user: User,
  { format, ...filter }: z.output<(typeof exportEdiMessages)['query']>,
  now: Date,
) {
  const locale = user.locale.startsWith('zh') ? 'zh' : 'en'
  const found = await recordsOf(db, user, { ...filter, sort: '-receivedAt', limit: mostRows })
  const heads: Column[] = columns.map(([words]) => ({ header: words[locale === 'zh' ? 0 : 1] }))
  const rows = found.map((row) => columns.map(([, of]) => of(row, locale)))
  const pieces = format === 'csv' ? writeCsv(heads, rows) : writeXlsx(heads, rows, { sheet: 'EDI' })
  const name = `edi-${now.toISOString().slice(0, 10)}.${format}`
  return { name, mediaType: mediaTypes[format], content: Readable.from(pieces) }
}
