import { betaTail } from '../numeric/beta-tail.ts'

/**
 * Chance that a customer who keeps his rhythm is seen with his last `gaps` orders spread over so long: P(age + gaps−1 whole gaps >
 * `since`), where `since` is the time from now back to the last order but gaps−1, and age is the time since the last order as it is
 * found at any moment. Gaps are Gamma of shape k with a mean that is not known but through the `earlier` gaps, which took `before`:
 * then it is exact, and for k = 1 (orders at random) it is the tail of a binomial.
 *
 * With a = k (gaps−1), S ~ Gamma(k · earlier) and t = S · since/before, the chance given S is
 * [ (a+k) Q(a+k+1, t) − a Q(a+1, t) − t (Q(a+k, t) − Q(a, t)) ] / k; its mean over S puts incomplete betas for the gammas.
 */
export function silenceChance(since: number, gaps: number, before: number, earlier: number, shape: number): number {
  const q = since / (since + before)
  const a = shape * (gaps - 1)
  const b = shape * earlier
  const whole = (a + shape) * betaTail(q, a + shape + 1, b) - a * betaTail(q, a + 1, b)
  const rest = (since / before) * b * (betaTail(q, a + shape, b + 1) - betaTail(q, a, b + 1))
  return Math.max(0, Math.min(1, (whole - rest) / shape))
}

/**
 * The smallest chance over the last 1, 2, 4, … gaps, up to half of all, and how many were looked at. Looking at several finds the
 * one who stopped at once and the one who slowed down; `rhythmChance` makes up for it.
 * @param times of the orders, ascending
 */
export function leastChance(times: ArrayLike<number>, now: number, shape: number): { least: number; looks: number } {
  const all = times.length - 1
  const first = times[0] as number
  let least = 1
  let looks = 0
  for (let gaps = 1; gaps === 1 || 2 * gaps <= all; gaps *= 2) {
    const last = times[all - gaps + 1] as number
    looks++
    const since = now - last
    const before = last - first
    const earlier = all - gaps + 1
    // Not longer than it should be: no chance worth reckoning.
    if (since * earlier <= before * (gaps - 0.5)) continue
    least = Math.min(least, silenceChance(since, gaps, before, earlier, shape))
  }
  return { least, looks }
}
