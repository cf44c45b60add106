import type { CurvePoint } from './cumulative-curve.ts'
import { cumulativeCurve } from './cumulative-curve.ts'
import type { Scheme, Tier } from './scheme.ts'
import { checkScheme, TIERS } from './scheme.ts'

export type TierFigures = {
  readonly tier: Tier
  readonly customers: number
  /** Sum of the values, in their unit. */
  readonly total: number
  /** Share of all customers, 0…1; 0 without customers. */
  readonly customerShare: number
  /** Share of the positive total, 0…1 for A to C; D is below 0 when losses weigh more. 0 when nothing is positive. */
  readonly valueShare: number
  /** Smallest value in the tier, undefined when it is empty. */
  readonly from: number | undefined
}

export type Classification = {
  /** A, B, C, D in this order, empty ones too. */
  readonly tiers: readonly TierFigures[]
  /** A value belongs to A when ≥ a, else to B when ≥ b, else to C when ≥ c, else to D. Infinity: the tier is empty. */
  readonly cuts: { readonly a: number; readonly b: number; readonly c: number }
  readonly customers: number
  readonly total: number
  /** Sum of the values above zero, the base of every share. */
  readonly positiveTotal: number
  /** At most 200 points of the curve of cumulated value, for a chart. */
  readonly curve: readonly CurvePoint[]
}

/**
 * ABCD classification of values, without ids. Rules where sources are silent:
 * equal values always share a tier, the better one (as SQL's rank() does: a tie across a cut goes up whole);
 * zero and below are always D; a share of customers is rounded up, so a firm of three has an A;
 * in Pareto the customer who crosses a cut is still above it. The order of the input does not matter.
 * Sorts one copy: O(n log n).
 * @throws {RangeError} for a value that is not finite, or a scheme that is not one
 */
export function classifyValues(
  values: ArrayLike<number>,
  scheme: Scheme,
): Classification & { readonly tierOf: Uint8Array } {
  checkScheme(scheme)
  const ranked = Float64Array.from(values).sort().reverse()
  // NaN sorts last among numbers, infinities to the ends.
  if (ranked.length && !(Number.isFinite(ranked[0]) && Number.isFinite(ranked.at(-1)))) {
    throw new RangeError('Every value must be a finite number.')
  }
  const sums = sumsOf(ranked)
  const cuts = scheme.kind === 'pyramid' ? pyramidCuts(ranked, scheme) : paretoCuts(ranked, sums.positive, scheme)
  const tierOf = new Uint8Array(ranked.length)
  for (let at = 0; at < tierOf.length; at++) tierOf[at] = tierIndex(values[at] as number, cuts)
  const tiers = tierFigures(ranked, cuts, sums.positive)
  const ends = tiers.map((_, at) => tiers.slice(0, at + 1).reduce((sum, tier) => sum + tier.customers, 0))
  const curve = cumulativeCurve(ranked, sums.positive, ends)
  return { tiers, cuts, customers: ranked.length, total: sums.total, positiveTotal: sums.positive, curve, tierOf }
}

/**
 * ABCD classification of customers; rules as in `classifyValues`.
 * @throws {RangeError} also when an id comes twice
 * @example classify([{ id: 'x', value: 90 }, { id: 'y', value: 8 }, { id: 'z', value: 2 }], PARETO).tierById.get('y') // 'B'
 */
export function classify<Id>(
  customers: readonly { readonly id: Id; readonly value: number }[],
  scheme: Scheme,
): Classification & { readonly tierById: ReadonlyMap<Id, Tier> } {
  const values = Float64Array.from(customers, (customer) => customer.value)
  const { tierOf, ...rest } = classifyValues(values, scheme)
  const tierById = new Map(customers.map(({ id }, at) => [id, TIERS[tierOf[at] as number] as Tier]))
  if (tierById.size !== customers.length) throw new RangeError('Every customer may come only once.')
  return { ...rest, tierById }
}

type Cuts = Classification['cuts']

function tierIndex(value: number, cuts: Cuts): number {
  return value >= cuts.a ? 0 : value >= cuts.b ? 1 : value >= cuts.c ? 2 : 3
}

/** Summed from the largest down, so that the sum does not depend on the order of the input. */
function sumsOf(ranked: Float64Array): { total: number; positive: number } {
  let total = 0
  let positive = 0
  for (const value of ranked) {
    total += value
    if (value > 0) positive = total
  }
  return { total, positive }
}

function pyramidCuts(ranked: Float64Array, scheme: Scheme & { kind: 'pyramid' }): Cuts {
  const cutAt = (rank: (typeof scheme)['a']): number => {
    // 0.07 × 100 is 7.000000000000001 in binary: rounding up must not make it 8.
    const last = 'count' in rank ? rank.count : Math.ceil(rank.share * ranked.length - 1e-9)
    return cutBelow(ranked, Math.min(last, ranked.length))
  }
  const a = cutAt(scheme.a)
  const b = Math.min(a, cutAt(scheme.b))
  return { a, b, c: Math.min(b, cutAt(scheme.c)) }
}

/** Value of the last of `count` customers from the top, never zero or below. */
function cutBelow(ranked: Float64Array, count: number): number {
  if (count === 0) return Number.POSITIVE_INFINITY
  const value = ranked[count - 1] as number
  return value > 0 ? value : Number.MIN_VALUE
}

function paretoCuts(ranked: Float64Array, positive: number, scheme: Scheme & { kind: 'pareto' }): Cuts {
  // A cut of 1 takes every positive value, whatever rounding left of the sum.
  const [upToA, upToB, upToC] = scheme.cuts.map((cut) => (cut === 1 ? Number.POSITIVE_INFINITY : cut * positive)) as [
    number,
    number,
    number,
  ]
  let before = 0
  let [a, b, c] = [0, 0, 0]
  for (let at = 0; at < ranked.length && (ranked[at] as number) > 0; at++) {
    if (before < upToA) a = at + 1
    if (before < upToB) b = at + 1
    if (before < upToC) c = at + 1
    before += ranked[at] as number
  }
  return { a: cutBelow(ranked, a), b: cutBelow(ranked, b), c: cutBelow(ranked, c) }
}

function tierFigures(ranked: Float64Array, cuts: Cuts, positive: number): TierFigures[] {
  const customers = [0, 0, 0, 0]
  const totals = [0, 0, 0, 0]
  const from: (number | undefined)[] = [undefined, undefined, undefined, undefined]
  for (const value of ranked) {
    const tier = tierIndex(value, cuts)
    customers[tier] = (customers[tier] ?? 0) + 1
    totals[tier] = (totals[tier] ?? 0) + value
    from[tier] = value
  }
  return TIERS.map((tier, at) => ({
    tier,
    customers: customers[at] ?? 0,
    total: totals[at] ?? 0,
    customerShare: ranked.length ? (customers[at] ?? 0) / ranked.length : 0,
    valueShare: positive > 0 ? (totals[at] ?? 0) / positive : 0,
    from: from[at],
  }))
}
