import type { PageOrientation, PageSize } from 'pdfmake/interfaces.js'

/** Of the letters in a table. */
export const baseSizePt = 8
/** White space beside the text of a page. */
export const paddingPt = 36

const widestColumnPt = 220
const narrowestColumnPt = 28

interface Page {
  size: PageSize
  orientation: PageOrientation
  /** Between the margins. */
  widthPt: number
}

const pages: readonly Page[] = [
  { size: 'A4', orientation: 'portrait', widthPt: 595 - 2 * paddingPt },
  { size: 'A4', orientation: 'landscape', widthPt: 842 - 2 * paddingPt },
  { size: 'A3', orientation: 'landscape', widthPt: 1190 - 2 * paddingPt },
]

/** The smallest page on which the widest table need not be squeezed; beyond A3 the page grows, for the screen. */
export function pageFor(tables: readonly (readonly number[])[]): Page {
  const wanted = Math.max(0, ...tables.map((widths) => widths.reduce((sum, width) => sum + width + 8, 0)))
  const fits = pages.find(({ widthPt }) => widthPt >= wanted)
  return fits ?? { size: { width: wanted + 2 * paddingPt, height: 842 }, orientation: 'landscape', widthPt: wanted }
}

/** Width of each column by its longest text, within bounds: beyond them a text is broken into lines. */
export function columnWidths(rows: readonly (readonly string[])[]): number[] {
  const widest: number[] = []
  for (const row of rows) for (const [at, text] of row.entries()) widest[at] = Math.max(widest[at] ?? 0, emsOf(text))
  return widest.map((ems) => Math.min(widestColumnPt, Math.max(narrowestColumnPt, Math.ceil(ems * baseSizePt * 1.05))))
}

/** Han characters are as wide as high, others little more than half. */
function emsOf(text: string): number {
  let ems = 0
  for (const character of text) ems += character > '\u2E7F' ? 1 : 0.58
  return ems
}
