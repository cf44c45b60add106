import { plainNumber } from './column.ts'

/** OWASP "CSV Injection": what makes a spreadsheet run a cell, with the full-width forms some accept. */
const dangerous = /^[=+\-@\t\r\n＝＋－＠]/

/**
 * Puts ' before text a spreadsheet would take as a formula. Plain numbers (-64.77) cannot be one and stay.
 * @example guardFormula('=1+1') // "'=1+1"
 */
export function guardFormula(text: string): string {
  return dangerous.test(text) && !plainNumber.test(text) ? `'${text}` : text
}

/** Takes the guard off again, for reading an own export back. */
export function unguardFormula(text: string): string {
  return text.startsWith("'") && dangerous.test(text.slice(1)) ? text.slice(1) : text
}
