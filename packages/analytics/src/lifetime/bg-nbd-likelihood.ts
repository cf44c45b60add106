import { type Ranked, ranked } from '../numeric/count-equal.ts'
import { digammaRising, logRising } from '../numeric/log-rising.ts'
import { collapse, frequencyCounts, type RepeatPurchases, type WeightedRows } from './repeat-purchases.ts'

/**
 * While alive a customer buys at random at a rate λ; λ differs between customers as Gamma(r, α). After each purchase he is lost
 * with probability p; p differs as Beta(a, b). α is in the unit of time of the data.
 */
export type BgNbd = { readonly r: number; readonly alpha: number; readonly a: number; readonly b: number }

/** @throws {RangeError} for a parameter that is not a finite number above 0 */
export function checkBgNbd(model: BgNbd): void {
  for (const name of ['r', 'alpha', 'a', 'b'] as const) {
    if (!(model[name] > 0 && model[name] < Infinity))
      throw new RangeError(`${name} must be above 0, not ${model[name]}.`)
  }
}

/**
 * Log-likelihood of the BG/NBD model, equation 6 of Fader, Hardie & Lee, "Counting Your Customers" the Easy Way, Marketing
 * Science 24 (2005), in logarithms throughout: no power of a large frequency or age is ever formed.
 * @throws {RangeError} for parameters or customers that are none
 */
export function bgNbdLogLikelihood(model: BgNbd, customers: RepeatPurchases): number {
  checkBgNbd(model)
  return bgNbdObjective(collapse(customers))(model, new Float64Array(4))
}

/**
 * The log-likelihood of weighted rows as a function of the parameters; writes the derivatives by r, α, a, b into `gradient`.
 * With D = ln(a/(b+x−1)) + (r+x) ln((α+T)/(α+t_x)), a customer who bought again gives
 * ln (r)ₓ(b)ₓ/(a+b)ₓ + r ln α − (r+x) ln(α+T) + ln(1 + e^D); one who did not, r ln α − r ln(α+T).
 */
export function bgNbdObjective(rows: WeightedRows): (model: BgNbd, gradient: Float64Array) => number {
  const counts = frequencyCounts(rows)
  const all = shared(rows)
  return (model, gradient) => {
    gradient.fill(0)
    return addFactorials(model, counts, gradient) + addRows(model, all, gradient)
  }
}

function addFactorials(
  { r, a, b }: BgNbd,
  counts: { x: Float64Array; weight: Float64Array },
  gradient: Float64Array,
): number {
  let sum = 0
  let [byR, byA, byB] = [0, 0, 0]
  for (let at = 0; at < counts.x.length; at++) {
    const [x, weight] = [counts.x[at] as number, counts.weight[at] as number]
    sum += weight * (logRising(r, x) + logRising(b, x) - logRising(a + b, x))
    const both = digammaRising(a + b, x)
    byR += weight * digammaRising(r, x)
    byA -= weight * both
    byB += weight * (digammaRising(b, x) - both)
  }
  gradient[0] = (gradient[0] as number) + byR
  gradient[2] = (gradient[2] as number) + byA
  gradient[3] = (gradient[3] as number) + byB
  return sum
}

/** Beyond this e^−D is lost beside 1 and beside every sum: it need not be worked out. */
const SURE = 45

/** The rows, and what many of them have in common: a logarithm is worked out once for all. */
type SharedRows = WeightedRows & { readonly x: Ranked; readonly last: Ranked }

const shared = (rows: WeightedRows): SharedRows => ({ ...rows, x: ranked(rows.frequency), last: ranked(rows.recency) })

function addRows({ r, alpha, a, b }: BgNbd, rows: SharedRows, gradient: Float64Array): number {
  const { frequency, age, weight, x, last } = rows
  const logAlpha = Math.log(alpha)
  const logLost = x.values.map((count) => Math.log(a / (b + count - 1)))
  const logLast = last.values.map((recency) => Math.log(alpha + recency))
  let sum = 0
  let [byR, byAlpha, byA, byB] = [0, 0, 0, 0]
  let lastAge = -1
  let logEnd = 0
  for (let row = 0; row < weight.length; row++) {
    // One by one: pairs made for each of millions of rows would have to be swept up.
    const count = frequency[row] as number
    const until = age[row] as number
    const w = weight[row] as number
    if (until !== lastAge) logEnd = Math.log(alpha + until)
    lastAge = until
    const shape = r + count
    sum += w * (r * logAlpha - shape * logEnd)
    byR += w * (logAlpha - logEnd)
    byAlpha += w * (r / alpha - shape / (alpha + until))
    if (count === 0) continue
    const place = last.at[row] as number
    const gap = logEnd - (logLast[place] as number)
    const odds = (logLost[x.at[row] as number] as number) + shape * gap
    if (odds < -SURE) continue
    // e^−|D| never overflows: ln(1 + e^D) = max(D, 0) + ln(1 + e^−|D|).
    const small = odds > SURE ? 0 : Math.exp(-Math.abs(odds))
    sum += w * (Math.max(odds, 0) + (small === 0 ? 0 : Math.log1p(small)))
    const lost = (w * (odds > 0 ? 1 : small)) / (1 + small)
    byR += lost * gap
    byAlpha += lost * shape * (1 / (alpha + until) - 1 / (alpha + (last.values[place] as number)))
    byA += lost / a
    byB -= lost / (b + count - 1)
  }
  gradient[0] = (gradient[0] as number) + byR
  gradient[1] = (gradient[1] as number) + byAlpha
  gradient[2] = (gradient[2] as number) + byA
  gradient[3] = (gradient[3] as number) + byB
  return sum
}
