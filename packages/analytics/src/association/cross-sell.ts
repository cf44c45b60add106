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
  const ranked = [...rules].sort(byStrength)
  const under = indexed(ranked)
  return (items) => {
    const has = new Set(items)
    /** The place in `ranked` of the strongest rule to an item. */
    const best = new Map<number, number>()
    for (const item of has) {
      for (const [to, places] of under.get(item) ?? []) {
        if (has.has(to)) continue
        const known = best.get(to) ?? ranked.length
        // Places rise: the first that holds is the strongest here, and none after the known one can be stronger.
        const found = places.find((place) => place >= known || holds(ranked[place] as Rule, has))
        if (found !== undefined && found < known) best.set(to, found)
      }
    }
    return [...best]
      .sort(([, one], [, other]) => one - other)
      .slice(0, limit)
      .map(([item, place]) => ({ item, because: ranked[place] as Rule }))
  }
}

const holds = (rule: Rule, has: ReadonlySet<number>) => rule.from.every((needed) => has.has(needed))

/** Places of rules, rising, by one of the items they start from and the item they lead to. */
function indexed(ranked: readonly Rule[]): Map<number, Map<number, number[]>> {
  // Under the item with the fewest rules: few are looked at in vain.
  const load = new Map<number, number>()
  for (const { from } of ranked) for (const item of from) load.set(item, (load.get(item) ?? 0) + 1)
  const under = new Map<number, Map<number, number[]>>()
  ranked.forEach(({ from, to }, place) => {
    const [key] = [...from].sort((one, other) => (load.get(one) ?? 0) - (load.get(other) ?? 0))
    if (key === undefined) return
    const targets = under.get(key) ?? new Map<number, number[]>()
    const places = targets.get(to) ?? []
    places.push(place)
    under.set(key, targets.set(to, places))
  })
  return under
}
