import { countEqual } from '../numeric/count-equal.ts'
import { digamma, digammaRising, logGamma, logRising } from '../numeric/log-rising.ts'
import { type Fit, fitRows } from './fit-rows.ts'

/**
 * The values of a customer's purchases are Gamma(p, ν); ν differs between customers as Gamma(q, γ). γ is in the unit of money of
 * the data. Independent of how often he buys, which `fitGammaGamma` checks.
 */
export type GammaGamma = { readonly p: number; readonly q: number; readonly gamma: number }

/** One place per customer: repeat purchases, and their average value. */
export type AverageValues = { readonly frequency: ArrayLike<number>; readonly averageValue: ArrayLike<number> }

export type GammaGammaFit = Fit<GammaGamma> & {
  /** Customers without repeat purchases, or whose average is not above 0: the model says nothing of them. */
  readonly leftOut: number
  /** p γ / (q − 1); undefined where q ≤ 1 and the mean is infinite. */
  readonly meanValue: number | undefined
  /**
   * Pearson's correlation of frequency and average value over the customers fitted: the model takes it for 0 (CDNOW: .11).
   * Undefined where either does not vary.
   */
  readonly correlation: number | undefined
}

type Rows = { x: Float64Array; z: Float64Array; logZ: Float64Array; weight: Float64Array; customers: number }

const STARTS = [
  [6, 4],
  [1, 2],
  [2, 10],
  [30, 3],
  [0.5, 0.5],
] as const

/**
 * Fits the Gamma-Gamma model of spend by maximum likelihood: equation 1a of Fader & Hardie, The Gamma-Gamma Model of Monetary
 * Value (2013). Who has no repeat purchase or an average of 0 and below is left out. The order does not matter.
 * @throws {RangeError} for columns that are none, and where nobody is left to fit
 */
export function fitGammaGamma(customers: AverageValues): GammaGammaFit {
  const rows = fittedRows(customers)
  if (rows.customers === 0) throw new RangeError('averageValue is above 0 for no customer who bought again.')
  const mean = rows.z.reduce((sum, z) => sum + z, 0) / rows.customers
  const fit = fitRows<GammaGamma, Rows>(rows, ['p', 'q', 'gamma'], {
    scales: [1, 1, mean],
    starts: STARTS.map(([p, q]) => [p, q, (mean * Math.max(q - 1, 0.5)) / p]),
    few: thinned(rows),
    objectiveOf:
      (some) =>
      ([p, q, gamma], gradient) =>
        logLikelihood({ p, q, gamma } as GammaGamma, some, gradient),
  })
  const leftOut = customers.frequency.length - rows.customers
  return { ...fit, leftOut, meanValue: meanOf(fit.model), correlation: correlationOf(rows) }
}

/**
 * Value expected of each customer's next purchases: equation 5 of Fader & Hardie (2013), the mean of all drawn towards his own
 * average the more purchases tell of him: p (γ + x z̄) / (p x + q − 1). Without repeat purchases the mean of all; an average
 * below 0 (more given back than bought) counts as 0, so that no value is ever negative.
 * @throws {RangeError} for parameters or columns that are none, and for q ≤ 1 where a customer's own purchases do not make up for it
 * @example gammaGammaExpectedValue({ p: 6, q: 4, gamma: 15 }, { frequency: [0, 1], averageValue: [0, 39] }) // Float64Array.of(30, 36)
 */
export function gammaGammaExpectedValue(model: GammaGamma, customers: AverageValues): Float64Array {
  const { p, q, gamma } = model
  for (const name of ['p', 'q', 'gamma'] as const) {
    if (!(model[name] > 0 && model[name] < Infinity))
      throw new RangeError(`${name} must be above 0, not ${model[name]}.`)
  }
  checkAverageValues(customers)
  return Float64Array.from({ length: customers.frequency.length }, (_, at) => {
    const x = customers.frequency[at] as number
    if (p * x + q <= 1) throw new RangeError(`q must be above 1, not ${q}: the mean value would be infinite.`)
    return (p * (gamma + x * Math.max(0, customers.averageValue[at] as number))) / (p * x + q - 1)
  })
}

