import type { Objective } from '../numeric/maximise.ts'
import { maximiseFromMany } from '../numeric/maximise-from-many.ts'
import { thinned, type WeightedRows } from './repeat-purchases.ts'

export type Fit<Model> = {
  readonly model: Model
  readonly logLikelihood: number
  readonly customers: number
  /** Rows left after equal customers were taken together. */
  readonly rows: number
  readonly steps: number
  readonly converged: boolean
  /** Parameters that ran towards 0 or infinity: the data do not tell them apart from that limit. */
  readonly atLimit: readonly (keyof Model)[]
}

/** Logarithms of parameters beyond ± this (3 × 10⁶ and its inverse, times in mean ages) are not tried. */
const LOG_RANGE = 15
/** Logarithms beyond ± this are told as at the limit. */
const LOG_LIMIT = 9

/** Rows that are enough to find out from which start the highest hill is climbed. */
const SAMPLE = 4000

type Likelihood = (parameters: readonly number[], gradient: Float64Array) => number

type Problem = {
  /** What each parameter is measured in: its logarithm over this is what is searched. */
  readonly scales: readonly number[]
  readonly starts: readonly (readonly number[])[]
  readonly objectiveOf: (rows: WeightedRows) => Likelihood
}

/**
 * Maximum likelihood over weighted rows. The three best starts are climbed from on a thinned set of the rows; the best of them
 * begins the climb on all.
 */
export function fitRows<Model extends Record<keyof Model, number>>(
  rows: WeightedRows,
  names: readonly (keyof Model)[],
  { scales, starts, objectiveOf }: Problem,
): Fit<Model> {
  const logarithms = starts.map((start) => start.map((part, at) => Math.log(part / (scales[at] as number))))
  const few = thinned(rows, SAMPLE)
  const likely = maximiseFromMany(inLogarithms(objectiveOf(few), scales), logarithms, 3)
  const found =
    few === rows
      ? likely
      : maximiseFromMany(inLogarithms(objectiveOf(rows), scales), [[...likely.point], ...logarithms], 1)
  const model = Object.fromEntries(
    names.map((name, at) => [name, Math.exp(found.point[at] as number) * (scales[at] as number)]),
  ) as Model
  return {
    model,
    logLikelihood: found.value,
    customers: rows.customers,
    rows: rows.weight.length,
    steps: found.steps,
    converged: found.converged,
    atLimit: names.filter((_, at) => Math.abs(found.point[at] as number) > LOG_LIMIT),
  }
}

/** Mean age, and purchases per unit of time. */
export function checkIdentified({ frequency, age, weight, customers }: WeightedRows): { scale: number; rate: number } {
  let [time, purchases] = [0, 0]
  for (let row = 0; row < weight.length; row++) {
    time += (weight[row] as number) * (age[row] as number)
    purchases += (weight[row] as number) * (frequency[row] as number)
  }
  if (customers === 0) throw new RangeError('A model cannot be fitted without customers.')
  if (purchases === 0) throw new RangeError('A model cannot be fitted when frequency is 0 for every customer.')
  if (time === 0) throw new RangeError('A model cannot be fitted when age is 0 for every customer.')
  return { scale: time / customers, rate: purchases / time }
}

/** A function of parameters above 0, and its gradient, by the logarithms of the parameters over their scales. */
function inLogarithms(objective: Likelihood, scales: readonly number[]): Objective {
  return (point, gradient) => {
    if (point.some((part) => Math.abs(part) > LOG_RANGE)) return -Infinity
    const parameters = Array.from(point, (part, at) => Math.exp(part) * (scales[at] as number))
    const value = objective(parameters, gradient)
    for (let at = 0; at < gradient.length; at++) gradient[at] = (gradient[at] as number) * (parameters[at] as number)
    return value
  }
}
