/** Tiers from best to worst. */
export const TIERS = ['A', 'B', 'C', 'D'] as const
export type Tier = (typeof TIERS)[number]

/** A place in the ranking: a share of all customers (0.01 = 1 %) or a number of them. */
export type Rank = { readonly share: number } | { readonly count: number }

/** Pyramid 客户金字塔: A reaches from the top to rank `a`, B from there to `b`, C to `c`, D is the rest. Ranks count from the top. */
export type PyramidScheme = { readonly kind: 'pyramid'; readonly a: Rank; readonly b: Rank; readonly c: Rank }

/**
 * Pareto 帕累托: by cumulative share of the positive total. A reaches up to the first cut (0.8 = 80 %), B to the second,
 * C to the third, D the rest. A third cut of 1 leaves in D only those who brought nothing.
 */
export type ParetoScheme = { readonly kind: 'pareto'; readonly cuts: readonly [number, number, number] }

export type Scheme = PyramidScheme | ParetoScheme

/**
 * A the top 1 %, B up to 5 %, C up to 20 %, D the other 80 %: 1 + 4 + 15 + 80. The source gives B as 4 % of all customers
 * (客户ABC分类管理法) and as "the top 5 % less the VIPs" (前5%客户，扣除VIP客户).
 */
export const PYRAMID: PyramidScheme = { kind: 'pyramid', a: { share: 0.01 }, b: { share: 0.05 }, c: { share: 0.2 } }

/** The same for a small firm: the ten biggest (前10位), the forty after them (前40位), then up to 20 % of all. */
export const PYRAMID_TOP_TEN: PyramidScheme = { kind: 'pyramid', a: { count: 10 }, b: { count: 50 }, c: { share: 0.2 } }

/** The usual cuts of Pareto analysis: 80 %, 95 %, and all that is positive. */
export const PARETO: ParetoScheme = { kind: 'pareto', cuts: [0.8, 0.95, 1] }

/** @throws {RangeError} when a share is not within 0…1, a count is not a whole number ≥ 0, or cuts do not rise */
export function checkScheme(scheme: Scheme): void {
  if (scheme.kind === 'pareto') {
    let before = 0
    for (const cut of scheme.cuts) {
      if (!(cut >= before && cut <= 1))
        throw new RangeError(`Cuts must rise within 0…1, got ${scheme.cuts.join(', ')}.`)
      before = cut
    }
    return
  }
  for (const rank of [scheme.a, scheme.b, scheme.c]) {
    if ('share' in rank ? !(rank.share >= 0 && rank.share <= 1) : !(Number.isInteger(rank.count) && rank.count >= 0)) {
      throw new RangeError(`A rank is a share within 0…1 or a whole number of customers, got ${JSON.stringify(rank)}.`)
    }
  }
}
