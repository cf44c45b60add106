import type { LineEnd } from '../detected.ts'
import type { Issue, IssueCode } from '../issue.ts'
import type { Limits } from '../limits.ts'

export type Dialect = { delimiter: string; quote: string; lineEnd: LineEnd }
/** `cells` is null for a blank line. Issues carry row 0: the reader numbers them. */
export type OnRecord = (cells: string[] | null, issues: Issue[] | null) => void

const LF = 10
const CR = 13
const BACKSLASH = 92
const SPACE = 32

/**
 * Cuts decoded text, given in pieces of any size, into records.
 * Own and not csv-parse for what follows a fault: csv-parse throws on an unclosed quote and on its record limit, and the
 * good rows behind are lost. Here a quote that never closes, or closes in the middle of another cell after a line break,
 * is taken as a plain character of its cell. test/speed.ts measures both.
 */
export class RecordTokenizer {
  private text = ''
  private pos = 0
  private nextLf = -1
  private nextCr = -1
  private nextQuote = -1
  private nextNul = -1
  private nextBad = -1
  private terminator = 0
  private dropping = false
  private issues: Issue[] | null = null
  private readonly delimiter: string
  private readonly quote: string
  private readonly useLf: boolean
  private readonly useCr: boolean
  private readonly limits: Limits
  private readonly onRecord: OnRecord

  constructor(dialect: Dialect, limits: Limits, onRecord: OnRecord) {
    this.delimiter = dialect.delimiter
    this.quote = dialect.quote
    this.useLf = dialect.lineEnd !== '\r'
    this.useCr = dialect.lineEnd === '\r' || dialect.lineEnd === 'mixed'
    this.limits = limits
    this.onRecord = onRecord
  }

  push(piece: string): void {
    this.text = this.pos < this.text.length ? this.text.slice(this.pos) + piece : piece
    this.scan(false)
  }

  end(): void {
    this.text = this.text.slice(this.pos)
    this.scan(true)
    this.text = ''
  }

  private scan(final: boolean): void {
    this.pos = 0
    this.forget()
    while (this.pos < this.text.length) {
      if (this.dropping && !this.dropLine(final)) return
      if (this.pos >= this.text.length) return
      const stop = this.lineStop(this.pos, final)
      const end = stop === -1 ? this.text.length : stop
      if (this.quoteFrom(this.pos) < end) {
        if (!this.quotedRecord(final)) return
      } else if (stop !== -1 || final) {
        this.plainRecord(end, stop === -1 ? 0 : this.terminator)
      } else if (this.tooLong()) {
        this.cutRecord()
      } else return
    }
  }

  private plainRecord(end: number, terminator: number): void {
    const start = this.pos
    this.pos = end + terminator
    if (end === start) this.onRecord(null, null)
    else this.emit(this.text.slice(start, end).split(this.delimiter), start, end)
  }

  /** Reads one record holding a quote. False: it does not end within the text at hand. */
  private quotedRecord(final: boolean): boolean {
    const { text, delimiter } = this
    const start = this.pos
    const forced = final || this.tooLong()
    const cells: string[] = []
    let at = start
    for (;;) {
      const opening = this.openingQuote(at)
      const quoted = opening === -1 ? -1 : this.quotedCell(opening, opening > at, forced, final, cells)
      if (quoted === -2) {
        this.issues = null
        return false
      }
      let end = quoted
      if (quoted === -1) {
        end = this.plainCellEnd(at, final)
        if (end === -1) {
          if (!forced) {
            this.issues = null
            return false
          }
          end = text.length
          this.dropping = true
          this.note('rowTooLong', cells.length + 1, { limit: this.limits.maxRecordChars })
        }
        cells.push(text.slice(at, end))
      }
      if (end < text.length && text.startsWith(delimiter, end)) {
        at = end + delimiter.length
        if (at === text.length && final) cells.push('')
        else continue
        end = at
      }
      this.pos = end + (end < text.length ? this.breakAt(end) : 0)
      this.emit(cells, start, end)
      return true
    }
  }

  /**
   * Pushes the value of the quoted cell at `at`, and answers where it ends; -1: the quote is stray, -2: more text is needed.
   * `spaced`: blanks stand before it, so it is a quoted cell only if it is a whole one.
   */
  private quotedCell(at: number, spaced: boolean, forced: boolean, final: boolean, cells: string[]): number {
    const { text, quote } = this
    let value = ''
    let from = at + 1
    let close: number
    for (;;) {
      close = text.indexOf(quote, from)
      if (close === -1) return !forced ? -2 : spaced ? -1 : this.stray(cells)
      if (close + 1 === text.length && !final && !forced) return -2
      if (text.charCodeAt(close + 1) === quote.charCodeAt(0)) {
        value += text.slice(from, close + 1)
        from = close + 2
      } else if (close > from && text.charCodeAt(close - 1) === BACKSLASH && !this.endsCell(close + 1)) {
        value += text.slice(from, close - 1) + quote
        from = close + 1
      } else break
    }
    value = value === '' ? text.slice(from, close) : value + text.slice(from, close)
    const after = close + 1
    if (!this.endsCell(after)) {
      if (!final && text.length - after < this.delimiter.length + 1) return -2
      return spaced ? -1 : this.afterQuote(value, after, final, cells)
    }
    if (after < text.length && text.charCodeAt(after) === CR && after + 1 === text.length && !final) return -2
    cells.push(value)
    return after
  }

