/** Of the letters in a table. */
export const baseSizePt = 8
/** White space beside the text of a page. */
export const paddingPt = 36
/** Beside the text of a cell. */
export const cellPaddingPt = 4

const widestColumnPt = 220
/** A heading longer than this is broken into lines rather than widen its column. */
const widestHeadingPt = 84
const narrowestColumnPt = 28

export type Measure = (text: string) => number

export interface Page {
  widthPt: number
  heightPt: number
}

const pages: readonly Page[] = [
  { widthPt: 595.28, heightPt: 841.89 },
  { widthPt: 841.89, heightPt: 595.28 },
  { widthPt: 1190.55, heightPt: 841.89 },
]
const largest = pages.at(-1) as Page

export const roomOf = ({ widthPt }: Page) => widthPt - 2 * paddingPt

/** Letters are made this much smaller before a larger page is taken: still read without glasses. */
const leastScale = 0.82

/** The smallest of A4 upright, A4 and A3 across on which the widest table need not be divided. */
export function pageFor(tables: readonly (readonly number[])[]): Page {
  return pages.find((page) => tables.every((widths) => scaleFor(widths, page) >= leastScale)) ?? largest
}

/** How much smaller a table is drawn to find room on its page; 1 where it has room, or would be too small and is divided instead. */
export function fitting(widths: readonly number[], page: Page): number {
  const scale = scaleFor(widths, page)
  return scale >= leastScale ? scale : 1
}

function scaleFor(widths: readonly number[], page: Page): number {
  const letters = widths.reduce((sum, width) => sum + width, 0)
  return Math.min(1, (roomOf(page) - 2 * cellPaddingPt * widths.length) / letters)
}

/** Width of each column by its longest text, within bounds: beyond them a text is broken into lines. Headings first. */
export function columnWidths([headings = [], ...rows]: readonly (readonly string[])[], measure: Measure): number[] {
  const widest = headings.map((text) => Math.min(widestHeadingPt, measure(text)))
  for (const row of rows)
    for (const [at, text] of row.entries()) {
      const width = measure(text)
      if (width > (widest[at] ?? 0)) widest[at] = width
    }
  return widest.map((width) => Math.min(widestColumnPt, Math.max(narrowestColumnPt, Math.ceil(width) + 1)))
}

/** Which columns stand beside each other: a table too wide for the page goes on below, each part beginning with the first column. */
export function bandsOf(widths: readonly number[], roomPt: number): number[][] {
  const bands: number[][] = [[]]
  let used = 0
  for (const [at, width] of widths.entries()) {
    const needed = width + 2 * cellPaddingPt
    if (used + needed > roomPt && used > 0) {
      bands.push([0])
      used = (widths[0] ?? 0) + 2 * cellPaddingPt
    }
    bands.at(-1)?.push(at)
    used += needed
  }
  return bands
}

/** Between Han characters a line may end anywhere, between others at a blank; what is longer than a line is cut. */
const pieces = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]|[^\s\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]+\s*|\s+/gu
/** These begin no line. */
const clinging = /^[，。、；：！？）》」』】％,.;:!?)\]}%]/u

export function linesOf(text: string, widthPt: number, measure: Measure, atMost = Number.POSITIVE_INFINITY): string[] {
  if (measure(text) <= widthPt) return [text]
  const lines: string[] = []
  let line = ''
  for (const piece of (text.match(pieces) ?? []).flatMap((one) => cutToFit(one, widthPt, measure))) {
    if (line !== '' && measure((line + piece).trimEnd()) > widthPt && !clinging.test(piece)) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += piece
  }
  if (line !== '') lines.push(line.trimEnd())
  return lines.length <= atMost ? lines : [...lines.slice(0, atMost - 1), `${lines[atMost - 1]?.slice(0, -1)}…`]
}

function cutToFit(piece: string, widthPt: number, measure: Measure): string[] {
  if (measure(piece.trimEnd()) <= widthPt) return [piece]
  const parts: string[] = []
  let part = ''
  for (const character of piece) {
    if (part !== '' && measure(part + character) > widthPt) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part]
}
