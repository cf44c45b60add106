import { Readable } from 'node:stream'
import type { Route } from '@quayside/contract'
import { type CellValue, type Column, writeCsv, writeXlsx } from '@quayside/tabular'
import type { FastifyReply } from 'fastify'
import { type Db, readAs } from '../../../platform/database.ts'
import { disposition } from '../../../platform/files/index.ts'
import type { Call, User } from '../../../platform/http/serve.ts'
import { refuseWithoutFinance } from '../invoices.policy.ts'
import { findInvoices, type InvoicesAsked, type ListedInvoice } from './list-invoices.ts'
import { findPayments, type ListedPayment, type PaymentsAsked } from './list-payments.ts'

type Locale = 'zh-CN' | 'en'
interface Head<Row> {
  zh: string
  en: string
  kind: 'text' | 'number'
  value(row: Row): CellValue
}
const text = <Row>(zh: string, en: string, value: (row: Row) => CellValue): Head<Row> => ({
  zh,
  en,
  kind: 'text',
  value,
})
const money = <Row>(zh: string, en: string, value: (row: Row) => number): Head<Row> => ({
  zh,
  en,
  kind: 'number',
  value: (row) => value(row) / 10_000,
})

const invoiceHeads: readonly Head<ListedInvoice>[] = [
  text('单据号', 'Number', (row) => row.number),
  text('类型', 'Kind', (row) => row.kind),
  text('状态', 'Standing', (row) => row.standing),
  text('客户编号', 'Customer number', (row) => row.account_number),
  text('客户', 'Customer', (row) => row.account_name),
  text('发票号码', 'Fapiao number', (row) => row.fapiao_number),
  text('客户参考号', 'Reference', (row) => row.reference),
  text('开票日', 'Issued on', (row) => row.issued_on),
  text('到期日', 'Due on', (row) => row.due_on),
  { zh: '逾期天数', en: 'Days overdue', kind: 'number', value: (row) => row.overdue_days },
  text('币种', 'Currency', (row) => row.currency),
  money('不含税', 'Net', (row) => row.net_e4),
  money('税额', 'Tax', (row) => row.tax_e4),
  money('价税合计', 'Total', (row) => row.total_e4),
  money('未收', 'Open', (row) => row.open_e4),
]
const paymentHeads: readonly Head<ListedPayment>[] = [
  text('收款号', 'Number', (row) => row.number),
  text('类型', 'Kind', (row) => row.kind),
  text('客户编号', 'Customer number', (row) => row.account_number),
  text('客户', 'Customer', (row) => row.account_name),
  text('收款日', 'Received on', (row) => row.received_on),
  text('方式', 'Method', (row) => row.method),
  text('付款方', 'Payer', (row) => row.payer_name),
  text('付款账号', 'Payer account', (row) => row.payer_account),
  text('附言', 'Reference', (row) => row.reference),
  text('币种', 'Currency', (row) => row.currency),
  money('金额', 'Amount', (row) => row.amount_e4),
  money('已核销', 'Allocated', (row) => row.allocated_e4),
  money('未核销', 'Left over', (row) => row.free_e4),
]

const pageRows = 1_000
const mostRows = 100_000

type Found<Row> = { page: Row[]; next: string | null }

export const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Page by page in the reader's name, so that memory does not grow with the list. */
function sendList<Row>(
  { user, database, reply }: Call<Route>,
  { format, locale }: { format: 'csv' | 'xlsx'; locale: Locale },
  name: { zh: string; en: string },
  heads: readonly Head<Row>[],
  find: (db: Db, cursor: string | undefined) => Promise<Found<Row>>,
): FastifyReply {
  refuseWithoutFinance(user, 'export')
  const language = locale === 'en' ? 'en' : 'zh'
  const columns = heads.map((head): Column => ({ header: head[language], kind: head.kind }))
  async function* rows(): AsyncGenerator<CellValue[]> {
    let cursor: string | undefined
    for (let told = 0; told < mostRows; ) {
      const found = await readAs(database, user.id, (db) => find(db, cursor))
      for (const row of found.page) yield heads.map(({ value }) => value(row))
      told += found.page.length
      if (!found.next) return
      cursor = found.next
    }
  }
  const file = format === 'csv' ? writeCsv(columns, rows()) : writeXlsx(columns, rows(), { sheet: name[language] })
  return reply
    .header('content-disposition', disposition(`${name[language]}.${format}`))
    .type(types[format])
    .send(Readable.from(file))
}

type Query<Asked> = Omit<Asked, 'limit' | 'cursor'> & { format: 'csv' | 'xlsx'; locale: Locale }

export function sendInvoices(call: Call<Route>, { format, locale, ...asked }: Query<InvoicesAsked>, now: Date) {
  const find = (db: Db, cursor: string | undefined) =>
    findInvoices(db, call.user as User, { ...asked, cursor, limit: pageRows }, now)
  return sendList(call, { format, locale }, { zh: '发票', en: 'Invoices' }, invoiceHeads, find)
}

export function sendPayments(call: Call<Route>, { format, locale, ...asked }: Query<PaymentsAsked>) {
  const find = (db: Db, cursor: string | undefined) =>
    findPayments(db, call.user as User, { ...asked, cursor, limit: pageRows })
  return sendList(call, { format, locale }, { zh: '收款', en: 'Payments' }, paymentHeads, find)
}
