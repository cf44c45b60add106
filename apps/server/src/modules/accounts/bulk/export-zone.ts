import type { CellValue } from '@quayside/tabular'

/** A point in time as the company's clocks showed it: text in a CSV, a date in a spreadsheet. Both know no zone. */
export function inZone(value: CellValue, zone: string, format: 'csv' | 'xlsx'): CellValue {
  if (!(value instanceof Date)) return value
  // Swedish writes days and times as `2026-11-22 20:16`.
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(
    value,
  )
  return format === 'csv' ? text : new Date(`${text.replace(' ', 'T')}:00Z`)
}
