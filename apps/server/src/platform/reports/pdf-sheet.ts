import { baseSizePt, linesOf, type Page, paddingPt, roomOf } from './pdf-layout.ts'
import type { Pen } from './pdf-pen.ts'

export interface Pens {
  plain: Pen
  bold: Pen
}

export const colours = {
  ink: '0.122 0.161 0.216',
  muted: '0.42 0.447 0.502',
  line: '0.82 0.835 0.859',
  shade: '0.953 0.957 0.965',
} as const

const topPt = 56
const bottomPt = 40
export const lineStepPt = 11

interface TextStyle {
  sizePt?: number
  bold?: boolean
  colour?: string
  gapPt?: number
}

/** The pages under way: what is written goes below what was written before, and on a next page when this one is full. */
export interface Sheets {
  page: Page
  pages: string[]
  /** Where the next line may begin, from the bottom. */
  y(): number
  /** The next page when less than this is left. Returns whether it was begun. */
  reserve(heightPt: number): boolean
  move(heightPt: number): void
  write(operators: string): void
  paragraph(text: string, style?: TextStyle): void
}

export function beginSheets(page: Page, pens: Pens): Sheets {
  const pages: string[][] = [[]]
  let y = page.heightPt - topPt
  const sheets: Sheets = {
    page,
    get pages() {
      return pages.map((operators) => operators.join(''))
    },
    y: () => y,
    reserve: (heightPt) => {
      if (y - heightPt >= bottomPt) return false
      pages.push([])
      y = page.heightPt - topPt
      return true
    },
    move: (heightPt) => {
      y -= heightPt
    },
    write: (operators) => void pages.at(-1)?.push(operators),
    paragraph: (text, { sizePt = baseSizePt, bold = false, colour = colours.ink, gapPt = 0 } = {}) => {
      const pen = bold ? pens.bold : pens.plain
      y -= gapPt
      for (const line of linesOf(text, roomOf(page), pen.measure(sizePt))) {
        sheets.reserve(sizePt * 1.4)
        y -= sizePt * 1.4
        sheets.write(`BT ${colour} rg ${pen.take(sizePt)}${pen.show(line, paddingPt, y + sizePt * 0.3)}ET\n`)
      }
    },
  }
  return sheets
}

/** The most a row may take up. */
export const linesOfPage = ({ heightPt }: Page) =>
  Math.max(1, Math.floor((heightPt - topPt - bottomPt) / lineStepPt) - 6)

export const rule = (x: number, y: number, width: number, thickness: number, colour: string) =>
  `${colour} RG ${thickness} w ${x.toFixed(2)} ${y.toFixed(2)} m ${(x + width).toFixed(2)} ${y.toFixed(2)} l S\n`

export const filled = (x: number, y: number, width: number, height: number, colour: string) =>
  `${colour} rg ${x.toFixed(2)} ${y.toFixed(2)} ${width.toFixed(2)} ${height.toFixed(2)} re f\n`
