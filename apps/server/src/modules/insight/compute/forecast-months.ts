import { type Accuracy, type Forecast, forecastVolume, naiveError, trackAccuracy } from '@quayside/analytics'
import type { ForecastAccuracy } from '@quayside/contract'

export interface MonthsGiven {
  /** One value a month, oldest first. */
  history: Float64Array
  /** For each kind of special day, how many each month has: the history's, then those to be forecast. */
  calendar: readonly Float64Array[]
  horizon: number
}

export interface Tried {
  origins: number
  all: ForecastAccuracy
  bySteps: { step: number; accuracy: ForecastAccuracy }[]
}

export interface MonthsForecast {
  mean: Float64Array
  /** Of 80 %, then of 95 %. */
  intervals: readonly { lower: Float64Array; upper: Float64Array }[]
  method: string
  candidates: { name: string; mase: number | null }[]
  seasonal: boolean
  perDay: Float64Array
  scale: number
  tried: Tried
}

/** The least history from which a forecast can be tried at all. */
export const leastMonths = 6
/** Two whole years show a season. */
const seasonalFrom = 24
/** Earlier months as of which the whole procedure is tried again, and how far ahead. */
const mostOrigins = 9
const triedAhead = 3

export function forecastMonths({ history, calendar, horizon }: MonthsGiven): MonthsForecast {
  const forecast = forecastOf(history, calendar, horizon)
  const season = seasonOf(history)
  return {
    mean: forecast.mean,
    intervals: forecast.intervals,
    method: forecast.method,
    candidates: forecast.candidates.map(({ name, mase }) => ({ name, mase: known(mase) })),
    seasonal: season > 1,
    perDay: forecast.perDay,
    scale: naiveError(history, season) || 0,
    tried: tryAgain(history, calendar),
  }
}

const seasonOf = ({ length }: Float64Array) => (length >= seasonalFrom ? 12 : 1)

function forecastOf(history: Float64Array, calendar: readonly Float64Array[], horizon: number): Forecast {
  const days = calendar.map((kind) => kind.slice(0, history.length + horizon))
  return forecastVolume(history, { season: seasonOf(history), horizon, calendar: days })
}

/** Rolling origin over the whole procedure, the choice of the method included: nothing of what came after an origin is known at it. */
function tryAgain(history: Float64Array, calendar: readonly Float64Array[]): Tried {
  const past = { actual: [], forecast: [], lower: [], upper: [], step: [], scale: [] } as Record<PastColumn, number[]>
  const latest = history.length - 1
  const first = Math.max(leastMonths, Math.ceil(history.length / 2), latest - mostOrigins + 1)
  for (let origin = first; origin <= latest; origin++) tryAt(origin, history, calendar, past)
  const { all, bySteps } = trackAccuracy(past)
  return {
    origins: Math.max(0, latest - first + 1),
    all: accuracyKnown(all),
    bySteps: bySteps.map(({ step, accuracy }) => ({ step, accuracy: accuracyKnown(accuracy) })),
  }
}

type PastColumn = 'actual' | 'forecast' | 'lower' | 'upper' | 'step' | 'scale'

function tryAt(
  origin: number,
  history: Float64Array,
  calendar: readonly Float64Array[],
  past: Record<PastColumn, number[]>,
): void {
  const before = history.slice(0, origin)
  const ahead = Math.min(triedAhead, history.length - origin)
  const { mean, intervals } = forecastOf(before, calendar, ahead)
  const scale = naiveError(before, seasonOf(before)) || 0
  for (let step = 0; step < ahead; step++) {
    past.actual.push(history[origin + step] as number)
    past.forecast.push(mean[step] as number)
    past.lower.push(intervals[0]?.lower[step] as number)
    past.upper.push(intervals[0]?.upper[step] as number)
    past.step.push(step + 1)
    past.scale.push(scale)
  }
}

const known = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** NaN does not pass as JSON: not known. */
export const accuracyKnown = ({ count, smape, mase, bias, coverage }: Accuracy): ForecastAccuracy => ({
  count,
  smape: known(smape),
  mase: known(mase),
  bias: known(bias),
  coverage: known(coverage),
})

/** The month after the history and the lower end of its interval of 80 %. */
export function expectNext(history: Float64Array, calendar: readonly Float64Array[]): { mean: number; lower: number } {
  const { mean, intervals } = forecastOf(history, calendar, 1)
  return { mean: mean[0] as number, lower: intervals[0]?.lower[0] as number }
}
