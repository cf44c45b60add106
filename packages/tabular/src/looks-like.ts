import { numberParts } from './values/number-parts.ts'
import { parseDate } from './values/parse-date.ts'

export type FieldKind = 'text' | 'phone' | 'email' | 'date' | 'number' | 'money' | 'code'

/** Share of the values that may be of the kind; null where nothing can be said. */
export function looksLike(kind: FieldKind, values: readonly string[]): number | null {
  const test = tests[kind]
  if (!test || values.length === 0) return null
  return values.filter((value) => test(value.trim())).length / values.length
}

const isNumber = (value: string) => numberParts(value) !== null

const tests: Record<FieldKind, ((value: string) => boolean) | null> = {
  text: null,
  code: (value) => !/\s.*\s/.test(value) && value.length <= 40,
  phone: (value) => /^[+(\d][\d\s().+/-]{4,}(?:\s*(?:x|ext\.?|转)\s*\d+)?$/i.test(value.normalize('NFKC')),
  email: (value) => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(value),
  date: (value) => (!isNumber(value) && parseDate(value, { order: 'dmy' }).ok) || parseDate(value, { order: 'mdy' }).ok,
  number: isNumber,
  money: isNumber,
}