  /** Hand-made files put a blank behind the delimiter: `a, "b, c"`. */
  private openingQuote(at: number): number {
    if (this.quote === '') return -1
    let opening = at
    while (this.text.charCodeAt(opening) === SPACE) opening++
    return this.text.startsWith(this.quote, opening) && (opening === at || this.delimiter !== ' ') ? opening : -1
  }

  private endsCell(at: number): boolean {
    return at >= this.text.length || this.text.startsWith(this.delimiter, at) || this.breakAt(at) > 0
  }

  private afterQuote(value: string, after: number, final: boolean, cells: string[]): number {
    if (value.includes('\n') || value.includes('\r')) return this.stray(cells)
    const end = this.plainCellEnd(after, final)
    if (end === -1) return this.tooLong() ? this.stray(cells) : -2
    this.note('textAfterQuote', cells.length + 1, {})
    cells.push(value + this.text.slice(after, end))
    return end
  }

  private stray(cells: string[]): number {
    this.note('unterminatedQuote', cells.length + 1, {})
    return -1
  }

  /** End of an unquoted cell: the delimiter or line end, -1 when neither is at hand. */
  private plainCellEnd(at: number, final: boolean): number {
    const stop = this.lineStop(at, final)
    const delimiter = this.text.indexOf(this.delimiter, at)
    if (delimiter !== -1 && (stop === -1 || delimiter < stop)) return delimiter
    return stop === -1 && final ? this.text.length : stop
  }

  /** Where the line holding `at` stops; sets `terminator`. -1: not within the text at hand. */
  private lineStop(at: number, final: boolean): number {
    const { text } = this
    if (this.useLf && this.nextLf < at) this.nextLf = found(text.indexOf('\n', at))
    if (this.useCr && this.nextCr < at) this.nextCr = found(text.indexOf('\r', at))
    const lf = this.useLf ? this.nextLf : Infinity
    const cr = this.useCr ? this.nextCr : Infinity
    if (cr < lf) {
      if (cr + 1 === text.length && !final) return -1
      this.terminator = text.charCodeAt(cr + 1) === LF ? 2 : 1
      return cr
    }
    if (lf === Infinity) return -1
    const crlf = lf > at && text.charCodeAt(lf - 1) === CR
    this.terminator = crlf ? 2 : 1
    return crlf ? lf - 1 : lf
  }

  /** Length of the line break at `at`, 0 when there is none. */
  private breakAt(at: number): number {
    const code = this.text.charCodeAt(at)
    if (code === LF) return this.useLf ? 1 : 0
    if (code !== CR) return 0
    const lfFollows = this.text.charCodeAt(at + 1) === LF
    if (this.useCr) return lfFollows ? 2 : 1
    return lfFollows ? 2 : at + 1 === this.text.length ? 1 : 0
  }

  private cutRecord(): void {
    const start = this.pos
    this.note('rowTooLong', 0, { limit: this.limits.maxRecordChars })
    this.dropping = true
    this.pos = this.text.length
    this.emit(this.text.slice(start, start + this.limits.maxRecordChars).split(this.delimiter), start, this.pos)
  }

  private dropLine(final: boolean): boolean {
    const stop = this.lineStop(this.pos, final)
    if (stop === -1) {
      this.pos = this.text.endsWith('\r') && !final ? this.text.length - 1 : this.text.length
      return false
    }
    this.pos = stop + this.terminator
    this.dropping = false
    return true
  }

  private emit(cells: string[], start: number, end: number): void {
    if (cells.length > this.limits.maxColumns) {
      this.note('tooManyColumns', 0, { found: cells.length, limit: this.limits.maxColumns })
      cells.length = this.limits.maxColumns
    }
    if (end - start > this.limits.maxCellChars) this.cutCells(cells)
    if (this.nextNul < start) this.nextNul = found(this.text.indexOf('\0', start))
    if (this.nextNul < end) this.removeNuls(cells)
    if (this.nextBad < start) this.nextBad = found(this.text.indexOf('\ufffd', start))
    if (this.nextBad < end) this.reportUnreadable(cells)
    const { issues } = this
    this.issues = null
    this.onRecord(cells, issues)
  }

  private cutCells(cells: string[]): void {
    const limit = this.limits.maxCellChars
    for (const [i, cell] of cells.entries()) {
      if (cell.length <= limit) continue
      this.note('cellTooLong', i + 1, { length: cell.length, limit })
      cells[i] = cell.slice(0, limit).toWellFormed()
    }
  }

  /** Databases cannot hold NUL in text (PostgreSQL refuses it). */
  private removeNuls(cells: string[]): void {
    for (const [i, cell] of cells.entries()) {
      if (!cell.includes('\0')) continue
      cells[i] = cell.replaceAll('\0', '')
      this.note('nulCharacter', i + 1, { count: cell.length - (cells[i]?.length ?? 0) })
    }
  }

  private reportUnreadable(cells: string[]): void {
    for (const [i, cell] of cells.entries()) if (cell.includes('\ufffd')) this.note('unreadableCharacter', i + 1, {})
  }

  private note(code: IssueCode, column: number, params: Issue['params']): void {
    this.issues ??= []
    this.issues.push({ code, severity: 'warning', row: 0, ...(column > 0 && { column }), params })
  }

  private quoteFrom(at: number): number {
    if (this.quote === '') return Infinity
    if (this.nextQuote < at) this.nextQuote = found(this.text.indexOf(this.quote, at))
    return this.nextQuote
  }

  private tooLong(): boolean {
    return this.text.length - this.pos > this.limits.maxRecordChars
  }

  private forget(): void {
    this.nextLf = this.nextCr = this.nextQuote = this.nextNul = this.nextBad = -1
  }
}

function found(index: number): number {
  return index === -1 ? Infinity : index
}
