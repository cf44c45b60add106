import { bandsOf, baseSizePt, cellPaddingPt, linesOf, paddingPt, roomOf } from './pdf-layout.ts'
import type { Pen } from './pdf-pen.ts'
import { colours, filled, lineStepPt, linesOfPage, type Pens, rule, type Sheets } from './pdf-sheet.ts'

export interface TextTable {
  title: string
  /** Headings first. */
  texts: readonly (readonly string[])[]
  toRight: readonly boolean[]
  widths: readonly number[]
  /** Of its letters. */
  sizePt: number
}

const rowPaddingPt = 2.5
const headingPt = 11

/** A table below what stands there; a wide one in several parts, one below the other. */
export function drawTable(sheets: Sheets, pens: Pens, table: TextTable, goesOn: string): void {
  for (const [at, columns] of bandsOf(table.widths, roomOf(sheets.page)).entries())
    drawBand(sheets, pens, { ...table, title: at === 0 ? table.title : `${table.title} ${goesOn}` }, columns)
}

interface Cell {
  lines: string[]
  at: number
}

function drawBand(sheets: Sheets, pens: Pens, table: TextTable, columns: readonly number[]): void {
  const [headings = [], ...rows] = table.texts
  const atMost = linesOfPage(sheets.page)
  const cellsOf = (texts: readonly string[], pen: Pen): Cell[] =>
    columns.map((at) => ({
      at,
      lines: linesOf(texts[at] ?? '', table.widths[at] ?? 0, pen.measure(table.sizePt), atMost),
    }))
  const width = columns.reduce((sum, at) => sum + (table.widths[at] ?? 0) + 2 * cellPaddingPt, 0)
  const heading = cellsOf(headings, pens.bold)
  const drawHeading = () => {
    const height = heightOf(heading)
    sheets.write(filled(paddingPt, sheets.y() - height, width, height, colours.shade))
    drawRow(sheets, pens.bold, table, heading)
    sheets.write(rule(paddingPt, sheets.y(), width, 0.8, colours.ink))
  }
  // A title alone at the foot of a page helps nobody: with it go its headings and a row.
  const firstRow = rows[0] ? heightOf(cellsOf(rows[0], pens.plain)) : 0
  sheets.reserve(headingPt * 1.4 + 16 + heightOf(heading) + firstRow)
  sheets.paragraph(table.title, { sizePt: headingPt, bold: true, gapPt: 12 })
  sheets.move(4)
  if (columns.length === 0) return
  drawHeading()
  for (const row of rows) {
    const cells = cellsOf(row, pens.plain)
    if (sheets.reserve(heightOf(cells))) drawHeading()
    drawRow(sheets, pens.plain, table, cells)
    sheets.write(rule(paddingPt, sheets.y(), width, 0.25, colours.line))
  }
}

const heightOf = (cells: readonly Cell[]) =>
  Math.max(1, ...cells.map(({ lines }) => lines.length)) * lineStepPt + 2 * rowPaddingPt

function drawRow(sheets: Sheets, pen: Pen, { widths, toRight, sizePt }: TextTable, cells: readonly Cell[]): void {
  const measure = pen.measure(sizePt)
  const top = sheets.y() - rowPaddingPt - baseSizePt
  let left = paddingPt + cellPaddingPt
  let operators = `BT ${colours.ink} rg ${pen.take(sizePt)}`
  for (const { at, lines } of cells) {
    const width = widths[at] ?? 0
    for (const [line, text] of lines.entries()) {
      const x = toRight[at] ? left + width - measure(text) : left
      operators += pen.show(text, x, top - line * lineStepPt)
    }
    left += width + 2 * cellPaddingPt
  }
  sheets.write(`${operators}ET\n`)
  sheets.move(heightOf(cells))
}
