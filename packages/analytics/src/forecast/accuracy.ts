/**
 * Symmetric mean absolute percentage error as in the M3 competition: mean of 200 |y − f| / (y + f), in percent. NaN for nothing.
 * A pair of two zeros is no error.
 * @throws {RangeError} when the lengths differ
 */
export function smape(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
  checkPairs(actual, forecast)
  let sum = 0
  for (let at = 0; at < actual.length; at++) {
    const [y, f] = [actual[at] as number, forecast[at] as number]
    if (y !== f) sum += (200 * Math.abs(y - f)) / (Math.abs(y) + Math.abs(f))
  }
  return sum / actual.length
}

/**
 * Mean absolute scaled error (Hyndman & Koehler 2006): mean |y − f| over the mean error of the seasonal naive forecast within the
 * history. NaN where the history has no seasonal change to scale by.
 * @throws {RangeError} when the lengths differ
 */
export function mase(
  actual: ArrayLike<number>,
  forecast: ArrayLike<number>,
  history: ArrayLike<number>,
  season: number,
): number {
  checkPairs(actual, forecast)
  let error = 0
  for (let at = 0; at < actual.length; at++) error += Math.abs((actual[at] as number) - (forecast[at] as number))
  const scale = naiveError(history, season)
  return scale > 0 ? error / actual.length / scale : Number.NaN
}

/** Mean absolute error of the seasonal naive forecast within the history; of the naive one where the history is shorter than that. */
export function naiveError(history: ArrayLike<number>, season: number): number {
  const lag = history.length > season ? season : 1
  let sum = 0
  for (let t = lag; t < history.length; t++) sum += Math.abs((history[t] as number) - (history[t - lag] as number))
  return sum / (history.length - lag)
}

/**
 * Share of values within their intervals, both ends included. NaN for nothing.
 * @throws {RangeError} when the lengths differ
 */
export function coverage(actual: ArrayLike<number>, lower: ArrayLike<number>, upper: ArrayLike<number>): number {
  checkPairs(actual, lower)
  checkPairs(actual, upper)
  let within = 0
  for (let at = 0; at < actual.length; at++) {
    const y = actual[at] as number
    if (y >= (lower[at] as number) && y <= (upper[at] as number)) within++
  }
  return within / actual.length
}

function checkPairs(actual: ArrayLike<number>, other: ArrayLike<number>): void {
  if (actual.length !== other.length) {
    throw new RangeError(`actual has ${actual.length} values, what it is compared with ${other.length}.`)
  }
}
