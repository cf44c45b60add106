/**
 * What it costs to wait for a customer's money: balances × days × yearly rate / 365, rounded to a whole ten-thousandth (half away from 0).
 * @param balances what he owed, and for how many days; a credit balance is negative
 * @param yearlyRate cost of capital, 0.06 = 6 % a year
 * @throws {RangeError} for a balance that is not a safe integer, days below 0, or a rate below 0
 * @example receivablesCostE4([{ owedE4: 1_000_000, days: 73 }], 0.05) // 10_000
 */
export function receivablesCostE4(
  balances: readonly { readonly owedE4: number; readonly days: number }[],
  yearlyRate: number,
): number {
  if (!(yearlyRate >= 0 && Number.isFinite(yearlyRate)))
    throw new RangeError(`yearlyRate must be ≥ 0, got ${yearlyRate}.`)
  const parts = balances.map(({ owedE4, days }) => {
    if (!Number.isSafeInteger(owedE4)) throw new RangeError(`owedE4 must be a safe integer, got ${owedE4}.`)
    if (!(days >= 0 && Number.isFinite(days))) throw new RangeError(`days must be ≥ 0, got ${days}.`)
    return owedE4 * days
  })
  // Sorted, so that rounding does not depend on the order of balances.
  const sum = parts.sort((one, other) => one - other).reduce((total, part) => total + part, 0)
  const cost = (sum * yearlyRate) / 365
  return Math.sign(cost) * Math.round(Math.abs(cost)) || 0
}
