import type { Objective } from '../numeric/maximise.ts'
import { maximiseFromMany } from '../numeric/maximise-from-many.ts'

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

type Rows = { readonly weight: ArrayLike<number>; readonly customers: number }

type Likelihood = (parameters: readonly number[], gradient: Float64Array) => number

type Problem<Some extends Rows> = {
  /** What each parameter is measured in: its logarithm over this is what is searched. */
  readonly scales: readonly number[]
  readonly starts: readonly (readonly number[])[]
  /** Some of the rows, or all: enough to find out from which start the highest hill is climbed. */
  readonly few: Some
  readonly objectiveOf: (rows: Some) => Likelihood
}

/**
 * Maximum likelihood over weighted rows. The three best starts are climbed from on a few rows; the best of them begins the climb
 * on all.
 */
export function fitRows<Model extends Record<keyof Model, number>, Some extends Rows>(
  rows: Some,
  names: readonly (keyof Model)[],
  { scales, starts, few, objectiveOf }: Problem<Some>,
): Fit<Model> {
  const logarithms = starts.map((start) => start.map((part, at) => Math.log(part / (scales[at] as number))))
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
