import type { Baskets } from './baskets.ts'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { type FrequentItemsets, frequentItemsets, type MiningOptions, type TooMany } from './frequent-itemsets.ts'
import { hypergeometricTail } from './hypergeometric-tail.ts'
import type { Itemsets } from './itemsets.ts'
import { byStrength } from './rule-strength.ts'

export type Rule = {
  /** Codes of the items the rule starts from, rising; at least one. */
  readonly from: readonly number[]
  /** Code of the item it leads to. */
  readonly to: number
  /** Baskets that hold all of it. */
  readonly count: number
  /** Share of baskets that hold all of it. */
  readonly support: number
  /** Share of the baskets with `from` that hold `to` as well. */
  readonly confidence: number
  /** Confidence over the share of all baskets that hold `to`; 1: no relation. */
  readonly lift: number
  /** Support less what it would be without relation (Piatetsky-Shapiro 1991). */
  readonly leverage: number
  /** (1 − share of `to`) / (1 − confidence) (Brin et al. 1997); Infinity for a confidence of 1. */
  readonly conviction: number
  /** Chance of so many common baskets or more without relation: Fisher's exact test, one-sided. */
  readonly pValue: number
  /** The same, adjusted (Benjamini–Hochberg) for every rule that was tested, not only for those shown. */
  readonly adjusted: number
}

export type RuleOptions = MiningOptions & {
  /** Least confidence, 0 … 1; a rule is kept when its confidence is ≥. */
  readonly confidence: number
  /** Keep rules with an adjusted p-value ≤ this; all when not given. */
  readonly significance?: number
  /**
   * Leave out a rule when a part of its `from` (or nothing at all) leads to the same item with the same or a greater confidence
   * (Bayardo, Agrawal, Gunopulos 2000: an improvement of zero or less).
   */
  readonly dropRedundant?: boolean
  /** Most rules to hold; 100,000 when not given. Beyond, the answer is `tooManyRules`. */
  readonly maximumRules?: number
}

export type Rules = {
  readonly ok: true
  /** By falling confidence, lift and count, then by codes. */
  readonly rules: readonly Rule[]
  /** Rules with enough support, whatever their confidence: the family that p-values are adjusted for. */
  readonly tested: number
  readonly baskets: number
  readonly minimumCount: number
  /** Steps of mining and of judging rules. */
  readonly work: number
}

/**
 * Association rules 关联规则 (啤酒与尿布) from baskets: from one item or several to one item.
 * Agrawal, Imieliński, Swami 1993: Mining association rules between sets of items in large databases.
 * @throws {RangeError} for a share outside 0 … 1, a limit below 1, or baskets that are not well formed
 * @example associationRules(codeBaskets([['a', 'b'], ['a', 'b'], ['c']]), { support: 0.5, confidence: 0.9 }).rules.length // 2
 */
export function associationRules(baskets: Baskets, options: RuleOptions): Rules | TooMany {
  const { confidence, significance = 1, maximumRules = 100_000 } = options
  checkShare('confidence', confidence)
  checkShare('significance', significance)
  if (!(Number.isInteger(maximumRules) && maximumRules >= 1)) {
    throw new RangeError(`maximumRules must be a whole number ≥ 1, got ${maximumRules}.`)
  }
  const mined = frequentItemsets(baskets, options)
  if (!mined.ok) return mined
  // A rule takes its looks at the sets within it: many more steps than the set itself.
  const count = countCandidates(mined)
  const work = mined.work + stepsPerRule * count
  const { maximumWork = Number.POSITIVE_INFINITY } = options
  if (work > maximumWork) return { ok: false, reason: 'tooMuchWork', limit: maximumWork, found: work, work: mined.work }
  const candidates = candidatesOf(mined, count)
  const adjusted = benjaminiHochberg(candidates.pValues)
  const kept: number[] = []
  let found = 0
  for (let at = 0; at < candidates.count; at++) {
    const candidate = candidateAt(candidates, at, mined)
    if (candidate.count / candidate.fromCount < confidence || (adjusted[at] as number) > significance) continue
    if (options.dropRedundant && isRedundant(candidate, mined)) continue
    found++
    if (found <= maximumRules) kept.push(at)
  }
  if (found > maximumRules) return { ok: false, reason: 'tooManyRules', limit: maximumRules, found, work }
  const rules = kept.map((at) =>
    ruleOf(candidateAt(candidates, at, mined), mined, candidates.pValues[at] as number, adjusted[at] as number),
  )
  const { baskets: all, minimumCount } = mined
  return { ok: true, rules: rules.sort(byStrength), tested: count, baskets: all, minimumCount, work }
}

