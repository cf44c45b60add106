import { type BgNbd, bgNbdObjective } from './bg-nbd-likelihood.ts'
import { type Fit, fitRows } from './fit-rows.ts'
import { checkIdentified, collapse, type RepeatPurchases, thinned } from './repeat-purchases.ts'

/** r, a, b to start from; α follows from the mean rate. */
const STARTS = [
  [0.3, 0.8, 2.5],
  [1, 1, 1],
  [1, 0.1, 5],
  [5, 0.5, 5],
  [0.1, 0.3, 0.3],
  [0.05, 5, 20],
] as const

/**
 * Fits the BG/NBD model by maximum likelihood: BFGS over the logarithms of the parameters, with analytic gradient, from several
 * starts. Equal customers are taken together first. The order of the customers does not matter.
 * @throws {RangeError} without customers, when nobody bought again (every rate then fits as well as none) or no time has passed
 */
export function fitBgNbd(customers: RepeatPurchases): Fit<BgNbd> {
  const rows = collapse(customers)
  const { scale, rate } = checkIdentified(rows)
  return fitRows(rows, ['r', 'alpha', 'a', 'b'], {
    scales: [1, scale, 1, 1],
    starts: STARTS.map(([r, a, b]) => [r, r / rate, a, b]),
    few: thinned(rows),
    objectiveOf: (some) => {
      const objective = bgNbdObjective(some)
      return ([r, alpha, a, b], gradient) => objective({ r, alpha, a, b } as BgNbd, gradient)
    },
  })
}
