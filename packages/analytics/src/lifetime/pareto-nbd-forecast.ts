import { checkHorizon } from './bg-nbd-forecast.ts'
import { lossIntegral } from './loss-integral.ts'
import { checkParetoNbd, type ParetoNbd } from './pareto-nbd-likelihood.ts'
import { checkRepeatPurchases, type RepeatPurchases } from './repeat-purchases.ts'

/**
 * Probability that each customer is still one at the end of his age, 0…1; below 1 also for one who never bought again.
 * Equation 11 of Schmittlein, Morrison & Colombo (1987).
 * @throws {RangeError} for parameters or customers that are none
 */
export function paretoNbdProbabilityAlive(model: ParetoNbd, customers: RepeatPurchases): Float64Array {
  checkParetoNbd(model)
  checkRepeatPurchases(customers)
  const { frequency, recency, age } = customers
  return Float64Array.from({ length: frequency.length }, (_, at) => {
    const { logOdds } = lossIntegral(model, frequency[at] as number, recency[at] as number, age[at] as number)
    return 1 / (1 + Math.exp(logOdds))
  })
}

/**
 * Purchases expected of each customer in the `horizon` after his age: equation 41 of Fader & Hardie's note (2005),
 * P(alive) (r+x)/(α+T) ∫₀ʰ ((β+T)/(β+T+u))ˢ du.
 * @throws {RangeError} also for a horizon that is negative or not finite
 */
export function paretoNbdExpectedPurchases(
  model: ParetoNbd,
  customers: RepeatPurchases,
  horizon: number,
): Float64Array {
  checkHorizon(horizon)
  return paretoNbdProbabilityAlive(model, customers).map((alive, at) => {
    const [x, age] = [customers.frequency[at] as number, customers.age[at] as number]
    return ((alive * (model.r + x)) / (model.alpha + age)) * timeAlive(model, age, horizon)
  })
}

/**
 * Probability that each customer buys at all in the `horizon` after his age, 0…1. One who is alive does not when he neither buys
 * nor is lost in it, or is lost before he buys.
 * @throws {RangeError} also for a horizon that is negative or not finite
 */
export function paretoNbdProbabilityOfPurchase(
  model: ParetoNbd,
  customers: RepeatPurchases,
  horizon: number,
): Float64Array {
  checkHorizon(horizon)
  return paretoNbdProbabilityAlive(model, customers).map((alive, at) => {
    const [x, age] = [customers.frequency[at] as number, customers.age[at] as number]
    const neither =
      -(model.r + x) * Math.log1p(horizon / (model.alpha + age)) - model.s * Math.log1p(horizon / (model.beta + age))
    const { logOdds } = lossIntegral(model, x, age, age + horizon)
    // Rounding may leave a trace below 0.
    return alive * Math.max(0, 1 - Math.exp(neither) - Math.exp(neither + logOdds))
  })
}

/**
 * Repeat purchases expected of somebody in the `horizon` after his first purchase.
 * @throws {RangeError} for parameters that are none, a horizon that is negative or not finite
 */
export function paretoNbdExpectedOfNewcomer(model: ParetoNbd, horizon: number): number {
  checkParetoNbd(model)
  checkHorizon(horizon)
  return (model.r / model.alpha) * timeAlive(model, 0, horizon)
}

/** (β+T)/(s−1) · [1 − ((β+T)/(β+T+h))^(s−1)], without its pole at s = 1. */
function timeAlive({ s, beta }: ParetoNbd, age: number, horizon: number): number {
  const stretch = Math.log1p(horizon / (beta + age))
  const exponent = (s - 1) * stretch
  return (beta + age) * stretch * (Math.abs(exponent) < 1e-9 ? 1 - exponent / 2 : -Math.expm1(-exponent) / exponent)
}
