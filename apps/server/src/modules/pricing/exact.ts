/** Figures as integers of 10⁻¹⁰, so that a price repeats to the last digit whoever works it out. */
export const places = 10
export const one = 10n ** BigInt(places)

/** @throws {SyntaxError} where the text is no decimal */
export function exact(text: string): bigint {
  const [whole = '0', part = ''] = text.split('.')
  return BigInt(whole) * one + BigInt(part.padEnd(places, '0').slice(0, places))
}

/** Half away from zero, as invoices round. Neither figure is negative. */
export const divided = (figure: bigint, by: bigint): bigint => (figure * 2n + by) / (by * 2n)
export const dividedUp = (figure: bigint, by: bigint): bigint => (figure + by - 1n) / by

/** For people: without zeros at the end. */
export function exactText(figure: bigint): string {
  const part = (figure % one).toString().padStart(places, '0').replace(/0+$/, '')
  return part === '' ? `${figure / one}` : `${figure / one}.${part}`
}

/** Ten-thousandths of the currency for people, e.g. 14992 is 1.4992. */
export const moneyText = (amountE4: bigint): string => exactText(amountE4 * 10n ** BigInt(places - 4))
