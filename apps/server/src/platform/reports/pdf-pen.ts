import type { Measure } from './pdf-layout.ts'

/** What of a font that the library has embedded is needed to write with it. */
interface EmbeddedFont {
  id: string
  encode(text: string): [glyphs: string[], positions: { advanceWidth: number }[]]
  ref(): unknown
}

/** A document as its library leaves it to those who write the operators of PDF themselves. */
export interface PdfDocument {
  page: { fonts: Record<string, unknown> }
  font(name: string): unknown
  addContent(operators: string): unknown
  _font?: unknown
}

export interface Pen {
  measure(sizePt: number): Measure
  /** Operators that show a text with its baseline at x, y, counted from the lower left corner; inside `BT` and `ET`. */
  show(text: string, xPt: number, yPt: number): string
  /** The operator that takes this pen up. */
  take(sizePt: number): string
  /** Names the font among those of the present page. */
  lay(): void
}

interface Glyph {
  hex: string
  /** Thousandths of the size. */
  width: number
}

/**
 * Writes with one font. Each character is looked up in the font once, and then a text is the sum of its characters: a table of
 * 45,000 cells needs no layout of text runs, which is what took the time. Ligatures and kerning are given up for it.
 */
export function penOf(document: PdfDocument, font: string, isChinese: boolean): Pen {
  document.font(font)
  const embedded = document._font as EmbeddedFont
  const glyphs = new Map<string, Glyph>()
  const glyphOf = (character: string): Glyph => {
    const known = glyphs.get(character)
    if (known) return known
    const [hex, positions] = embedded.encode(printable(character, isChinese))
    const glyph = { hex: hex.join(''), width: positions.reduce((sum, { advanceWidth }) => sum + advanceWidth, 0) }
    glyphs.set(character, glyph)
    return glyph
  }
  return {
    measure: (sizePt) => (text) => {
      let thousandths = 0
      for (const character of text) thousandths += glyphOf(character).width
      return (thousandths * sizePt) / 1_000
    },
    show: (text, xPt, yPt) => {
      let hex = ''
      for (const character of text) hex += glyphOf(character).hex
      return `1 0 0 1 ${xPt.toFixed(2)} ${yPt.toFixed(2)} Tm <${hex}> Tj\n`
    },
    take: (sizePt) => `/${embedded.id} ${sizePt} Tf\n`,
    lay: () => {
      document.page.fonts[embedded.id] = embedded.ref()
    },
  }
}

/** In a Chinese font these are as wide as a character of it, which tears English apart. */
const narrow: Readonly<Record<string, string>> = { '’': "'", '‘': "'", '“': '"', '”': '"', '−': '–' }

/** Line ends and other controls have no glyph. */
function printable(character: string, isChinese: boolean): string {
  if (/^\p{Cc}$/u.test(character)) return ' '
  return isChinese ? character : (narrow[character] ?? character)
}
