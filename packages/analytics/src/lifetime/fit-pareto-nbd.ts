import { type Fit, fitRows } from './fit-rows.ts'
import { type ParetoNbd, paretoNbdObjective } from './pareto-nbd-likelihood.ts'
import { checkIdentified, collapse, type RepeatPurchases, thinned } from './repeat-purchases.ts'

/** r, s, and β in mean ages to start from; α follows from the mean rate. */
const STARTS = [
  [0.5, 0.6, 0.5],
  [1, 1, 1],
  [1, 0.2, 1],
  [5, 0.5, 2],
  [0.2, 2, 3],
  [0.1, 0.3, 0.1],
] as const

/**
 * Fits the Pareto/NBD model by maximum likelihood, as `fitBgNbd` does BG/NBD; about ten times the work.
 * @throws {RangeError} without customers, when nobody bought again or no time has passed
 */
export function fitParetoNbd(customers: RepeatPurchases): Fit<ParetoNbd> {
  const rows = collapse(customers)
  const { scale, rate } = checkIdentified(rows)
  return fitRows(rows, ['r', 'alpha', 's', 'beta'], {
    scales: [1, scale, 1, scale],
    starts: STARTS.map(([r, s, beta]) => [r, r / rate, s, beta * scale]),
    few: thinned(rows),
    objectiveOf: (some) => {
      const objective = paretoNbdObjective(some)
      return ([r, alpha, s, beta], gradient) => objective({ r, alpha, s, beta } as ParetoNbd, gradient)
    },
  })
}
