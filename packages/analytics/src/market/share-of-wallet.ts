import { checkAmount } from './check-amount.ts'

/**
 * Share of wallet 客户份额: what the customer buys from us over all he buys of the kind. What he buys elsewhere is asked or estimated;
 * undefined when he buys nothing at all. Our returns beyond our sales count as nothing bought.
 * @throws {RangeError} for an amount that is not finite, or a purchase elsewhere below 0
 * @example shareOfWallet({ ours: 60, elsewhere: 40 }) // 0.6
 */
export function shareOfWallet({ ours, elsewhere }: { ours: number; elsewhere: number }): number | undefined {
  if (!Number.isFinite(ours)) throw new RangeError(`ours must be finite, got ${ours}.`)
  checkAmount('elsewhere', elsewhere)
  const bought = Math.max(0, ours)
  return bought + elsewhere > 0 ? bought / (bought + elsewhere) : undefined
}

/**
 * Share of wallet estimated from a survey alone, by the Wallet Allocation Rule (Keiningham, Aksoy, Buoye, Cooil 2011, Harvard Business
 * Review): (1 − rank / (providers + 1)) × 2 / providers.
 * @param rank ours among the providers the customer uses, 1 the best; the mean rank for a tie (1.5)
 * @throws {RangeError} when providers are not a whole number ≥ 1, or the rank is outside 1 … providers
 * @example walletAllocation({ rank: 1, providers: 2 }) // 2 / 3
 */
export function walletAllocation({ rank, providers }: { rank: number; providers: number }): number {
  if (!(Number.isInteger(providers) && providers >= 1)) {
    throw new RangeError(`providers must be a whole number ≥ 1, got ${providers}.`)
  }
  if (!(rank >= 1 && rank <= providers)) throw new RangeError(`rank must lie within 1 … ${providers}, got ${rank}.`)
  return (1 - rank / (providers + 1)) * (2 / providers)
}
