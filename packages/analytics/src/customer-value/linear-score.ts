/**
 * A measured fact or an answer on a scale as a score 0 … 1 between two ends, cut off beyond them: waiting minutes for the cost of time
 * (`none: 0, most: 60`), a price index for money (`none: 80, most: 120`), an answer 1 … 7 (`none: 1, most: 7`).
 * @throws {RangeError} for a value that is not finite, or ends that are equal
 * @example linearScore(4, { none: 1, most: 7 }) // 0.5
 */
export function linearScore(value: number, ends: { readonly none: number; readonly most: number }): number {
  const { none, most } = ends
  if (!Number.isFinite(value)) throw new RangeError(`value must be finite, got ${value}.`)
  if (none === most || !Number.isFinite(none - most)) {
    throw new RangeError(`none and most must be finite and differ, got ${none} and ${most}.`)
  }
  return Math.min(1, Math.max(0, (value - none) / (most - none)))
}
