import { smooth } from './exponential-smoothing.ts'
import { croston, tsb } from './intermittent.ts'
import { seasonalAdjustment } from './seasonal-adjustment.ts'
import { theta } from './theta.ts'

/**
 * A way to forecast: history oldest first, steps ahead, periods in a season (1: none). Pure: the same history, the same forecast.
 * Models of other packages fit in as they are.
 */
export type Method = {
  readonly name: string
  /** `alone`: what another method forecasts of the same, where that may be known already. */
  readonly forecast: (
    history: Float64Array,
    horizon: number,
    season: number,
    alone?: (method: Method) => Float64Array,
  ) => Float64Array
}

/** Forecasts of the same history by any method, each worked out once: a combination takes up those of its parts. */
export function eachOnce(history: Float64Array, horizon: number, season: number): (method: Method) => Float64Array {
  const known = new Map<Method, Float64Array>()
  const alone = (method: Method): Float64Array => {
    const forecast = known.get(method) ?? method.forecast(history, horizon, season, alone)
    known.set(method, forecast)
    return forecast
  }
  return alone
}

/** A method for series without season, given the history with its season taken out, and the forecast with it put back. */
const adjusted = (name: string, forecast: (history: Float64Array, horizon: number) => Float64Array): Method => ({
  name,
  forecast: (history, horizon, season) => {
    const { values, reseason } = seasonalAdjustment(history, season)
    return reseason(forecast(values, horizon))
  },
})

const last = (history: Float64Array, horizon: number) => new Float64Array(horizon).fill(history.at(-1) ?? Number.NaN)

export const NAIVE: Method = { name: 'naive', forecast: last }
/** The value a season ago; shorter histories: the last value. */
export const SEASONAL_NAIVE: Method = {
  name: 'seasonalNaive',
  forecast: (history, horizon, season) =>
    Float64Array.from({ length: horizon }, (_, step) =>
      history.length < season
        ? (history.at(-1) ?? Number.NaN)
        : (history[history.length - season + (step % season)] as number),
    ),
}
/** The last value, season taken out and put back: the comparator of the M competitions. */
export const NAIVE2 = adjusted('naive2', last)
export const SES = adjusted('ses', (history, horizon) => smooth(history, horizon, 'level'))
export const HOLT = adjusted('holt', (history, horizon) => smooth(history, horizon, 'trend'))
export const DAMPED = adjusted('damped', (history, horizon) => smooth(history, horizon, 'damped'))
export const THETA = adjusted('theta', (history, horizon) => theta(history, horizon, 'standard'))
export const OPTIMISED_THETA = adjusted('optimisedTheta', (history, horizon) => theta(history, horizon, 'optimised'))
export const DYNAMIC_THETA = adjusted('dynamicTheta', (history, horizon) => theta(history, horizon, 'dynamic'))
export const CROSTON: Method = { name: 'croston', forecast: croston }
export const TSB: Method = { name: 'tsb', forecast: tsb }

/** Mean or median of several forecasts at each step. */
export const combine = (name: string, methods: readonly Method[], by: 'mean' | 'median'): Method => ({
  name,
  forecast: (history, horizon, season, alone = eachOnce(history, horizon, season)) => {
    const forecasts = methods.map(alone)
    return Float64Array.from({ length: horizon }, (_, step) => {
      const values = Float64Array.from(forecasts, (forecast) => forecast[step] as number).sort()
      return by === 'mean' ? values.reduce((sum, value) => sum + value, 0) / values.length : medianOf(values)
    })
  },
})

function medianOf(sorted: Float64Array): number {
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle - 1)] as number) + (sorted[Math.floor(middle)] as number)) / 2
}

/** Median of two Thetas, Holt and damped trend: better than each of them on the M3 series, as simple combinations usually are. */
export const COMBINATION = combine('combination', [THETA, DYNAMIC_THETA, DAMPED, HOLT], 'median')
