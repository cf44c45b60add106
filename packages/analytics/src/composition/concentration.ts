export type Concentration = {
  /** Herfindahl–Hirschman index: sum of squared shares, 1/n … 1; undefined when nothing is positive. */
  readonly herfindahl: number | undefined
  /** The same stretched to 0 (all alike) … 1 (one alone); 1 for a single one. */
  readonly normalised: number | undefined
  /** As many equal ones would be as concentrated: 1 / Herfindahl. */
  readonly effectiveNumber: number | undefined
}

/**
 * Concentration 集中度 of amounts (Herfindahl 1950, Hirschman 1945). Amounts of zero and below have no share and are not counted.
 * @throws {RangeError} for an amount that is not finite
 * @example concentration([50, 25, 25]).herfindahl // 0.375
 */
export function concentration(amounts: ArrayLike<number>): Concentration {
  const sorted = Float64Array.from(amounts).sort()
  if (sorted.length && !(Number.isFinite(sorted[0]) && Number.isFinite(sorted.at(-1)))) {
    throw new RangeError('Every amount must be a finite number.')
  }
  const positive = sorted.filter((amount) => amount > 0)
  if (positive.length === 0) return { herfindahl: undefined, normalised: undefined, effectiveNumber: undefined }
  // Smallest first: the sum does not depend on the order of the input. By the largest, so that squares do not overflow.
  const largest = positive.at(-1) as number
  let [sum, squares] = [0, 0]
  for (const amount of positive) {
    sum += amount / largest
    squares += (amount / largest) ** 2
  }
  const herfindahl = squares / sum ** 2
  const least = 1 / positive.length
  const normalised = positive.length === 1 ? 1 : Math.max(0, (herfindahl - least) / (1 - least))
  return { herfindahl, normalised, effectiveNumber: 1 / herfindahl }
}