function checkShare(name: string, share: number): void {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`${name} must lie within 0 … 1, got ${share}.`)
}

/** A rule to be; counts are of baskets. */
type Candidate = {
  /** Ranks, falling. */
  readonly from: readonly number[]
  readonly to: number
  readonly count: number
  readonly fromCount: number
  readonly toCount: number
}

/** All of them in flat arrays, 16 bytes each: there may be millions, of which few are kept. */
type Candidates = {
  readonly count: number
  /** The itemset that holds all of it. */
  readonly sets: Int32Array
  /** Rank of the item it leads to. */
  readonly to: Int32Array
  readonly pValues: Float64Array
}

/** Measured: a rule tested takes about as long as reading so many items. */
const stepsPerRule = 100

function countCandidates({ itemsets }: FrequentItemsets): number {
  let count = 0
  for (let set = 0; set < itemsets.size; set++) {
    const { length } = itemsets.ranksOf(set)
    if (length > 1) count += length
  }
  return count
}

function candidatesOf(mined: FrequentItemsets, count: number): Candidates {
  const { itemsets, baskets } = mined
  const candidates = { count, sets: new Int32Array(count), to: new Int32Array(count), pValues: new Float64Array(count) }
  let at = 0
  for (let set = 0; set < itemsets.size; set++) {
    const ranks = itemsets.ranksOf(set)
    if (ranks.length < 2) continue
    for (const to of ranks) {
      candidates.sets[at] = set
      candidates.to[at] = to
      const { count: both, fromCount: one, toCount: other } = candidateAt(candidates, at, mined)
      candidates.pValues[at++] = hypergeometricTail({ both, one, other, all: baskets })
    }
  }
  return candidates
}

function candidateAt({ sets, to }: Candidates, at: number, { itemsets }: FrequentItemsets): Candidate {
  const [set, target] = [sets[at] as number, to[at] as number]
  const from = itemsets.ranksOf(set).filter((rank) => rank !== target)
  const count = itemsets.countOf(set)
  return { from, to: target, count, fromCount: countOf(itemsets, from), toCount: countOf(itemsets, [target]) }
}

/** Every part of a frequent set is frequent, so it is found. */
const countOf = (itemsets: Itemsets, ranks: readonly number[]) => itemsets.countOf(itemsets.findRanks(ranks))

function isRedundant({ from, to, count, fromCount, toCount }: Candidate, mined: FrequentItemsets): boolean {
  const { itemsets, baskets } = mined
  // Compared as products of counts, exact: 3/7 and 6/14 must not differ by rounding.
  if (toCount * fromCount >= count * baskets) return true
  for (let mask = 1; mask < 2 ** from.length - 1; mask++) {
    const part = from.filter((_, at) => mask & (1 << at))
    const whole = [...part, to].sort((one, other) => other - one)
    if (countOf(itemsets, whole) * fromCount >= count * countOf(itemsets, part)) return true
  }
  return false
}

function ruleOf(candidate: Candidate, { itemsets, baskets }: FrequentItemsets, pValue: number, adjusted: number): Rule {
  const { from, to, count, fromCount, toCount } = candidate
  const confidence = count / fromCount
  const share = toCount / baskets
  return {
    from: itemsets.codesOf(from),
    to: itemsets.codesOf([to])[0] as number,
    count,
    support: count / baskets,
    confidence,
    lift: (count * baskets) / (fromCount * toCount),
    leverage: count / baskets - (fromCount / baskets) * share,
    conviction: count === fromCount ? Number.POSITIVE_INFINITY : (1 - share) / (1 - confidence),
    pValue,
    adjusted,
  }
}
