/** 价税分离: net of a gross amount, to the smallest amount of the currency; net and tax add up to what was said. */
export const netOf = (grossE4: number, taxBp: number, unitE4 = 100): number => {
  const divisor = (10_000n + BigInt(taxBp)) * BigInt(unitE4)
  const units = (BigInt(grossE4) * 10_000n + divisor / 2n) / divisor
  return Math.min(grossE4, Number(units) * unitE4)
}

/** A multiple of the unit, half up. */
export const rounded = (amountE4: number, unitE4: number): number =>
  Math.floor((amountE4 + unitE4 / 2) / unitE4) * unitE4

/** Each to the unit, and their sum the rounded sum: what one loses the next gains. */
export function roundedTogether(amountsE4: readonly number[], unitE4: number): number[] {
  let exact = 0
  let told = 0
  return amountsE4.map((amountE4) => {
    exact += amountE4
    const next = rounded(exact, unitE4)
    const own = next - told
    told = next
    return own
  })
}

/** Of a tax what belongs to a part of the gross amount; the last part takes all that is left. */
export function taxOfPart({ netE4, taxE4 }: { netE4: number; taxE4: number }, partE4: number, unitE4: number): number {
  const gross = netE4 + taxE4
  if (partE4 >= gross) return taxE4
  const unit = BigInt(unitE4)
  const divisor = BigInt(gross) * unit
  const share = (BigInt(taxE4) * BigInt(partE4) + divisor / 2n) / divisor
  return Math.max(partE4 - netE4, Math.min(taxE4, partE4, Number(share) * unitE4), 0)
}
