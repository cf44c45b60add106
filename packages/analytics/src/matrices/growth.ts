/**
 * Growth 成长性 of a customer: the least-squares slope of the logarithms of his amounts, as a rate per period (0.1 = 10 %). Uses every
 * period, not the first and the last alone. Undefined for fewer than two periods or an amount of zero or below: no rate leads from it.
 * @param amounts by period, oldest first, none left out
 * @throws {RangeError} for an amount that is not finite
 * @example growthPerPeriod([100, 110, 121]) // 0.1
 */
export function growthPerPeriod(amounts: readonly number[]): number | undefined {
  for (const [at, amount] of amounts.entries()) {
    if (!Number.isFinite(amount)) throw new RangeError(`amounts must be finite, got ${amount} at ${at}.`)
  }
  if (amounts.length < 2 || amounts.some((amount) => amount <= 0)) return undefined
  const middle = (amounts.length - 1) / 2
  let [products, squares] = [0, 0]
  for (const [at, amount] of amounts.entries()) {
    products += (at - middle) * Math.log(amount)
    squares += (at - middle) ** 2
  }
  return Math.expm1(products / squares)
}
