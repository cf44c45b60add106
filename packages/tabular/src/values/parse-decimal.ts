import { type Result, valueIssue } from '../issue.ts'
import { type DecimalMark, numberParts } from './number-parts.ts'

export type DecimalOptions = {
  decimal?: DecimalMark
  /** Half away from zero, as commerce rounds. Without it, more decimals than `scale` are refused. */
  round?: boolean
}

/**
 * The exact value × 10^scale, no floating point on the way. Zeros beyond the scale are no precision.
 * @example parseDecimal('(1,234.5)', 4) // { ok: true, value: -12345000n }
 */
export function parseDecimal(text: string, scale: number, options: DecimalOptions = {}): Result<bigint> {
  const parts = numberParts(text, options.decimal)
  if (!parts) return valueIssue('notANumber', text)
  const shift = parts.exponent + scale
  if (Math.abs(shift) > 400 || parts.digits.length > 400) return valueIssue('outOfRange', text)
  const magnitude = BigInt(parts.digits || '0')
  if (shift >= 0) return { ok: true, value: signed(magnitude * 10n ** BigInt(shift), parts.negative) }
  const divisor = 10n ** BigInt(-shift)
  const rest = magnitude % divisor
  if (rest !== 0n && !options.round) return valueIssue('tooPrecise', text, { scale })
  const rounded = magnitude / divisor + (rest * 2n >= divisor ? 1n : 0n)
  return { ok: true, value: signed(rounded, parts.negative) }
}

function signed(magnitude: bigint, negative: boolean): bigint {
  return negative ? -magnitude : magnitude
}
