import { checkScore } from './mean-scores.ts'
import { VALUE_DIMENSIONS, type ValueDimension, type ValueScores } from './value-dimensions.ts'

/** How much a dimension matters, ≥ 0; within value and within cost they are brought to a sum of 1. All 1 when not given. */
export type ValueWeights = Readonly<Record<ValueDimension, number>>

export type CustomerValue = {
  /** Weighted mean of the answered dimensions, 0 … 1; undefined when too few were. */
  readonly value: number | undefined
  readonly cost: number | undefined
  /** value − cost, −1 … 1; undefined when either is. */
  readonly index: number | undefined
  /** Share of the weight that was answered, the lesser of the two sides. */
  readonly coverage: number
  /** Not answered, though it has weight. */
  readonly missing: readonly ValueDimension[]
}

export const EVEN_WEIGHTS: ValueWeights = {
  product: 1,
  service: 1,
  personnel: 1,
  image: 1,
  money: 1,
  time: 1,
  energy: 1,
}

/**
 * Customer value index 客户价值 (ANA-10): total value − total cost. A missing answer is left out and the weights of the others on its side
 * are stretched; when less than `leastCoverage` of a side's weight is answered, that side is unknown rather than guessed.
 * @param leastCoverage 0 … 1; a half when not given
 * @throws {RangeError} for a score outside 0 … 1, a weight below 0, a side whose weights are all 0, or a coverage outside 0 … 1
 * @example customerValue({ product: 0.9, service: 0.7, personnel: 0.8, image: 0.6, money: 0.5, time: 0.2, energy: 0.2 }).index // 0.45
 */
export function customerValue(scores: ValueScores, weights = EVEN_WEIGHTS, leastCoverage = 0.5): CustomerValue {
  if (!(leastCoverage >= 0 && leastCoverage <= 1)) {
    throw new RangeError(`leastCoverage must lie within 0 … 1, got ${leastCoverage}.`)
  }
  const [value, cost] = [sideOf('value', scores, weights), sideOf('cost', scores, weights)]
  const known = ({ mean, coverage }: Side) => (coverage >= leastCoverage - 1e-9 ? mean : undefined)
  const [total, paid] = [known(value), known(cost)]
  return {
    value: total,
    cost: paid,
    index: total === undefined || paid === undefined ? undefined : total - paid,
    coverage: Math.min(value.coverage, cost.coverage),
    missing: [...value.missing, ...cost.missing],
  }
}

export type ValueComparison = {
  /** Ours and theirs over the dimensions both were judged on. */
  readonly ours: CustomerValue
  readonly theirs: CustomerValue
  /** ours − theirs, above 0: we are worth more; undefined when either is. */
  readonly lead: number | undefined
  /** For a radar: all seven, in order. `advantage` is above 0 where we are better, so for a cost theirs − ours. */
  readonly dimensions: readonly {
    readonly key: ValueDimension
    readonly ours: number | undefined
    readonly theirs: number | undefined
    readonly advantage: number | undefined
  }[]
}

/**
 * Our value against a competitor's in the eyes of the same customers. The indexes are taken over the dimensions that both have, so that
 * neither gains by a question that was not asked about it.
 * @throws {RangeError} as `customerValue`
 */
export function compareValue(
  ours: ValueScores,
  theirs: ValueScores,
  weights = EVEN_WEIGHTS,
  leastCoverage = 0.5,
): ValueComparison {
  const both = ({ key }: { key: ValueDimension }) => ours[key] !== undefined && theirs[key] !== undefined
  const common = (scores: ValueScores) =>
    Object.fromEntries(VALUE_DIMENSIONS.filter(both).map(({ key }) => [key, scores[key]])) as ValueScores
  const our = customerValue(common(ours), weights, leastCoverage)
  const their = customerValue(common(theirs), weights, leastCoverage)
  return {
    ours: our,
    theirs: their,
    lead: our.index === undefined || their.index === undefined ? undefined : our.index - their.index,
    dimensions: VALUE_DIMENSIONS.map(({ key, side }) => {
      const [one, other] = [ours[key], theirs[key]]
      const lead = one === undefined || other === undefined ? undefined : side === 'value' ? one - other : other - one
      return { key, ours: one, theirs: other, advantage: lead }
    }),
  }
}

type Side = {
  readonly mean: number | undefined
  readonly coverage: number
  readonly missing: readonly ValueDimension[]
}

function sideOf(side: 'value' | 'cost', scores: ValueScores, weights: ValueWeights): Side {
  let [all, answered, sum] = [0, 0, 0]
  const missing: ValueDimension[] = []
  for (const { key } of VALUE_DIMENSIONS.filter((dimension) => dimension.side === side)) {
    const weight = weights[key]
    if (!(weight >= 0 && Number.isFinite(weight)))
      throw new RangeError(`The weight of ${key} must be ≥ 0, got ${weight}.`)
    const score = scores[key]
    all += weight
    if (score === undefined) {
      if (weight > 0) missing.push(key)
      continue
    }
    checkScore(key, score)
    answered += weight
    sum += weight * score
  }
  if (all === 0) throw new RangeError(`The weights of ${side} are all 0.`)
  return { mean: answered === 0 ? undefined : sum / answered, coverage: answered / all, missing }
}
