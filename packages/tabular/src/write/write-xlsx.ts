import { columnLetters } from '../header.ts'
import { type CellValue, type Column, plainNumber, type RowSource } from './column.ts'
import { contentTypes, rootRels, styles, workbook, workbookRels, xmlText } from './workbook-xml.ts'
import { cellText } from './write-csv.ts'
import { type ZipPart, zipStream } from './zip-stream.ts'

export type XlsxOptions = { sheet?: string }

/** A sheet holds 1,048,576 rows; one is the header. */
const maxRows = 1_048_575
/** Excel repairs, that is damages, a file with longer cells. */
const maxCellChars = 32_767
const pieceChars = 65_536

/**
 * One table as xlsx, streamed: memory does not grow with the rows. Text is always text, never a formula; numbers Excel
 * would round (over 15 digits) are written as text. Rows beyond a sheet's limit go on in a next sheet.
 */
export async function* writeXlsx(
  columns: readonly Column[],
  rows: RowSource,
  options: XlsxOptions = {},
): AsyncGenerator<Buffer> {
  yield* zipStream(parts(columns, rows, options.sheet ?? 'Sheet1'))
}

type Cursor = {
  iterator: AsyncIterator<readonly CellValue[]> | Iterator<readonly CellValue[]>
  next: IteratorResult<readonly CellValue[]>
}

async function* parts(columns: readonly Column[], rows: RowSource, name: string): AsyncGenerator<ZipPart> {
  const iterator = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
  const cursor: Cursor = { iterator, next: await iterator.next() }
  const sheets: string[] = []
  try {
    do {
      sheets.push(sheetName(name, sheets.length))
      yield { name: `xl/worksheets/sheet${sheets.length}.xml`, content: sheetXml(columns, cursor) }
    } while (!cursor.next.done)
  } finally {
    if (!cursor.next.done) await iterator.return?.()
  }
  yield { name: '[Content_Types].xml', content: [contentTypes(sheets.length)] }
  yield { name: '_rels/.rels', content: [rootRels] }
  yield { name: 'xl/workbook.xml', content: [workbook(sheets)] }
  yield { name: 'xl/_rels/workbook.xml.rels', content: [workbookRels(sheets.length)] }
  yield { name: 'xl/styles.xml', content: [styles] }
}

/** At most 31 characters, none of []:*?/\ */
function sheetName(name: string, index: number): string {
  const suffix = index === 0 ? '' : ` (${index + 1})`
  const clean =
    name
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'|'$/g, ' ')
      .trim() || 'Sheet1'
  return clean.slice(0, 31 - suffix.length).toWellFormed() + suffix
}

async function* sheetXml(columns: readonly Column[], cursor: Cursor): AsyncGenerator<string> {
  const letters = columns.map((_, i) => columnLetters(i + 1))
  let xml = sheetHead(columns)
  xml += `<row r="1">${columns.map((column, i) => textCell(`${letters[i]}1`, column.header, 2)).join('')}</row>`
  for (let row = 2; !cursor.next.done && row <= maxRows + 1; row++) {
    xml += `<row r="${row}">`
    for (const [i, column] of columns.entries()) xml += cellXml(`${letters[i]}${row}`, cursor.next.value[i], column)
    xml += '</row>'
    cursor.next = await cursor.iterator.next()
    if (xml.length < pieceChars) continue
    yield xml
    xml = ''
  }
  yield `${xml}</sheetData></worksheet>`
}

function sheetHead(columns: readonly Column[]): string {
  const cols = columns
    .map((column, i) => `<col min="${i + 1}" max="${i + 1}" width="${column.width ?? 16}" customWidth="1"/>`)
    .join('')
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `${cols === '' ? '' : `<cols>${cols}</cols>`}<sheetData>`
  )
}

function cellXml(reference: string, value: CellValue, column: Column): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'boolean') return `<c r="${reference}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (value instanceof Date) return dateCell(reference, value.getTime(), 3)
  const text = cellText(value, column.scale ?? 0)
  if (column.kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const time = Date.parse(`${text}T00:00:00Z`)
    return Number.isNaN(time) ? textCell(reference, text, 0) : dateCell(reference, time, 1)
  }
  const numeric = typeof value !== 'string' || (column.kind === 'number' && plainNumber.test(text))
  if (numeric && text.replace(/[-.]/g, '').replace(/^0+/, '').length <= 15)
    return `<c r="${reference}"><v>${text}</v></c>`
  return typeof value === 'number' && text !== ''
    ? `<c r="${reference}"><v>${text}</v></c>`
    : textCell(reference, text, 0)
}

/** Before March 1900 Excel's days are off by one: such dates stay text. */
function dateCell(reference: string, time: number, style: number): string {
  const serial = time / 86_400_000 + 25_569
  if (!(serial >= 61))
    return textCell(reference, Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 10), 0)
  return `<c r="${reference}" s="${style}"><v>${serial}</v></c>`
}

function textCell(reference: string, text: string, style: number): string {
  const cut = text.length > maxCellChars ? text.slice(0, maxCellChars) : text
  return `<c r="${reference}"${style === 0 ? '' : ` s="${style}"`} t="inlineStr"><is><t xml:space="preserve">${xmlText(cut)}</t></is></c>`
}
