export type Trade = { readonly revenue: number; readonly cost: number }

export type MarginMix = {
  readonly marginBefore: number
  readonly marginNow: number
  /** What the margins of the parts changed, at today's mix. */
  readonly rateEffect: number
  /** What the mix changed, at the earlier margins. */
  readonly mixEffect: number
}

/**
 * Why a gross margin moved: `marginNow − marginBefore = rateEffect + mixEffect`. With shares of revenue s and margins m of the parts:
 * rate Σ s₁ (m₁ − m₀), mix Σ (s₁ − s₀) (m₀ − M₀). A part that was not there before is taken at the earlier margin of the whole, so that all
 * of its difference counts as rate; one that is gone counts as mix.
 * @throws {RangeError} when a revenue is below 0, an amount not finite, or a period has no revenue
 * @example marginMix({ air: { revenue: 50, cost: 25 }, road: { revenue: 50, cost: 50 } }, { air: { revenue: 100, cost: 50 } }).mixEffect // 0.25
 */
export function marginMix(before: Readonly<Record<string, Trade>>, now: Readonly<Record<string, Trade>>): MarginMix {
  const [earlier, today] = [wholeOf('before', before), wholeOf('now', now)]
  let [rateEffect, mixEffect] = [0, 0]
  // Sorted, so that rounding does not depend on the order of keys.
  for (const key of [...new Set([...Object.keys(before), ...Object.keys(now)])].sort()) {
    // A part may be called 'constructor'.
    const was = Object.hasOwn(before, key) ? before[key] : undefined
    const is = Object.hasOwn(now, key) ? now[key] : undefined
    const marginBefore = was && was.revenue > 0 ? (was.revenue - was.cost) / was.revenue : earlier.margin
    const shareNow = (is?.revenue ?? 0) / today.revenue
    const shareBefore = (was?.revenue ?? 0) / earlier.revenue
    // share × margin, also right for a cost without revenue.
    const profitNow = is ? (is.revenue - is.cost) / today.revenue : 0
    const costBefore = was && was.revenue === 0 ? was.cost / earlier.revenue : 0
    rateEffect += profitNow - shareNow * marginBefore + costBefore
    mixEffect += (shareNow - shareBefore) * (marginBefore - earlier.margin)
  }
  return { marginBefore: earlier.margin, marginNow: today.margin, rateEffect, mixEffect }
}

function wholeOf(name: string, trades: Readonly<Record<string, Trade>>): { revenue: number; margin: number } {
  let [revenue, cost] = [0, 0]
  for (const key of Object.keys(trades).sort()) {
    const trade = trades[key] as Trade
    if (!(trade.revenue >= 0 && Number.isFinite(trade.revenue) && Number.isFinite(trade.cost))) {
      throw new RangeError(`${name} of ${key} must have a revenue ≥ 0 and a finite cost.`)
    }
    revenue += trade.revenue
    cost += trade.cost
  }
  if (revenue === 0) throw new RangeError(`${name} has no revenue: a margin is undefined.`)
  return { revenue, margin: (revenue - cost) / revenue }
}
