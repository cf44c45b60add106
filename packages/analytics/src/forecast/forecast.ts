import { naiveError } from './accuracy.ts'
import { calendarEffects } from './calendar-effects.ts'
import { checkHistory } from './check-history.ts'
import {
  COMBINATION,
  CROSTON,
  DAMPED,
  DYNAMIC_THETA,
  HOLT,
  type Method,
  NAIVE2,
  SEASONAL_NAIVE,
  SES,
  THETA,
  TSB,
} from './methods.ts'
import { risingSpread } from './rising-spread.ts'
import { planTrials, type TrialErrors, tryMethods } from './rolling-origin.ts'
import { studentQuantile } from './student-quantile.ts'

export type ForecastOptions = {
  /** Periods in a season: 12 for months, 52 for weeks, 7 for days, 1 for none. */
  readonly season: number
  /** Periods ahead. */
  readonly horizon: number
  /** The first is taken unless another is better at every trial. Default: STEADY, or SELDOM where orders come seldom. */
  readonly methods?: readonly Method[]
  /** Chance that the value lies within the interval, above 0 and below 1. Default 0.8 and 0.95. */
  readonly levels?: readonly number[]
  /** Most trials by rolling origin; 0: none, the first method is taken. Default 12. */
  readonly origins?: number
  /** For each kind of special day, how many each period has: the history's periods, then those to be forecast. */
  readonly calendar?: readonly ArrayLike<number>[]
}

export type Interval = { readonly level: number; readonly lower: Float64Array; readonly upper: Float64Array }

export type Candidate = {
  readonly name: string
  /** Mean absolute error of the trials over the seasonal naive error within the history; NaN without trials or without change. */
  readonly mase: number
}

export type Forecast = {
  readonly mean: Float64Array
  readonly intervals: readonly Interval[]
  /** Name of the method taken. */
  readonly method: string
  readonly candidates: readonly Candidate[]
  /** How often each candidate was tried. */
  readonly origins: number
  /** Of each kind of special day, what one does to the volume of its period: −0.1 takes 10 % away. */
  readonly perDay: Float64Array
}

export const STEADY: readonly Method[] = [COMBINATION, THETA, DYNAMIC_THETA, DAMPED, HOLT, SES, NAIVE2, SEASONAL_NAIVE]
export const SELDOM: readonly Method[] = [TSB, CROSTON, SES, SEASONAL_NAIVE]

/** Periods per order above which demand is intermittent: Syntetos, Boylan & Croston (2005). */
const SELDOM_FROM = 1.32
/** Another method must be better by this at each trial, and there must be so many: less is chance, on M3 and elsewhere. */
const BETTER = 0.9
const ENOUGH_TRIALS = 4

/**
 * Forecast 预测 of a volume by month, week or day: a combination of methods, or the one that beat it at every rolling origin, with
 * intervals from the errors at these origins. A history without values below zero is never forecast below zero.
 * @param history by period, oldest first, none left out (a period without orders is 0)
 * @throws {RangeError} for an empty history, a value that is not finite, an option that is none
 * @example forecastVolume([10, 10, 10, 10], { season: 1, horizon: 2 }).mean // Float64Array.of(10, 10)
 */
export function forecastVolume(history: ArrayLike<number>, options: ForecastOptions): Forecast {
  const { season, horizon, levels = [0.8, 0.95], origins = 12, calendar = [] } = options
  const original = checkHistory(history, season, horizon)
  checkOptions(levels, origins, options.methods)
  const { values, factors, perDay } = calendarEffects(original, calendar, season, horizon)
  const methods = options.methods ?? (isSeldom(original) ? SELDOM : STEADY)
  const trials = planTrials(values.length, horizon, season, origins)
  const errorsOf = tryMethods(values, methods, season, trials)
  const tried = methods.map((method, at) => ({ method, errors: errorsOf[at] as TrialErrors }))
  const { method, errors } = choose(tried)
  const least = original.some((value) => value < 0) ? Number.NEGATIVE_INFINITY : 0
  const centre = method.forecast(values, horizon, season)
  const spread = risingSpread(values, errors, horizon)
  const degrees = Math.max(1, errors.length || values.length - 1)
  const placed = (value: number, step: number) => Math.max(least, value * (factors[step] as number))
  const beside = (width: number) => centre.map((value, step) => placed(value + width * (spread[step] as number), step))
  const scale = naiveError(values, season)
  return {
    mean: centre.map(placed),
    intervals: levels.map((level) => {
      const width = studentQuantile((1 + level) / 2, degrees)
      return { level, lower: beside(-width), upper: beside(width) }
    }),
    method: method.name,
    candidates: tried.map((each) => ({
      name: each.method.name,
      mase: scale > 0 ? meanError(each.errors) / scale : Number.NaN,
    })),
    origins: trials.origins.length,
    perDay,
  }
}

type Tried = { readonly method: Method; readonly errors: TrialErrors }

function checkOptions(levels: readonly number[], origins: number, methods: readonly Method[] | undefined): void {
  const wrong = levels.find((level) => !(level > 0 && level < 1))
  if (wrong !== undefined) throw new RangeError(`levels must be above 0 and below 1, got ${wrong}.`)
  if (!(Number.isInteger(origins) && origins >= 0))
    throw new RangeError(`origins must be a whole number from 0, not ${origins}.`)
  if (methods?.length === 0) throw new RangeError('methods is empty: name one at least, or leave it out.')
}

/** Volumes alone, none below zero, that are zero in a quarter of the periods or more. */
function isSeldom(history: Float64Array): boolean {
  const orders = history.filter((value) => value !== 0).length
  return history.every((value) => value >= 0) && history.length > SELDOM_FROM * orders
}

/** The best of those that beat the first at every trial; the earlier one of equals. */
function choose(tried: readonly Tried[]): Tried {
  const first = tried[0] as Tried
  if (first.errors.length < ENOUGH_TRIALS) return first
  const beats = ({ errors }: Tried) =>
    errors.every((row, at) => sizeOf(row) < BETTER * sizeOf(first.errors[at] as Float64Array))
  return tried
    .slice(1)
    .filter(beats)
    .reduce((best, each) => (meanError(each.errors) < meanError(best.errors) ? each : best), first)
}

const sizeOf = (errors: Float64Array) => errors.reduce((sum, error) => sum + Math.abs(error), 0)
const meanError = (errors: TrialErrors) =>
  errors.reduce((sum, row) => sum + sizeOf(row) / row.length, 0) / errors.length
