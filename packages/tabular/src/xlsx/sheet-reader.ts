import type { Batch } from '../batch.ts'
import { BatchBuilder } from '../batch-builder.ts'
import { detectHeaderLine } from '../delimited/detect-header.ts'
import type { Issue, IssueCode } from '../issue.ts'
import type { Limits } from '../limits.ts'
import type { CellKind } from './number-formats.ts'
import { plainNumber } from './plain-number.ts'
import { serialToIso } from './serial-date.ts'
import { cellText } from './workbook-parts.ts'

type Settings = {
  strings: string[]
  kinds: CellKind[]
  date1904: boolean
  limits: Limits
  hasHeader: boolean | undefined
}

/** Rows kept back until it is clear which of them is the header: titles often stand above it. */
const lookAheadRows = 50

/** Turns the tags of a worksheet part into rows of text. */
export class SheetReader {
  private builder: BatchBuilder | null = null
  private readonly held: { cells: string[] | null; issues: Issue[] | null; row: number }[] = []
  private cells: string[] = []
  private issues: Issue[] | null = null
  private row = 0
  private column = 0
  private type = ''
  private style = 0
  private value = ''
  private formula = false
  private hasValue = false
  private phonetic = false
  private readonly settings: Settings

  constructor(settings: Settings) {
    this.settings = settings
  }

  get rowCount(): number {
    return this.builder?.rowCount ?? 0
  }

  take(bytesRead: number, totalBytes: number): Batch {
    return (this.builder ?? this.decideHeader()).take(bytesRead, totalBytes)
  }

  finish(): void {
    const builder = this.builder ?? this.decideHeader()
    builder.finish()
  }

  readonly onTag = (name: string, closing: boolean, selfClosing: boolean, attributes: string, text: string): void => {
    switch (name) {
      case 'c':
        if (!closing) this.startCell(attributes)
        if (closing || selfClosing) this.endCell()
        return
      case 'v':
        if (!closing && !selfClosing) this.gather(text)
        return
      case 't':
        if (!closing && !selfClosing && !this.phonetic) this.gather(text)
        return
      case '#text':
        if (this.hasValue) this.gather(text)
        return
      case 'rPh':
        this.phonetic = !closing && !selfClosing
        return
      case 'f':
        this.formula = true
        return
      case 'row':
        if (!closing) this.startRow(attributes)
        if (closing || selfClosing) this.endRow()
    }
  }

  private gather(text: string): void {
    this.value += text
    this.hasValue = true
  }

  private startRow(attributes: string): void {
    const declared = Number(/ r="(\d+)"/.exec(attributes)?.[1] ?? this.row + 1)
    this.row = declared > this.row ? declared : this.row + 1
    this.cells = []
    this.issues = null
    this.column = 0
  }

  private endRow(): void {
    const cells = this.cells.every((cell) => cell === '') ? null : this.cells
    this.add(cells, this.issues, this.row)
  }

  private startCell(attributes: string): void {
    const reference = / r="([A-Z]+)/.exec(attributes)?.[1]
    this.column = reference ? columnNumber(reference) : this.column + 1
    this.type = / t="(\w+)"/.exec(attributes)?.[1] ?? 'n'
    this.style = Number(/ s="(\d+)"/.exec(attributes)?.[1] ?? 0)
    this.value = ''
    this.formula = this.hasValue = false
  }

  private endCell(): void {
    if (this.formula && !this.hasValue) this.note('formulaWithoutValue', {})
    if (!this.hasValue) return
    const { maxColumns, maxCellChars } = this.settings.limits
    if (this.column > maxColumns) {
      if (!this.issues?.some((issue) => issue.code === 'tooManyColumns'))
        this.note('tooManyColumns', { found: this.column, limit: maxColumns })
      return
    }
    let text = this.text()
    if (text.length > maxCellChars) {
      this.note('cellTooLong', { length: text.length, limit: maxCellChars })
      text = text.slice(0, maxCellChars).toWellFormed()
    }
    while (this.cells.length < this.column - 1) this.cells.push('')
    this.cells[this.column - 1] = text
  }

  private text(): string {
    switch (this.type) {
      case 's':
        return this.settings.strings[Number(this.value)] ?? ''
      case 'inlineStr':
      case 'str':
        return cellText(this.value)
      case 'b':
        return this.value === '1' ? 'TRUE' : 'FALSE'
      case 'e':
        this.note('cellError', { text: this.value })
        return this.value
      case 'd':
        return this.value.replace(/T00:00:00(\.0+)?Z?$/, '')
      default:
        return this.number()
    }
  }

  private number(): string {
    const kind = this.settings.kinds[this.style] ?? 'general'
    const number = Number(this.value)
    if (kind !== 'general') {
      const iso = serialToIso(number, kind, this.settings.date1904)
      if (iso !== null) return iso
      if (Math.floor(number) === 60 && !this.settings.date1904) this.note('excelLeapDay', {})
    }
    if (Number.isInteger(number) && Math.abs(number) >= 1e15) this.note('longNumber', { text: this.value })
    return plainNumber(this.value)
  }

  private note(code: IssueCode, params: Issue['params']): void {
    this.issues ??= []
    this.issues.push({ code, severity: 'warning', row: this.row, column: this.column, params })
  }

  private add(cells: string[] | null, issues: Issue[] | null, row: number): void {
    if (this.builder) this.builder.add(cells, issues, row)
    else this.held.push({ cells, issues, row })
    if (this.held.length >= lookAheadRows) this.decideHeader()
  }

  private decideHeader(): BatchBuilder {
    const line = this.settings.hasHeader === false ? 0 : this.headerRow()
    this.builder = new BatchBuilder(line, true)
    for (const { cells, issues, row } of this.held) this.builder.add(cells, issues, row)
    this.held.length = 0
    return this.builder
  }

  /** Where the user says there is one and none stands out, it is the first filled row. */
  private headerRow(): number {
    const index = detectHeaderLine(this.held.map(({ cells }) => cells ?? ['']))
    const fallback = this.settings.hasHeader ? this.held.find(({ cells }) => cells !== null) : undefined
    return (index > 0 ? this.held[index - 1] : fallback)?.row ?? 0
  }
}

function columnNumber(letters: string): number {
  let column = 0
  for (let i = 0; i < letters.length; i++) column = column * 26 + letters.charCodeAt(i) - 64
  return column
}
