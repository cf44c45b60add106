/** Squares of greater ones, summed, would not be finite. */
const GREATEST = 1e100

/** @throws {RangeError} for values that are not finite or beyond 1e100, a season or horizon that is no whole number from 1 */
export function checkHistory(history: ArrayLike<number>, season: number, horizon: number): Float64Array {
  const values = Float64Array.from(history)
  const wrong = values.findIndex((value) => !Number.isFinite(value))
  if (wrong >= 0) throw new RangeError(`history must be finite, got ${values[wrong]} at ${wrong}.`)
  const beyond = values.find((value) => Math.abs(value) > GREATEST)
  if (beyond !== undefined) throw new RangeError(`history must be within ±${GREATEST}, got ${beyond}.`)
  if (values.length === 0) throw new RangeError('history is empty: there is nothing to forecast from.')
  checkCount('season', season)
  checkCount('horizon', horizon)
  return values
}

function checkCount(name: string, value: number): void {
  if (!(Number.isInteger(value) && value >= 1))
    throw new RangeError(`${name} must be a whole number from 1, not ${value}.`)
}
