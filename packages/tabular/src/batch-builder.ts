import type { Batch, Row } from './batch.ts'
import { columnLetters, headerFrom } from './header.ts'
import { fileIssue, type Issue } from './issue.ts'

const noIssues: readonly Issue[] = Object.freeze([])

/** Numbers records, takes the header off, checks widths and groups rows. Shared by every tabular format. */
export class BatchBuilder {
  private names: readonly string[] | null = null
  private rows: Row[] = []
  private issues: Issue[] = []
  private record = 0
  private blankFrom = 0
  private overWide = false
  private readonly headerLine: number
  private readonly leavesOutEmptyCells: boolean

  /**
   * `headerLine` as in DetectedDelimited: 0 = none, the first row sets the width.
   * `leavesOutEmptyCells`: a format where a short row is no fault (xlsx).
   */
  constructor(headerLine: number, leavesOutEmptyCells = false) {
    this.headerLine = headerLine
    this.leavesOutEmptyCells = leavesOutEmptyCells
  }

  get rowCount(): number {
    return this.rows.length
  }

  /** `cells` null = blank record. `row` where the format numbers its rows itself. */
  add(cells: string[] | null, issues: Issue[] | null, row = this.record + 1): void {
    this.record = row
    if (row < this.headerLine) {
      this.skip(cells, row)
      return
    }
    if (cells === null || (cells.length === 1 && this.width() > 1 && (cells[0] ?? '').trim() === '')) {
      this.blankFrom ||= row
      return
    }
    if (this.blankFrom > 0) this.reportBlank(row)
    if (this.names === null && this.headerLine > 0) this.takeHeader(cells, issues, row)
    else this.takeRow(cells, issues, row)
  }

  take(bytesRead: number, totalBytes: number): Batch {
    const batch = { header: this.names ?? [], rows: this.rows, issues: this.issues, bytesRead, totalBytes }
    this.rows = []
    this.issues = []
    return batch
  }

  finish(): void {
    if (this.blankFrom > 0) this.reportBlank(this.record + 1)
  }

  note(issue: Issue): void {
    this.issues.push(issue)
  }

  private width(): number {
    return this.names?.length ?? 0
  }

  private skip(cells: string[] | null, row: number): void {
    const text = (cells ?? []).filter((cell) => cell !== '').join(' ')
    if (text !== '') this.issues.push({ ...fileIssue('skippedBeforeHeader', 'info', { text: text.slice(0, 80) }), row })
  }

  private reportBlank(next: number): void {
    const row = this.blankFrom
    this.issues.push({ ...fileIssue('blankLines', 'info', { count: next - row }), row })
    this.blankFrom = 0
  }

  private takeHeader(cells: string[], issues: Issue[] | null, row: number): void {
    const header = headerFrom(cells, row)
    this.names = header.names
    for (const issue of header.issues) this.issues.push(issue)
    for (const issue of issues ?? []) this.issues.push({ ...issue, row })
    this.overWide = issues?.some((issue) => issue.code === 'tooManyColumns') ?? false
  }

  private takeRow(values: string[], found: Issue[] | null, rowNumber: number): void {
    this.names ??= values.map((_, i) => columnLetters(i + 1))
    const expected = this.names.length
    let issues = found
    if (issues !== null) {
      if (this.overWide) issues = issues.filter((issue) => issue.code !== 'tooManyColumns')
      for (const issue of issues) issue.row = rowNumber
    }
    if (values.length !== expected) issues = this.fit(values, expected, issues, rowNumber)
    if (values[0] === '' && expected > 1 && values.every((value) => value === '')) {
      issues = [{ code: 'emptyRow', severity: 'info', row: rowNumber, params: {} }]
    }
    this.rows.push({ rowNumber, values, issues: issues ?? noIssues })
  }

  /** Short rows are filled; in long ones empty cells at the end are dropped and the others kept, with an issue. */
  private fit(values: string[], expected: number, issues: Issue[] | null, row: number): Issue[] | null {
    const found = values.length
    while (values.length > expected && values.at(-1) === '') values.pop()
    if (values.length === expected) return issues
    const code = values.length > expected ? 'extraCells' : 'missingCells'
    while (values.length < expected) values.push('')
    if (found < expected && this.leavesOutEmptyCells) return issues
    return [...(issues ?? []), { code, severity: 'warning', row, params: { expected, found } }]
  }
}
