import { Readable } from 'node:stream'
import type { ReportFormat, ReportLocale } from '@quayside/contract'
import { type CellValue, type Column, writeCsv, writeXlsx } from '@quayside/tabular'
import { Refusal } from '../../../platform/refusal.ts'
import type { Letterhead } from '../../../platform/reports/report-pdf.ts'
import { compute } from '../compute/index.ts'
import type { Report, ReportColumn } from './report.ts'
import { type SheetOrder, writtenApart } from './sheet-thread.ts'

export const reportTypes: Record<ReportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** CSV holds the first table alone; a workbook has all of them one below the other, before the notes; PDF has everything, to be read. */
export async function reportFile(
  report: Report,
  format: ReportFormat,
  locale: ReportLocale,
  letterhead: Letterhead,
): Promise<Readable> {
  switch (format) {
    case 'csv': {
      const [first] = report.tables
      return sheetFile({ format, columns: first ? first.columns.map(columnOf) : [], title: report.title }, first?.rows)
    }
    case 'xlsx':
      return sheetFile({ format, columns: sheetColumns(report), title: report.title }, sheetRows(report))
    case 'pdf':
      refuseTooLong(report)
      return Readable.from([Buffer.from(await compute('writePdf', report, letterhead, locale))])
    default:
      return format satisfies never
  }
}

/** Written in the time it would take to begin a thread for it. */
const rowsWrittenHere = 2_000

function sheetFile(order: SheetOrder, given: Iterable<readonly CellValue[]> = []): Readable {
  const rows = given[Symbol.iterator]()
  const first: (readonly CellValue[])[] = []
  while (first.length < rowsWrittenHere) {
    const next = rows.next()
    if (next.done) return Readable.from(written(order, first))
    first.push(next.value)
  }
  return writtenApart(order, chained(first, rows))
}

const written = ({ format, columns, title }: SheetOrder, rows: readonly (readonly CellValue[])[]) =>
  format === 'csv' ? writeCsv(columns, rows) : writeXlsx(columns, rows, { sheet: title })

function* chained<T>(first: readonly T[], others: Iterator<T>): Generator<T> {
  yield* first
  for (let next = others.next(); !next.done; next = others.next()) yield next.value
}

/** What the computing thread lays out in a second or two; nobody reads a thousand pages. */
const cellsOfPdf = 150_000

function refuseTooLong({ tables }: Report): void {
  const cells = tables.reduce((sum, { columns, rows }) => sum + columns.length * rows.length, 0)
  if (cells <= cellsOfPdf) return
  throw new Refusal(
    'reportTooLong',
    422,
    `A PDF holds at most ${cellsOfPdf} cells, and this report has ${cells}. Choose XLSX or CSV.`,
  )
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
