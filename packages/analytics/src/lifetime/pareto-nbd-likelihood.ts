import { digammaRising, logRising } from '../numeric/log-rising.ts'
import { lossIntegral } from './loss-integral.ts'
import { collapse, frequencyCounts, type RepeatPurchases, type WeightedRows } from './repeat-purchases.ts'

/**
 * While alive a customer buys at random at a rate λ, which differs between customers as Gamma(r, α); he is lost at a rate μ at any
 * moment, which differs as Gamma(s, β). α and β are in the unit of time of the data.
 */
export type ParetoNbd = { readonly r: number; readonly alpha: number; readonly s: number; readonly beta: number }

/** @throws {RangeError} for a parameter that is not a finite number above 0 */
export function checkParetoNbd(model: ParetoNbd): void {
  for (const name of ['r', 'alpha', 's', 'beta'] as const) {
    if (!(model[name] > 0 && model[name] < Infinity))
      throw new RangeError(`${name} must be above 0, not ${model[name]}.`)
  }
}

/**
 * Log-likelihood of the Pareto/NBD model of Schmittlein, Morrison & Colombo, Counting Your Customers, Management Science 33 (1987),
 * as in Fader & Hardie, A Note on Deriving the Pareto/NBD Model (2005), but with the integral over the moment of loss taken as it
 * stands, and not as a difference of two hypergeometric functions, which cancels.
 * @throws {RangeError} for parameters or customers that are none
 */
export function paretoNbdLogLikelihood(model: ParetoNbd, customers: RepeatPurchases): number {
  checkParetoNbd(model)
  return paretoNbdObjective(collapse(customers))(model, new Float64Array(4))
}

/**
 * The log-likelihood of weighted rows as a function of the parameters; writes the derivatives by r, α, s, β into `gradient`.
 * A customer gives ln (r)ₓ + r ln α + s ln β + ln [ (α+T)^−(r+x) (β+T)^−s + s ∫ₜₓᵀ (α+t)^−(r+x) (β+t)^−(s+1) dt ].
 */
export function paretoNbdObjective(rows: WeightedRows): (model: ParetoNbd, gradient: Float64Array) => number {
  const counts = frequencyCounts(rows)
  return (model, gradient) => {
    gradient.fill(0)
    let sum = 0
    for (let at = 0; at < counts.x.length; at++) {
      const [x, weight] = [counts.x[at] as number, counts.weight[at] as number]
      sum += weight * logRising(model.r, x)
      gradient[0] = (gradient[0] as number) + weight * digammaRising(model.r, x)
    }
    return sum + addRows(model, rows, gradient)
  }
}

function addRows(model: ParetoNbd, rows: WeightedRows, gradient: Float64Array): number {
  const { r, alpha, s, beta } = model
  const { frequency, recency, age, weight } = rows
  const [logAlpha, logBeta] = [Math.log(alpha), Math.log(beta)]
  let sum = 0
  let [byR, byAlpha, byS, byBeta] = [0, 0, 0, 0]
  for (let row = 0; row < weight.length; row++) {
    const [x, until, w] = [frequency[row] as number, age[row] as number, weight[row] as number]
    const [logA, logB] = [Math.log(alpha + until), Math.log(beta + until)]
    const loss = lossIntegral(model, x, recency[row] as number, until)
    const small = Math.exp(-Math.abs(loss.logOdds))
    const lost = (loss.logOdds > 0 ? 1 : small) / (1 + small)
    const alive = 1 - lost
    sum += w * (r * logAlpha + s * logBeta - (r + x) * logA - s * logB + Math.max(0, loss.logOdds) + Math.log1p(small))
    byR += w * (logAlpha - alive * logA - lost * loss.meanLogA)
    byAlpha += w * (r / alpha - (r + x) * (alive / (alpha + until) + lost * loss.meanInverseA))
    byS += w * (logBeta - alive * logB + lost * (1 / s - loss.meanLogB))
    byBeta += w * (s / beta - (alive * s) / (beta + until) - lost * (s + 1) * loss.meanInverseB)
  }
  gradient[0] = (gradient[0] as number) + byR
  gradient[1] = byAlpha
  gradient[2] = byS
  gradient[3] = byBeta
  return sum
}
