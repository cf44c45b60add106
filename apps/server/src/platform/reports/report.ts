import type { CellValue } from '@quayside/tabular'

/** Money in units of the currency, shares 0…1. */
export interface ReportColumn {
  header: string
  kind: 'text' | 'day' | 'count' | 'money' | 'share' | 'number'
}

export interface ReportTable {
  title: string
  columns: readonly ReportColumn[]
  rows: readonly (readonly CellValue[])[]
}

/** An answer as it leaves the house: every format shows the same. */
export interface Report {
  title: string
  /** Definition, period, population: what the figures mean. */
  notes: readonly string[]
  tables: readonly ReportTable[]
  /** Below the tables, on paper alone. */
  closing?: readonly string[]
}
