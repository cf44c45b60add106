/** A history without its season, and the season put back on what follows it. */
export type Adjusted = {
  readonly values: Float64Array
  readonly reseason: (forecast: Float64Array) => Float64Array
  /** Index of each place in the season, the history's first value at 0; undefined where no season was found. */
  readonly indices: Float64Array | undefined
}

/** One-sided 95 % of the normal distribution, as in the tests of the M competitions. */
const CRITICAL = 1.645

/**
 * The season taken out where the autocorrelation at its lag is significant, as in the M competitions (Makridakis & Hibon 2000). Fewer
 * than two whole seasons, or a season of 1: left as it is.
 */
export function seasonalAdjustment(history: Float64Array, season: number): Adjusted {
  return isSeasonal(history, season) ? withSeason(history, season) : unadjusted(history)
}

/** Classical decomposition by ratio to centred moving average; by difference where a value is zero or below. */
export function withSeason(history: Float64Array, season: number): Adjusted {
  const multiplicative = history.every((value) => value > 0)
  const indices = seasonalIndices(history, season, multiplicative)
  if (!indices) return unadjusted(history)
  const at = (t: number) => indices[t % season] as number
  return {
    values: history.map((value, t) => (multiplicative ? value / at(t) : value - at(t))),
    reseason: (forecast) =>
      forecast.map((value, step) => {
        const index = at(history.length + step)
        return multiplicative ? value * index : value + index
      }),
    indices,
  }
}

const unadjusted = (values: Float64Array): Adjusted => ({
  values,
  reseason: (forecast) => forecast,
  indices: undefined,
})

/** Whether the autocorrelation at the season's lag is above Bartlett's limit. */
function isSeasonal(history: Float64Array, season: number): boolean {
  if (season < 2 || history.length < 2 * season) return false
  const { length } = history
  const mean = history.reduce((sum, value) => sum + value, 0) / length
  const centred = history.map((value) => value - mean)
  const covariance = (lag: number) => {
    let sum = 0
    for (let t = lag; t < length; t++) sum += (centred[t] as number) * (centred[t - lag] as number)
    return sum
  }
  const variance = covariance(0)
  if (!(variance > 0)) return false
  let squares = 0
  for (let lag = 1; lag < season; lag++) squares += (covariance(lag) / variance) ** 2
  return covariance(season) / variance > CRITICAL * Math.sqrt((1 + 2 * squares) / length)
}

/**
 * Ratio (or difference) to the centred moving average by place in the season, averaged without the largest and the smallest where
 * there are three or more (medial average), and brought to a mean of 1 (or 0).
 */
function seasonalIndices(history: Float64Array, season: number, multiplicative: boolean): Float64Array | undefined {
  const half = Math.floor(season / 2)
  const found = Array.from({ length: season }, (): number[] => [])
  for (let t = half; t < history.length - half; t++) {
    const middle = centredAverage(history, t, season)
    const value = history[t] as number
    found[t % season]?.push(multiplicative ? value / middle : value - middle)
  }
  if (found.some((ratios) => ratios.length === 0)) return undefined
  const means = Float64Array.from(found, medialAverage)
  const mean = means.reduce((sum, value) => sum + value, 0) / season
  return means.map((value) => (multiplicative ? value / mean : value - mean))
}

function medialAverage(ratios: number[]): number {
  const sorted = ratios.sort((a, b) => a - b)
  const inner = sorted.length > 2 ? sorted.slice(1, -1) : sorted
  return inner.reduce((sum, value) => sum + value, 0) / inner.length
}

/** For an even season the two ends weigh half: 2 × m moving average. */
function centredAverage(history: Float64Array, t: number, season: number): number {
  const half = Math.floor(season / 2)
  let sum = 0
  for (let at = t - half; at <= t + half; at++) sum += history[at] as number
  if (season % 2 === 0) sum -= ((history[t - half] as number) + (history[t + half] as number)) / 2
  return sum / season
}
