/**
 * The inverse of parseDecimal, without trailing zeros beyond `minDecimals`.
 * @example formatDecimal(23265343543n, 4) // '2326534.3543'
 */
export function formatDecimal(value: bigint, scale: number, minDecimals = 0): string {
  const negative = value < 0n
  const digits = (negative ? -value : value).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  let fraction = digits.slice(digits.length - scale)
  while (fraction.length > minDecimals && fraction.endsWith('0')) fraction = fraction.slice(0, -1)
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}
