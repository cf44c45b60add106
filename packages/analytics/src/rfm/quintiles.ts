export type Quintiles = {
  /** 1…5 per place, 5 the largest values. */
  readonly scores: Uint8Array
  /** Smallest value of each score from 1 to 5, undefined where nobody has it. */
  readonly from: readonly (number | undefined)[]
}

/**
 * Quintiles with equal values together: a value's place is the middle of its ties, score = ⌈5 (below + equal / 2) / all⌉. Without
 * ties these are five equal parts; all equal score 3. A larger value never scores less. In SQL:
 * `ceil(5.0 * (rank() over (order by v) - 1 + count(*) over (partition by v) / 2.0) / count(*) over ())`.
 * @throws {RangeError} for a value that is not finite
 * @example quintiles([10, 20, 30, 40, 50]).scores // Uint8Array.of(1, 2, 3, 4, 5)
 */
export function quintiles(values: ArrayLike<number>): Quintiles {
  const ranked = Float64Array.from(values).sort()
  // NaN sorts last, infinities to the ends.
  if (ranked.length && !(Number.isFinite(ranked[0]) && Number.isFinite(ranked.at(-1)))) {
    throw new RangeError('Every value must be a finite number.')
  }
  const from: (number | undefined)[] = [undefined, undefined, undefined, undefined, undefined]
  for (let below = 0, end = 0; below < ranked.length; below = end) {
    while (end < ranked.length && ranked[end] === ranked[below]) end++
    // Whole numbers until the division: no rounding takes a tie over a border.
    const score = Math.ceil((5 * (below + end)) / (2 * ranked.length))
    from[score - 1] ??= ranked[below]
  }
  const scores = new Uint8Array(ranked.length)
  for (let at = 0; at < scores.length; at++) scores[at] = scoreOf(values[at] as number, from)
  return { scores, from }
}

function scoreOf(value: number, from: readonly (number | undefined)[]): number {
  for (let score = 5; score > 1; score--) {
    const start = from[score - 1]
    if (start !== undefined && value >= start) return score
  }
  return 1
}
