import {
  type BgNbd,
  bgNbdExpectedPurchases,
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
export interface Lifetime extends LifetimeFit {
  alive: Float64Array
  expected: Float64Array
  orderValueE4: Float64Array
  valueE4: Float64Array
}

/** Unit of time of the models, as in the papers. */
const week = 7
const weeksPerMonth = 365.25 / 12 / week
const perUnit = 10_000

/** The models, which take the most time and hardly change within a day. */
export function fitLifetime(history: History, options: Pick<LifetimeOptions, 'asOf' | 'until'>): LifetimeFit {
  const customers = customersOf(history, options.asOf)
  const averageValue = averageOf(history, customers)
  const model = orNull(() => fitBgNbd(customers))
  return {
    model,
    spend: orNull(() => fitGammaGamma({ frequency: customers.frequency, averageValue })),
    calibration: model && calibrate(history, options),
  }
}

/** What the models say of each customer. */
export function valueLifetime(history: History, fit: LifetimeFit, options: LifetimeOptions): Lifetime {
  const { months, discount, margin } = options
  const { model, spend } = fit
  const customers = customersOf(history, options.asOf)
  const orderValueE4 = orderValues(history, customers, averageOf(history, customers), spend)
  const nothing = new Float64Array(history.purchases.length).fill(Number.NaN)
  if (!model) return { ...fit, alive: nothing, expected: nothing, orderValueE4, valueE4: nothing }
  let expected: Float64Array = nothing
  const valueE4 = lifetimeValues(
    (horizon) => {
      expected = bgNbdExpectedPurchases(model.model, customers, horizon)
      return expected
    },
    orderValueE4,
    { steps: months, stepLength: weeksPerMonth, rate: ratePerStep(discount, 12), margin },
  )
  return { ...fit, alive: bgNbdProbabilityAlive(model.model, customers), expected, orderValueE4, valueE4 }
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
