import type { Rule } from './association-rules.ts'
import { byStrength } from './rule-strength.ts'

export type Suggestion = {
  /** Code of an item the customer does not have. */
  readonly item: number
  /** The strongest rule that leads to it from what he has: by confidence, then lift, then count. */
  readonly because: Rule
}

/**
 * What customers who have these items have as well, and this one does not yet: 交叉销售. The rules are indexed once; the function returned
 * answers for one customer and may be called for each. Suggestions come by falling confidence, lift and count, then by code.
 * @param limit most suggestions for one customer
 * @throws {RangeError} for a limit that is not a whole number ≥ 1
 * @example crossSell([{ from: [0], to: 1, confidence: 0.5, lift: 2, count: 3 }])([0]).map(({ item }) => item) // [1]
 */
export function crossSell(rules: readonly Rule[], limit = 10): (items: Iterable<number>) => Suggestion[] {
  if (!(Number.isInteger(limit) && limit >= 1)) throw new RangeError(`limit must be a whole number ≥ 1, got ${limit}.`)
  // Each rule stands under one of its items, the one with the fewest rules: few are looked at in vain.
  const load = new Map<number, number>()
  for (const rule of rules) for (const item of rule.from) load.set(item, (load.get(item) ?? 0) + 1)
  const under = new Map<number, Rule[]>()
  for (const rule of rules) {
    const [key] = [...rule.from].sort((one, other) => (load.get(one) ?? 0) - (load.get(other) ?? 0))
    if (key === undefined) continue
    const list = under.get(key)
    if (list) list.push(rule)
    else under.set(key, [rule])
  }
  return (items) => {
    const has = new Set(items)
    const best = new Map<number, Rule>()
    for (const item of has) {
      for (const rule of under.get(item) ?? []) {
        if (has.has(rule.to) || !rule.from.every((needed) => has.has(needed))) continue
        const known = best.get(rule.to)
        if (!known || byStrength(rule, known) < 0) best.set(rule.to, rule)
      }
    }
    return [...best]
      .map(([item, because]) => ({ item, because }))
      .sort((one, other) => byStrength(one.because, other.because))
      .slice(0, limit)
  }
}
