/**
 * Adjusts p-values for having tested many (Benjamini and Hochberg 1995, Controlling the false discovery rate): of what is kept at an
 * adjusted value ≤ q, no more than the share q is expected to be chance. In the order of the input.
 * @throws {RangeError} for a value outside 0 … 1
 * @example benjaminiHochberg([0.01, 0.04, 0.03]) // Float64Array.of(0.03, 0.04, 0.04)
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(pValues).sort()
  const count = sorted.length
  // NaN sorts last.
  if (count && !((sorted[0] as number) >= 0 && (sorted[count - 1] as number) <= 1)) {
    throw new RangeError('Every p-value must lie within 0 … 1.')
  }
  const adjusted = new Float64Array(count)
  let least = 1
  for (let at = count - 1; at >= 0; at--) {
    // The factor is ≥ 1 exactly, so that rounding never lowers a value.
    least = Math.min(least, (sorted[at] as number) * (count / (at + 1)))
    adjusted[at] = least
  }
  return Float64Array.from(pValues, (value) => adjusted[lastOf(sorted, value)] as number)
}

/** Place of the last of equal values in a sorted array. */
function lastOf(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((sorted[middle] as number) <= value) low = middle
    else high = middle - 1
  }
  return low
}
