import type { ElementDefinition } from './definition.ts'
import type { MessageIssueCode } from './message-issue.ts'

export interface ElementProblem {
  code: MessageIssueCode
  limit?: number
}

const whole = /^-?\d+$/
const decimal = /^-?(?:\d+(?:[.,]\d*)?|[.,]\d+)$/
const scientific = /^-?(?:\d+\.?\d*|\.\d+)(?:E-?\d+)?$/
const letters = /^[\p{L} ]*$/u
const controls = /\p{Cc}/u
const numbers: Partial<Record<ElementDefinition['type'], RegExp>> = { R: scientific, n: decimal }

/** What is wrong with the text of an element, none of it being empty. */
export function problemOf(definition: ElementDefinition, text: string): ElementProblem | undefined {
  const { type, min, max } = definition
  const number = type[0] === 'N' ? whole : numbers[type]
  if (number && !number.test(text)) return { code: 'numberInvalid' }
  if (type === 'DT') return isDate(text) ? undefined : { code: 'dateInvalid' }
  if (type === 'TM') return isTime(text) ? undefined : { code: 'timeInvalid' }
  // Signs and decimal points do not count.
  const length = number ? text.replace(/[-.,E]/g, '').length : text.length > max ? Array.from(text).length : text.length
  if (length > max) return { code: 'elementTooLong', limit: max }
  if (length < min && !number) return { code: 'elementTooShort', limit: min }
  if (type === 'a' ? !letters.test(text) : !number && controls.test(text)) return { code: 'characterInvalid' }
  return definition.only?.includes(text) === false ? { code: 'codeInvalid' } : undefined
}

/** YYMMDD or CCYYMMDD, a day that the calendar has. */
export function isDate(text: string): boolean {
  if (!/^(?:\d{6}|\d{8})$/.test(text)) return false
  const [month, day] = [Number(text.slice(-4, -2)), Number(text.slice(-2))]
  // Six digits leave the century open: 29 February is let pass where any century has it.
  const year = text.length === 8 ? Number(text.slice(0, 4)) : 2000 + Number(text.slice(0, 2))
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month)
}

const daysOf = (year: number, month: number) =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31

/** HHMM, with seconds, tenths and hundredths if need be. 24:00 is midnight at the end of the day. */
export const isTime = (text: string): boolean =>
  /^(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d\d{0,2})?|2400(?:00\d{0,2})?)$/.test(text)

/** `55721` with two implied decimals is `557.21`. */
export function withPoint(text: string, decimals: number): string {
  if (decimals === 0 || !whole.test(text)) return text
  const sign = text[0] === '-' ? '-' : ''
  const digits = text.slice(sign.length).padStart(decimals + 1, '0')
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** The other way about; what has more decimals than the element is cut to it and rounded half away from zero. */
export function withoutPoint(text: string, decimals: number): string {
  const [, sign = '', before = '', after = ''] = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text) ?? []
  if (decimals === 0 || (before === '' && after === '')) return text
  const digits = (before + after.slice(0, decimals).padEnd(decimals, '0')).replace(/^0+(?=\d)/, '')
  const up = Number(after[decimals] ?? '0') >= 5 ? 1n : 0n
  return `${sign}${BigInt(digits) + up}`
}
