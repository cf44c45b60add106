import { gaussLegendre } from '../numeric/gauss-legendre.ts'
import type { ParetoNbd } from './pareto-nbd-likelihood.ts'

/** Lost against alive, and means over when he was lost, given that he was. */
type LossIntegral = {
  /** Logarithm of the odds: the odds themselves overflow for a busy customer long silent. −Infinity: no time to be lost in. */
  readonly logOdds: number
  readonly meanLogA: number
  readonly meanInverseA: number
  readonly meanLogB: number
  readonly meanInverseB: number
}

const FEW = gaussLegendre(12)
const SOME = gaussLegendre(20)
const MANY = gaussLegendre(40)
/** What has fallen by e^−40 adds nothing to a double. */
const NEGLIGIBLE = 40

/**
 * s ∫ₜₓᵀ ((α+T)/(α+t))^(r+x) ((β+T)/(β+t))^s dt/(β+t): the odds that a customer was lost between his last purchase and the end;
 * and the means of ln(α+t), 1/(α+t), ln(β+t), 1/(β+t) over the moment t of loss, from which the derivatives follow.
 * By Gauss-Legendre over v = ln((m+t)/(m+t_x)), m the smaller of α and β, in which the integrand is close to an exponential; only
 * as far from its peak at t_x as it counts.
 */
export function lossIntegral({ r, alpha, s, beta }: ParetoNbd, x: number, recency: number, age: number): LossIntegral {
  const least = Math.min(alpha, beta)
  const start = least + recency
  const shape = r + x
  // Falls at least so fast per unit of v.
  const fall = shape * Math.min(1, start / (alpha + recency)) + s * Math.min(1, start / (beta + recency))
  const span = Math.min(Math.log1p((age - recency) / start), NEGLIGIBLE / fall)
  const steepness = (shape + s + 1) * span
  const { nodes, weights } = steepness < 4 ? FEW : steepness < 12 ? SOME : MANY
  const [gapA, gapB] = [alpha - least, beta - least]
  const [logPeakA, logPeakB] = [Math.log(alpha + recency), Math.log(beta + recency)]
  let [sum, sumLogA, sumInverseA, sumLogB, sumInverseB] = [0, 0, 0, 0, 0]
  for (let at = 0; at < nodes.length; at++) {
    const reached = start * Math.exp(span * (nodes[at] as number))
    const [a, b] = [gapA + reached, gapB + reached]
    const [logA, logB] = [Math.log(a), Math.log(b)]
    const term = (weights[at] as number) * Math.exp(shape * (logPeakA - logA) + s * (logPeakB - logB)) * (reached / b)
    sum += term
    sumLogA += term * logA
    sumInverseA += term / a
    sumLogB += term * logB
    sumInverseB += term / b
  }
  const peak = shape * (Math.log(alpha + age) - logPeakA) + s * (Math.log(beta + age) - logPeakB)
  return {
    logOdds: Math.log(s * span * sum) + peak,
    meanLogA: sumLogA / sum,
    meanInverseA: sumInverseA / sum,
    meanLogB: sumLogB / sum,
    meanInverseB: sumInverseB / sum,
  }
}
