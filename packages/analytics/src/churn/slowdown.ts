/** When a series slowed down, and by how much. Rates per unit of the times given. */
export type Slowdown = {
  /** Place of the last order in the old rhythm. */
  readonly at: number
  readonly rateBefore: number
  readonly rateAfter: number
  /** Orders that would have come since, had the rhythm been kept, less those that came. */
  readonly missing: number
}

/**
 * The order after which one slower rate instead of the same explains the times best: the greatest likelihood ratio of two Poisson
 * rates over all places. Undefined when the times do not slow down after any.
 * @param times of the orders, ascending and different
 */
export function findSlowdown(times: ArrayLike<number>, now: number): Slowdown | undefined {
  const all = times.length - 1
  const first = times[0] as number
  let best: Slowdown | undefined
  let greatest = 0
  for (let at = 1; at <= all; at++) {
    const turn = times[at] as number
    const [before, after] = [turn - first, now - turn]
    if (!(before > 0 && after > 0)) continue
    const [rateBefore, rateAfter] = [at / before, (all - at) / after]
    if (rateAfter >= rateBefore) continue
    const ratio =
      at * Math.log(rateBefore) +
      (all > at ? (all - at) * Math.log(rateAfter) : 0) -
      all * Math.log(all / (now - first))
    if (ratio <= greatest) continue
    greatest = ratio
    best = { at, rateBefore, rateAfter, missing: rateBefore * after - (all - at) }
  }
  return best
}
