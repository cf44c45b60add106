/** Weights tried for demand and its chance: slow ones, as Syntetos & Boylan (2005) advise for demand that comes seldom. */
const WEIGHTS = [0.05, 0.1, 0.15, 0.2, 0.3]
const CROSTON_WEIGHT = 0.1

/**
 * Croston's method (1972): size of a demand over the periods between two, each smoothed (weight 0.1), less the bias found by Syntetos
 * & Boylan (2005). The same volume for each step. Zero where nothing was ever ordered.
 */
export function croston(history: Float64Array, horizon: number): Float64Array {
  const first = history.findIndex((value) => value !== 0)
  if (first < 0) return new Float64Array(horizon)
  let [size, gap, since] = [history[first] as number, first + 1, 1]
  for (let t = first + 1; t < history.length; t++) {
    const value = history[t] as number
    if (value === 0) since++
    else {
      size += CROSTON_WEIGHT * (value - size)
      gap += CROSTON_WEIGHT * (since - gap)
      since = 1
    }
  }
  return new Float64Array(horizon).fill(((1 - CROSTON_WEIGHT / 2) * size) / gap)
}

/**
 * Method of Teunter, Syntetos & Babai (2011): size of a demand times its chance, which falls in every period without one, so that a
 * lane that has gone quiet is forecast to stay so. Both weights have the least squared one-step error of a few tried.
 */
export function tsb(history: Float64Array, horizon: number): Float64Array {
  let best = { squares: Number.POSITIVE_INFINITY, expected: 0 }
  for (const sizeWeight of WEIGHTS) {
    for (const chanceWeight of WEIGHTS) {
      const run = runTsb(history, sizeWeight, chanceWeight)
      if (run.squares < best.squares) best = run
    }
  }
  return new Float64Array(horizon).fill(best.expected)
}

function runTsb(history: Float64Array, sizeWeight: number, chanceWeight: number) {
  const demands = history.filter((value) => value !== 0)
  let chance = demands.length / history.length
  let size = demands.length > 0 ? demands.reduce((sum, value) => sum + value, 0) / demands.length : 0
  let squares = 0
  for (const value of history) {
    squares += (value - chance * size) ** 2
    chance += chanceWeight * ((value === 0 ? 0 : 1) - chance)
    if (value !== 0) size += sizeWeight * (value - size)
  }
  return { squares, expected: chance * size }
}
