/**
 * A stored number as Excel shows it: 15 significant digits (it stores 1.1 as 1.1000000000000001), no exponent.
 * @example plainNumber('1.1000000000000001') // '1.1'
 */
export function plainNumber(stored: string): string {
  if (/^-?\d{1,15}$/.test(stored) || /^-?\d{1,7}\.\d{1,8}$/.test(stored)) return stored
  const number = Number(stored)
  if (!Number.isFinite(number) || stored.trim() === '') return stored
  return withoutExponent(String(Number(number.toPrecision(15))))
}

function withoutExponent(text: string): string {
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!parts) return text
  const [, sign = '', lead = '', fraction = '', exponent = '0'] = parts
  const shift = Number(exponent)
  const digits = lead + fraction
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${digits}`
  return sign + digits.padEnd(shift + 1, '0')
}
