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

/** Support that would do, to within this of it. */
const nearEnough = 1.4
/** Steps the search may take, about as many as a second has; half of them for one attempt at most. */
const workAtMost = 100_000_000

/** Rules, or which support would do where there are more than can be held or read. */
export function findRules(columns: BasketColumns, options: RuleOptions): FoundRules {
  const baskets = allBaskets(columns)
  const mined = associationRules(baskets, options)
  if (mined.ok)
    return { rules: [...mined.rules], tested: mined.tested, minimumCount: mined.minimumCount, tooMany: null }
  // No work is limited here: there are too many.
  const reason = mined.reason === 'tooManyRules' ? mined.reason : 'tooManyItemsets'
  const { support } = supportThatWouldDo(baskets, options)
  return { tooMany: { reason, limit: mined.limit, support } }
}

/**
 * From the top down, for attempts at a high support take next to nothing: halved until it does no more, then narrowed down. What one
 * has found that does is told when the work is used up.
 */
export function supportThatWouldDo(
  baskets: Baskets,
  options: RuleOptions,
  maximumWork = workAtMost,
): { support: number; work: number } {
  let work = 0
  const does = (support: number) => {
    const left = Math.min(maximumWork - work, maximumWork / 2)
    const tried = associationRules(baskets, { ...options, support, maximumWork: left })
    work += tried.work
    return tried.ok
  }
  let [low, high] = [0.5, 1]
  while (low > options.support && work < maximumWork && does(low)) [low, high] = [low / 2, low]
  low = Math.max(low, options.support)
  while (high / low > nearEnough && work < maximumWork) {
    const middle = Math.sqrt(low * high)
    if (does(middle)) high = middle
    else low = middle
  }
  return { support: roundedUp(high), work }
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
