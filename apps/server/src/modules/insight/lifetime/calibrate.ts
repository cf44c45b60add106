import { bgNbdExpectedPurchases, bgNbdProbabilityOfPurchase, fitBgNbd, type RepeatPurchases } from '@quayside/analytics'
import type { History } from './history.ts'
import { orNull } from './or-null.ts'

interface Compared {
  customers: number
  predicted: number
  actual: number
}

/** What a model that knew nothing of the last weeks would have said of them. */
export interface Calibration extends Compared {
  /** Mean absolute error per customer; the second of "as often as before". */
  error: number
  errorOfSameRate: number
  /** By repeat purchases until then; the last: that many and more. */
  byFrequency: readonly Compared[]
  /** By the chance to order at all, in tenths: customers, expected to order, ordered. */
  byChance: readonly Compared[]
}

export const mostRepeatsApart = 7
const week = 7

/** null where nobody had bought again by then. */
export function calibrate(history: History, { asOf, until }: { asOf: number; until: number }): Calibration | null {
  const known = Uint32Array.from(history.firstDay, (_, at) => at).filter(
    (at) => Number(history.purchasesBefore[at]) > 0,
  )
  const pick = (column: (at: number) => number) => Float64Array.from(known, column)
  const customers: RepeatPurchases = {
    frequency: pick((at) => Number(history.purchasesBefore[at]) - 1),
    recency: pick((at) => (Number(history.lastDayBefore[at]) - Number(history.firstDay[at])) / week),
    age: pick((at) => (until - Number(history.firstDay[at])) / week),
  }
  const fit = orNull(() => fitBgNbd(customers))
  if (!fit) return null
  const horizon = (asOf - until) / week
  const predicted = bgNbdExpectedPurchases(fit.model, customers, horizon)
  const chance = bgNbdProbabilityOfPurchase(fit.model, customers, horizon)
  const actual = pick((at) => Number(history.purchases[at]) - Number(history.purchasesBefore[at]))
  return { ...errorsOf(customers, predicted, actual, horizon), ...groupsOf(customers, predicted, chance, actual) }
}

function errorsOf({ frequency, age }: RepeatPurchases, predicted: Float64Array, actual: Float64Array, horizon: number) {
  const [customers, all] = [actual.length, { predicted: 0, actual: 0, error: 0, same: 0 }]
  for (let at = 0; at < customers; at++) {
    const [said, came] = [Number(predicted[at]), Number(actual[at])]
    const sameRate = Number(age[at]) > 0 ? (Number(frequency[at]) / Number(age[at])) * horizon : 0
    all.predicted += said
    all.actual += came
    all.error += Math.abs(said - came)
    all.same += Math.abs(sameRate - came)
  }
  const { error, same, ...sums } = all
  return { customers, ...sums, error: error / customers, errorOfSameRate: same / customers }
}

function groupsOf(
  { frequency }: RepeatPurchases,
  predicted: Float64Array,
  chance: Float64Array,
  actual: Float64Array,
): Pick<Calibration, 'byFrequency' | 'byChance'> {
  const empty = (count: number) => Array.from({ length: count }, () => ({ customers: 0, predicted: 0, actual: 0 }))
  const [byFrequency, byChance] = [empty(mostRepeatsApart + 1), empty(10)]
  const add = (group: Compared | undefined, said: number, came: number) => {
    if (!group) return
    group.customers++
    group.predicted += said
    group.actual += came
  }
  for (let at = 0; at < actual.length; at++) {
    add(byFrequency[Math.min(mostRepeatsApart, Number(frequency[at]))], Number(predicted[at]), Number(actual[at]))
    add(byChance[Math.min(9, Math.floor(Number(chance[at]) * 10))], Number(chance[at]), Number(actual[at]) > 0 ? 1 : 0)
  }
  return { byFrequency, byChance }
}
