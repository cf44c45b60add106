import { Readable } from 'node:stream'
import type { AnalysisBasis, ReportFormat, ReportLocale } from '@quayside/contract'
import { type CellValue, type Column, writeCsv, writeXlsx } from '@quayside/tabular'

/** Money in units of the currency, shares 0…1. */
export interface ReportColumn {
  header: string
  kind: 'text' | 'day' | 'count' | 'money' | 'share' | 'number'
}

export interface ReportTable {
  title: string
  columns: readonly ReportColumn[]
  rows: readonly (readonly CellValue[])[]
}

/** An answer as it leaves the house: every format shows the same. */
export interface Report {
  title: string
  /** Definition, period, population: what the figures mean. */
  notes: readonly string[]
  tables: readonly ReportTable[]
}

/** Ten-thousandths as units. */
export const units = (amountE4: number | null): number | null => (amountE4 === null ? null : amountE4 / 10_000)

export const reportTypes: Record<ReportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** CSV holds the first table alone; a workbook has all of them one below the other, after the notes. */
export function reportFile(report: Report, format: ReportFormat): Readable {
  const [first] = report.tables
  if (format === 'csv') return Readable.from(writeCsv(first ? first.columns.map(columnOf) : [], first?.rows ?? []))
  return Readable.from(writeXlsx(sheetColumns(report), sheetRows(report), { sheet: report.title }))
}

const columnOf = ({ header, kind }: ReportColumn): Column => ({
  header,
  kind: kind === 'text' || kind === 'day' ? 'text' : 'number',
})

const widest = ({ tables }: Report) => Math.max(1, ...tables.map(({ columns }) => columns.length))

/** The first table stands right below its header, so that it can be sorted and filtered; what else there is follows as text. */
const sheetColumns = (report: Report): Column[] =>
  Array.from({ length: widest(report) }, (_, at): Column => {
    const column = report.tables[0]?.columns[at]
    return column ? columnOf(column) : { header: '', kind: 'text' }
  })

function* sheetRows(report: Report): Generator<CellValue[]> {
  const width = widest(report)
  const filled = (cells: readonly CellValue[]) => Array.from({ length: width }, (_, at) => cells[at] ?? null)
  const [first, ...others] = report.tables
  for (const row of first?.rows ?? []) yield filled(row)
  for (const { title, columns, rows } of others) {
    yield filled([])
    yield filled([title])
    yield filled(columns.map(({ header }) => header))
    for (const row of rows) yield filled(row)
  }
  yield filled([])
  for (const note of report.notes) yield filled([note])
}

/** Period, population and state of the warehouse, as every report says them. */
export function basisNotes(basis: AnalysisBasis, locale: ReportLocale): string[] {
  const { from, to, accounts, lines, currency, asOf } = basis
  const count = (value: number) => value.toLocaleString(locale)
  return locale === 'en'
    ? [
        `Period: ${from ?? 'the beginning'} to ${to ?? 'today'}. Currency: ${currency}.`,
        `Population: ${count(accounts)} customers with ${count(lines)} order lines.`,
        ...(asOf ? [`Data as of ${asOf}.`] : []),
      ]
    : [
        `期间：${from ?? '最早'} 至 ${to ?? '今天'}。币种：${currency}。`,
        `统计范围：${count(accounts)} 个客户，${count(lines)} 条订单行。`,
        ...(asOf ? [`数据截至 ${asOf}。`] : []),
      ]
}
