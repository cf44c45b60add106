import type { WorldLoaded } from '../apps/server/src/demo/index.ts'
import { figure, type Row } from './table.ts'

/** How fast the world was written: the lines alone, and everything until the product could work with it. */
export function generatorRows(loaded: WorldLoaded, asked: number): Row[] {
  const { planSeconds, customerSeconds, orderSeconds, finishSeconds } = loaded
  const rate = loaded.lines / orderSeconds
  const whole = planSeconds + customerSeconds + orderSeconds + finishSeconds
  return [
    {
      what: `generator: ${figure(loaded.lines)} lines (${figure(asked)} asked) with their ${figure(loaded.orders)} orders`,
      measured: `${figure(rate)} lines/s written (${figure(orderSeconds, 1)} s)`,
      comparator: '',
      ratio: '',
      budget: '≥ 200,000 lines/s',
      met: rate >= 200_000,
    },
    {
      what: `the same with ${figure(loaded.accounts)} accounts, ${figure(loaded.interactions)} interactions, indexes and sums`,
      measured: `${figure(loaded.lines / whole)} lines/s (plan ${figure(planSeconds, 1)} s, accounts ${figure(customerSeconds, 1)} s, indexes and sums ${figure(finishSeconds, 1)} s)`,
      comparator: '',
      ratio: '',
      budget: '',
      met: null,
    },
  ]
}
