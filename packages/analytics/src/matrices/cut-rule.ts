/** Where high begins on an axis. The cut itself is high, whatever the rule. */
export type CutRule =
  /** From a fixed value on. */
  | { readonly kind: 'at'; readonly value: number }
  /** From the median of the known values on (the upper one of the two middle values): at least half are high. */
  | { readonly kind: 'median' }
  /** The mean of the known values and above. */
  | { readonly kind: 'mean' }
  /** This share of the known values from the top, rounded up; equal values at the cut are all high. */
  | { readonly kind: 'top'; readonly share: number }

/**
 * The smallest value that is high; Infinity when none is (no values, a share of 0).
 * @param values the known ones
 * @throws {RangeError} for a value that is not finite, a cut that is not a number, or a share outside 0 … 1
 * @example cutOf([1, 2, 3, 4], { kind: 'median' }) // 3
 */
export function cutOf(values: ArrayLike<number>, rule: CutRule): number {
  const sorted = Float64Array.from(values).sort()
  const count = sorted.length
  if (count && !(Number.isFinite(sorted[0]) && Number.isFinite(sorted[count - 1]))) {
    throw new RangeError('Every value of an axis must be a finite number.')
  }
  const fromTop = (rank: number) =>
    rank > 0 ? (sorted[count - rank] ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
  switch (rule.kind) {
    case 'at':
      if (Number.isNaN(rule.value)) throw new RangeError('The cut must be a number, got NaN.')
      return rule.value
    case 'median':
      return sorted[count >> 1] ?? Number.POSITIVE_INFINITY
    case 'mean':
      return count ? meanOf(sorted) : Number.POSITIVE_INFINITY
    case 'top':
      if (!(rule.share >= 0 && rule.share <= 1)) {
        throw new RangeError(`The share above the cut must lie within 0 … 1, got ${rule.share}.`)
      }
      return fromTop(Math.min(count, Math.ceil(rule.share * count - 1e-9)))
    default:
      return rule satisfies never
  }
}

/** Never above the largest by rounding: of equal values all are high. */
function meanOf(sorted: Float64Array): number {
  const mean = sorted.reduce((sum, value) => sum + value / sorted.length, 0)
  const [least, most] = [sorted[0] as number, sorted.at(-1) as number]
  return Math.min(most, Math.max(least, mean))
}
