import type { ImportOptions } from '@quayside/contract'
import { parseDate, parseDecimal } from '@quayside/tabular'
import type { z } from 'zod'
import { type RowIssue, rowIssue, shortened, tabularIssue } from './row-issue.ts'

export type Options = z.output<typeof ImportOptions>

/** The mapped cells of one row by field, trimmed, empty ones absent; and what is said of them. */
export interface Cells {
  of: Record<string, string>
  /** Column each field stands in. */
  column: Readonly<Record<string, string>>
  options: Options
  issues: RowIssue[]
  /** Values that found no place of their own: column → text. */
  kept: Record<string, string>
}

export function keep(cells: Cells, field: string): void {
  const text = cells.of[field]
  if (text !== undefined) cells.kept[cells.column[field] ?? field] = text
}

export function say(
  cells: Cells,
  field: string,
  code: string,
  severity: RowIssue['severity'],
  params: Record<string, unknown> = {},
): void {
  cells.issues.push(
    rowIssue(cells.column[field] ?? null, code, severity, { text: shortened(cells.of[field] ?? ''), ...params }),
  )
}

/** A calendar day. Text that is no date is kept with a warning; a day that is none, or can be read two ways, is an error. */
export function dayCell(cells: Cells, field: string): string | null {
  const text = cells.of[field]
  if (text === undefined) return null
  const found = parseDate(text, cells.options.dateOrder ? { order: cells.options.dateOrder } : {})
  if (found.ok) return found.value.date
  if (found.issue.code === 'notADate') {
    say(cells, field, 'notADateKept', 'warning')
    keep(cells, field)
  } else cells.issues.push(tabularIssue(found.issue, cells.column[field] ?? null))
  return null
}

export type NumberCell = { value: number | null; isText: boolean }

/** An exact integer of 10^-scale units; more decimals are rounded and the original kept. `isText`: no number stood there. */
export function scaledCell(cells: Cells, field: string, scale: number): NumberCell {
  const text = cells.of[field]
  if (text === undefined) return { value: null, isText: false }
  const { decimal } = cells.options
  let found = parseDecimal(text, scale, { decimal })
  if (!found.ok && found.issue.code === 'tooPrecise') {
    found = parseDecimal(text, scale, { decimal, round: true })
    say(cells, field, 'rounded', 'warning', { scale })
    keep(cells, field)
  }
  if (!found.ok) {
    if (found.issue.code === 'notANumber') return { value: null, isText: true }
    say(cells, field, 'outOfRange', 'error')
    return { value: null, isText: false }
  }
  const value = Number(found.value)
  if (Number.isSafeInteger(value)) return { value, isText: false }
  say(cells, field, 'outOfRange', 'error')
  return { value: null, isText: false }
}

/** As above where a sum depends on it: text in its place is an error. */
export function moneyCell(cells: Cells, field: string): number | null {
  const { value, isText } = scaledCell(cells, field, 4)
  if (isText) {
    const wrong = parseDecimal(cells.of[field] ?? '', 4)
    if (!wrong.ok) cells.issues.push(tabularIssue(wrong.issue, cells.column[field] ?? null))
  }
  return value
}
