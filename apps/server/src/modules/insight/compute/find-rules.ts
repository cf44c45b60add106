import { associationRules, type Baskets, basketsFromColumns, type Rule, type RuleOptions } from '@quayside/analytics'

export interface BasketColumns {
  /** Row r: basket `basket[r]` holds item `item[r]`; codes from 0. */
  basket: Int32Array
  item: Int32Array
  /** All baskets, those that no row names too. */
  baskets: number
}

export type FoundRules =
  | { rules: Rule[]; tested: number; minimumCount: number; tooMany: null }
  | { tooMany: { reason: 'tooManyItemsets' | 'tooManyRules'; limit: number; support: number } }

/** Times the support is raised in search of one that would do: each doubles it. */
const mostRaises = 20
/** Support that would do, to within this of it. */
const nearEnough = 1.4

/** Rules, or which support would do where there are more than can be held or read. */
export function findRules(columns: BasketColumns, options: RuleOptions): FoundRules {
  const baskets = allBaskets(columns)
  const mined = associationRules(baskets, options)
  if (mined.ok)
    return { rules: [...mined.rules], tested: mined.tested, minimumCount: mined.minimumCount, tooMany: null }
  return { tooMany: { reason: mined.reason, limit: mined.limit, support: supportThatWouldDo(baskets, options) } }
}

/** Doubled until it does, then narrowed down: few attempts, each of which ends at the same limits. */
function supportThatWouldDo(baskets: Baskets, options: RuleOptions): number {
  const does = (support: number) => associationRules(baskets, { ...options, support }).ok
  let [low, high] = [options.support, Math.min(1, options.support * 2)]
  for (let raise = 0; raise < mostRaises && high < 1 && !does(high); raise++)
    [low, high] = [high, Math.min(1, high * 2)]
  while (high / low > nearEnough) {
    const middle = Math.sqrt(low * high)
    if (does(middle)) high = middle
    else low = middle
  }
  return roundedUp(high)
}

/** Two digits, as people choose it; never below what does. */
function roundedUp(support: number): number {
  const unit = 10 ** (Math.floor(Math.log10(support)) - 1)
  return Math.min(1, Number((Math.ceil(support / unit - 1e-9) * unit).toPrecision(2)))
}

function allBaskets({ basket, item, baskets }: BasketColumns): Baskets {
  const coded = basketsFromColumns(basket, item)
  const starts = new Int32Array(baskets + 1).fill(coded.items.length)
  starts.set(coded.starts)
  return { ...coded, starts }
}
