import { type Result, valueIssue } from '../issue.ts'
import { type DecimalMark, numberParts } from './number-parts.ts'

/**
 * For quantities, weights and shares; for money see parseDecimal.
 * @example parseNumber('￥１,２３４.５０') // { ok: true, value: 1234.5 }
 */
export function parseNumber(text: string, options: { decimal?: DecimalMark } = {}): Result<number> {
  const parts = numberParts(text, options.decimal)
  if (!parts) return valueIssue('notANumber', text)
  const value = Number(`${parts.negative ? '-' : ''}${parts.digits}e${parts.exponent}`)
  return Number.isFinite(value) ? { ok: true, value } : valueIssue('outOfRange', text)
}
