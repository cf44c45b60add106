import { commonWidth, isBlank } from './detect-dialect.ts'

/**
 * The 1-based record that names the columns, 0 = none. Title lines above it are narrower than the table; a header has
 * text in its cells where data has numbers, dates, telephone numbers or addresses.
 */
export function detectHeaderLine(records: string[][]): number {
  const { width } = commonWidth(records)
  const index = records.findIndex(
    (record) => filled(record) > 0 && (record.length >= width ? filled(record) * 2 >= width : false),
  )
  const record = records[index]
  if (!record) return records.some((r) => filled(r) > 0) ? 1 : 0
  return looksLikeNames(
    record,
    records.slice(index + 1, index + 51).filter((r) => !isBlank(r)),
  )
    ? index + 1
    : 0
}

function looksLikeNames(record: string[], below: string[][]): boolean {
  if (record.some(isDataLike)) return record.filter(isDataLike).length * 4 < record.length && below.length > 0
  if (below.length === 0) return true
  return !record.every(
    (cell, column) => cell !== '' && below.filter((row) => row[column] === cell).length * 2 > below.length,
  )
}

function filled(record: string[]): number {
  return record.filter((cell) => cell.trim() !== '').length
}

function isDataLike(cell: string): boolean {
  const text = cell.trim()
  return (
    /^[-+(]?[¥￥$€£]?\s*\d[\d.,\s]*%?\)?$/.test(text) ||
    /^\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}/.test(text) ||
    /^[^\s@]+@[^\s@]+\.\w+$/.test(text) ||
    /^\+?\d[\d\s()-]{6,}$/.test(text)
  )
}
