import { formatDecimal } from '../values/format-decimal.ts'
import type { CellValue, Column, RowSource } from './column.ts'
import { guardFormula } from './formula-guard.ts'

export type CsvOptions = {
  /** One character, default ','. */
  delimiter?: string
  /** Default true: without it Excel reads UTF-8 as the system's encoding and garbles Chinese. */
  bom?: boolean
  lineEnd?: '\r\n' | '\n' | '\r'
  /** Default true. False only for files no spreadsheet will open. */
  formulaSafe?: boolean
}

const pieceChars = 65_536

/**
 * RFC 4180 in UTF-8, in pieces of about 64 KiB; pipe it with Readable.from(). Dates are written as ISO text.
 * @throws {RangeError} when the delimiter is not one character, or is a quote or line end
 */
export async function* writeCsv(
  columns: readonly Column[],
  rows: RowSource,
  options: CsvOptions = {},
): AsyncGenerator<Buffer> {
  const { delimiter = ',', bom = true, lineEnd = '\r\n', formulaSafe = true } = options
  if (delimiter.length !== 1 || /["\r\n]/.test(delimiter))
    throw new RangeError('The delimiter must be one character, no quote or line end.')
  const line = lineWriter(columns, delimiter, formulaSafe)
  let text = (bom ? '\ufeff' : '') + line(columns.map((column) => column.header)) + lineEnd
  for await (const row of rows) {
    text += line(row) + lineEnd
    if (text.length < pieceChars) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text !== '') yield Buffer.from(text)
}

function lineWriter(
  columns: readonly Column[],
  delimiter: string,
  formulaSafe: boolean,
): (row: readonly CellValue[]) => string {
  return (row) => {
    let line = ''
    for (let i = 0; i < columns.length; i++) {
      const value = row[i]
      let cell = cellText(value, columns[i]?.scale ?? 0)
      if (typeof value === 'string') {
        if (formulaSafe) cell = guardFormula(cell)
        if (needsQuotes(cell, delimiter)) cell = `"${cell.replaceAll('"', '""')}"`
      } else if (cell.includes(delimiter)) cell = `"${cell}"`
      line += i === 0 ? cell : delimiter + cell
    }
    // A blank line would read as no row at all.
    return line === '' ? '""' : line
  }
}

function needsQuotes(cell: string, delimiter: string): boolean {
  return (
    cell.includes('"') ||
    cell.includes(delimiter) ||
    cell.includes('\n') ||
    cell.includes('\r') ||
    /^\s|\s$|^'.*'$/.test(cell)
  )
}

export function cellText(value: CellValue, scale: number): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'bigint') return formatDecimal(value, scale)
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  return Number.isFinite(value) ? String(value) : ''
}