function checkAverageValues({ frequency, averageValue }: AverageValues): void {
  if (frequency.length !== averageValue.length) {
    throw new RangeError('frequency and averageValue must be of one length.')
  }
  for (let at = 0; at < frequency.length; at++) {
    const [x, z] = [frequency[at] as number, averageValue[at] as number]
    if (!(Number.isInteger(x) && x >= 0)) {
      throw new RangeError(`frequency[${at}] must be a whole number, 0 or more, not ${x}.`)
    }
    if (!Number.isFinite(z)) throw new RangeError(`averageValue[${at}] must be finite, not ${z}.`)
  }
}

/** In a canonical order: sums do not depend on the order of the input. */
function fittedRows(customers: AverageValues): Rows {
  checkAverageValues(customers)
  const known = Uint32Array.from({ length: customers.frequency.length }, (_, at) => at).filter(
    (at) => (customers.frequency[at] as number) > 0 && (customers.averageValue[at] as number) > 0,
  )
  const pick = (column: ArrayLike<number>) => Float64Array.from(known, (at) => column[at] as number)
  const { columns, weight: times } = countEqual([pick(customers.frequency), pick(customers.averageValue)])
  const [x, z] = columns.map((column) => repeated(column, times)) as [Float64Array, Float64Array]
  return { x, z, logZ: z.map(Math.log), weight: new Float64Array(x.length).fill(1), customers: x.length }
}

function repeated(column: Float64Array, times: Float64Array): Float64Array {
  const all = new Float64Array(times.reduce((sum, count) => sum + count, 0))
  let end = 0
  for (let at = 0; at < column.length; at++) {
    const from = end
    end += times[at] as number
    all.fill(column[at] as number, from, end)
  }
  return all
}

function thinned(rows: Rows): Rows {
  const every = Math.ceil(rows.customers / 4000)
  if (every <= 1) return rows
  const pick = (column: Float64Array) => column.filter((_, row) => row % every === 0)
  return {
    x: pick(rows.x),
    z: pick(rows.z),
    logZ: pick(rows.logZ),
    weight: pick(rows.weight),
    customers: rows.customers,
  }
}

/** What depends on x alone is computed once for each x: rows are sorted by it. */
function logLikelihood({ p, q, gamma }: GammaGamma, { x, z, logZ }: Rows, gradient: Float64Array): number {
  let [sum, byP, byQ, byGamma] = [0, 0, 0, 0]
  let [lastX, shape, constant, slopeP, slopeQ] = [0, 0, 0, 0, 0]
  const logOfGamma = Math.log(gamma)
  for (let row = 0; row < x.length; row++) {
    const count = x[row] as number
    if (count !== lastX) {
      lastX = count
      shape = p * count
      constant = logRising(q, shape) - logGamma(shape) + q * logOfGamma + shape * Math.log(count)
      slopeQ = digammaRising(q, shape) + logOfGamma
      slopeP = count * (digamma(shape + q) - digamma(shape) + Math.log(count))
    }
    const spent = gamma + count * (z[row] as number)
    const logValue = logZ[row] as number
    const logSpent = Math.log(spent)
    sum += constant + (shape - 1) * logValue - (shape + q) * logSpent
    byP += slopeP + count * (logValue - logSpent)
    byQ += slopeQ - logSpent
    byGamma += q / gamma - (shape + q) / spent
  }
  gradient.set([byP, byQ, byGamma])
  return sum
}

const meanOf = ({ p, q, gamma }: GammaGamma) => (q > 1 ? (p * gamma) / (q - 1) : undefined)

function correlationOf({ x, z, customers }: Rows): number | undefined {
  const mean = (column: Float64Array) => column.reduce((sum, part) => sum + part, 0) / customers
  const [meanX, meanZ] = [mean(x), mean(z)]
  let [xx, zz, xz] = [0, 0, 0]
  for (let row = 0; row < customers; row++) {
    const [dx, dz] = [(x[row] as number) - meanX, (z[row] as number) - meanZ]
    xx += dx * dx
    zz += dz * dz
    xz += dx * dz
  }
  // What rounding leaves of equal values is no variation.
  const varies = xx > 1e-20 * customers * meanX * meanX && zz > 1e-20 * customers * meanZ * meanZ
  return varies ? Math.max(-1, Math.min(1, xz / Math.sqrt(xx * zz))) : undefined
}
