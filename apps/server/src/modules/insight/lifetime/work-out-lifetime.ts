import {
  type BgNbd,
  bgNbdExpecting,
  bgNbdProbabilityAlive,
  type Fit,
  fitBgNbd,
  fitGammaGamma,
  type GammaGammaFit,
  gammaGammaExpectedValue,
  lifetimeValues,
  type RepeatPurchases,
  ratePerStep,
} from '@quayside/analytics'
import { type Calibration, calibrate } from './calibrate.ts'
import type { History } from './history.ts'
import { orNull } from './or-null.ts'

export interface LifetimeOptions {
  /** Last day seen, and the day that parts for the calibration; days since 1970-01-01. */
  asOf: number
  until: number
  months: number
  discount: number
  margin: number
}

/** What is learned of all customers; null where there are too few to learn from. */
export interface LifetimeFit {
  model: Fit<BgNbd> | null
  spend: GammaGammaFit | null
  calibration: Calibration | null
}

/** One place per customer; NaN where there is no model. */
export interface Lifetime {
  alive: Float64Array
  expected: Float64Array
  orderValueE4: Float64Array
  valueE4: Float64Array
}

/** Unit of time of the models, as in the papers. */
const week = 7
const weeksPerMonth = 365.25 / 12 / week
const perUnit = 10_000

/** How often they buy, what they spend, and how good that would have been: apart, for each takes its time. */
export const fitBuying = (history: History, asOf: number) => orNull(() => fitBgNbd(customersOf(history, asOf)))

export function fitSpend(history: History, asOf: number): GammaGammaFit | null {
  const customers = customersOf(history, asOf)
  const averageValue = averageOf(history, customers)
  return orNull(() => fitGammaGamma({ frequency: customers.frequency, averageValue }))
}

export const calibrateLifetime = (history: History, days: Pick<LifetimeOptions, 'asOf' | 'until'>) =>
  calibrate(history, days)

/** What the models say of each customer. */
export function valueLifetime(
  history: History,
  { model, spend }: Pick<LifetimeFit, 'model' | 'spend'>,
  { asOf, months, discount, margin }: Omit<LifetimeOptions, 'until'>,
): Lifetime {
  const customers = customersOf(history, asOf)
  const orderValueE4 = orderValues(history, customers, averageOf(history, customers), spend)
  const nothing = new Float64Array(history.purchases.length).fill(Number.NaN)
  if (!model) return { alive: nothing, expected: nothing, orderValueE4, valueE4: nothing }
  const expecting = bgNbdExpecting(model.model, customers)
  let expected: Float64Array = nothing
  const valueE4 = lifetimeValues(
    (horizon) => {
      expected = expecting(horizon)
      return expected
    },
    orderValueE4,
    { steps: months, stepLength: weeksPerMonth, rate: ratePerStep(discount, 12), margin },
  )
  return { alive: bgNbdProbabilityAlive(model.model, customers), expected, orderValueE4, valueE4 }
}

const customersOf = (history: History, asOf: number): RepeatPurchases => ({
  frequency: history.purchases.map((purchases) => purchases - 1),
  recency: history.lastDay.map((day, at) => (day - Number(history.firstDay[at])) / week),
  age: history.firstDay.map((day) => (asOf - day) / week),
})

const averageOf = (history: History, { frequency }: RepeatPurchases): Float64Array =>
  history.laterE4.map((value, at) => {
    const repeats = Number(frequency[at])
    return repeats > 0 ? value / repeats / perUnit : 0
  })

/** Expected value of an order: by the Gamma-Gamma model; where there is none, one's own average, or that of all. */
function orderValues(
  history: History,
  { frequency }: RepeatPurchases,
  average: Float64Array,
  spend: GammaGammaFit | null,
) {
  if (spend && spend.model.q > 1)
    return gammaGammaExpectedValue(spend.model, { frequency, averageValue: average }).map((value) => value * perUnit)
  return history.revenueE4.map((revenue, at) => Math.max(0, revenue / Number(history.purchases[at])))
}
