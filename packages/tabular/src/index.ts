export type { Batch, Row } from './batch.ts'
export { readDelimited } from './delimited/read-delimited.ts'
export { detectFile, type FirstBytes } from './detect-file.ts'
export type {
  Detected,
  DetectedDelimited,
  DetectedVCard,
  DetectedXlsx,
  Encoding,
  LineEnd,
  Refused,
  RefusedKind,
} from './detected.ts'
export { guessMapping, type MappedColumn, type MappingTarget } from './guess-mapping.ts'
export { columnLetters } from './header.ts'
export type { Issue, IssueCode, Result, Severity } from './issue.ts'
export { issueMessage, type MessageLanguage } from './issue-message.ts'
export { defaultLimits, type Limits } from './limits.ts'
export type { FieldKind } from './looks-like.ts'
export { type ReadOptions, readRows } from './read-rows.ts'
export { type DateOrderGuess, detectDateOrder } from './values/detect-date-order.ts'
export { formatDecimal } from './values/format-decimal.ts'
export type { DecimalMark } from './values/number-parts.ts'
export { type DateOptions, type DateOrder, type ParsedDate, parseDate } from './values/parse-date.ts'
export { type DecimalOptions, parseDecimal } from './values/parse-decimal.ts'
export { parseNumber } from './values/parse-number.ts'
export { parseVCards, readVCards } from './vcard/read-vcards.ts'
export type { VCard, VCardAddress, VCardEmail, VCardPhone } from './vcard/vcard.ts'
export { vCardHeader, vCardRow } from './vcard/vcard-rows.ts'
export type { CellValue, Column, ColumnKind, RowSource } from './write/column.ts'
export { guardFormula, unguardFormula } from './write/formula-guard.ts'
export { type CsvOptions, writeCsv } from './write/write-csv.ts'
export { writeXlsx, type XlsxOptions } from './write/write-xlsx.ts'
export { serialToIso } from './xlsx/serial-date.ts'
