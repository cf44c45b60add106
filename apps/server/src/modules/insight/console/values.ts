import { DuckDBDecimalValue, type DuckDBType, DuckDBTypeId, type DuckDBValue } from '@duckdb/node-api'
import type { ConsoleKind, ConsoleValue } from '@quayside/contract'

const numbers: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.FLOAT,
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.DECIMAL,
])
const moments: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_S,
  DuckDBTypeId.TIMESTAMP_MS,
  DuckDBTypeId.TIMESTAMP_NS,
  DuckDBTypeId.TIMESTAMP_TZ,
])

export function kindOf({ typeId }: DuckDBType): ConsoleKind {
  if (numbers.has(typeId)) return 'number'
  if (moments.has(typeId)) return 'moment'
  if (typeId === DuckDBTypeId.DATE) return 'day'
  return typeId === DuckDBTypeId.BOOLEAN ? 'truth' : 'text'
}

/** Digits a double holds without loss. */
const safeDigits = 15

/** As JSON can say it, and losing no digit. */
export function plainValue(value: DuckDBValue): ConsoleValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : String(value)
  }
  const text = String(value)
  if (!(value instanceof DuckDBDecimalValue)) return text
  return text.replace(/\D/g, '').length <= safeDigits ? Number(text) : text
}
