/** How uneven the gaps between orders are: squared deviations over the squared mean, and degrees of freedom. */
export type Regularity = { readonly unevenness: number; readonly freedom: number }

/** Gaps by which a series is drawn to the base's regularity. */
const BASE_WEIGHT = 8
/** More regular than this is not believed: a gap is told to the day only. */
const MOST_REGULAR = 50

/** @param times of the orders, ascending and different */
export function regularityOf(times: ArrayLike<number>): Regularity {
  const gaps = times.length - 1
  if (gaps < 2) return { unevenness: 0, freedom: 0 }
  const mean = ((times[gaps] as number) - (times[0] as number)) / gaps
  let unevenness = 0
  for (let at = 1; at <= gaps; at++) {
    unevenness += (((times[at] as number) - (times[at - 1] as number)) / mean - 1) ** 2
  }
  return { unevenness, freedom: gaps - 1 }
}

/** Unevenness per degree of freedom over all series; that of orders at random, 1, stands in where nothing is known. */
export function baseUnevenness(all: readonly Regularity[]): number {
  let [unevenness, freedom] = [0, 0]
  for (const one of all) {
    unevenness += one.unevenness
    freedom += one.freedom
  }
  return (unevenness + BASE_WEIGHT) / (freedom + BASE_WEIGHT)
}

/**
 * Shape of the Gamma of a series' gaps, 1 at random, more the more regular: by the variance, which decides how long some gaps
 * together may take, whatever the law of one gap; drawn to the base's.
 */
export function gapShape({ unevenness, freedom }: Regularity, base: number): number {
  return Math.min(MOST_REGULAR, (freedom + BASE_WEIGHT) / (unevenness + BASE_WEIGHT * base))
}
