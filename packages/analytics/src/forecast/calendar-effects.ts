import { leastSquares } from './least-squares.ts'

export type CalendarEffects = {
  /** What one day of each kind does to the volume of its period: −0.1 takes 10 % away; 0 where the history does not show it. */
  readonly perDay: Float64Array
  /** The history as it would have been without such days. */
  readonly values: Float64Array
  /** Factor on each period after the history. */
  readonly factors: Float64Array
}

/** Coefficient over standard error, below which an effect is taken for chance; 2 would err in 8 of 100 histories, by simulation. */
const CRITICAL = 2.5
/** A period that keeps less than this of its volume says too little about the rest of it. */
const TELLING = 0.5

/**
 * Effect of holidays that move between periods (Spring Festival 春节 between January and February, any holiday between weeks), by least
 * squares of the change of the logarithm since a season ago on the change of the days; after the regressors for trading days of Bell &
 * Hillmer (1983). A history shorter than a season and six more, or with a value below zero, shows no effect.
 * @param days for each kind of day, how many of them each period has: the history's periods, then those to be forecast
 */
export function calendarEffects(
  history: Float64Array,
  days: readonly ArrayLike<number>[],
  season: number,
  horizon: number,
): CalendarEffects {
  checkDays(days, history.length + horizon)
  const logs = history.some((value) => value < 0) ? new Float64Array(days.length) : estimate(history, days, season)
  const factorAt = (t: number) =>
    Math.exp(days.reduce((sum, kind, k) => sum + (kind[t] as number) * (logs[k] as number), 0))
  const own = history.map((_, t) => factorAt(t))
  return {
    perDay: logs.map(Math.expm1),
    values: history.map((value, t) =>
      (own[t] as number) >= TELLING ? value / (own[t] as number) : neighbours(history, own, t, season),
    ),
    factors: Float64Array.from({ length: horizon }, (_, step) => factorAt(history.length + step)),
  }
}

function checkDays(days: readonly ArrayLike<number>[], length: number): void {
  for (const [at, kind] of days.entries()) {
    if (kind.length !== length)
      throw new RangeError(`calendar ${at} must have ${length} periods (history and horizon), not ${kind.length}.`)
    const wrong = Array.from(kind).findIndex((value) => !(Number.isFinite(value) && value >= 0))
    if (wrong >= 0) throw new RangeError(`calendar ${at} must hold days, 0 or more, got ${kind[wrong]} at ${wrong}.`)
  }
}

/** Drops the weakest kind of day until all that are left are beyond chance. */
function estimate(history: Float64Array, days: readonly ArrayLike<number>[], season: number): Float64Array {
  const effects = new Float64Array(days.length)
  let kept = [...days.keys()].filter((k) => isMoving(days[k] as ArrayLike<number>, history.length, season))
  while (kept.length > 0) {
    const { rows, changes } = seasonalChanges(
      history,
      kept.map((k) => days[k] as ArrayLike<number>),
      season,
    )
    const fit = changes.length >= 6 + kept.length ? leastSquares(rows, changes) : undefined
    if (!fit) return effects
    // 0 / 0 in a history that never changes: no effect.
    const strength = kept.map(
      (_, at) => Math.abs(fit.coefficients[at + 1] as number) / (fit.errors[at + 1] as number) || 0,
    )
    const weakest = Math.min(...strength)
    if (weakest >= CRITICAL) {
      kept.forEach((k, at) => {
        effects[k] = fit.coefficients[at + 1] as number
      })
      return effects
    }
    kept = kept.filter((_, at) => strength[at] !== weakest)
  }
  return effects
}

/** Days that fall the same in each season are part of it. */
function isMoving(kind: ArrayLike<number>, length: number, season: number): boolean {
  for (let t = season; t < length; t++) if (kind[t] !== kind[t - season]) return true
  return false
}

/** A period without orders counts where its days changed, as half the least volume ever ordered; elsewhere it is left out. */
function seasonalChanges(history: Float64Array, days: readonly ArrayLike<number>[], season: number) {
  const floor =
    history.reduce((least, value) => (value > 0 && value < least ? value : least), Number.POSITIVE_INFINITY) / 2
  const [rows, changes]: [number[][], number[]] = [[], []]
  for (let t = season; t < history.length; t++) {
    const moved = days.map((kind) => (kind[t] as number) - (kind[t - season] as number))
    const [now, before] = [history[t] as number, history[t - season] as number]
    if ((now > 0 && before > 0) || (moved.some((change) => change !== 0) && Number.isFinite(floor))) {
      rows.push([1, ...moved])
      changes.push(Math.log(Math.max(now, floor) / Math.max(before, floor)))
    }
  }
  return { rows, changes }
}

/** Mean of the nearest telling periods at the same place of the season, before and after; the value itself where there is none. */
function neighbours(history: Float64Array, own: Float64Array, t: number, season: number): number {
  const found: number[] = []
  for (const step of [-season, season]) {
    let at = t + step
    while (at >= 0 && at < history.length && (own[at] as number) < TELLING) at += step
    if (at >= 0 && at < history.length) found.push((history[at] as number) / (own[at] as number))
  }
  return found.length > 0 ? found.reduce((sum, value) => sum + value, 0) / found.length : (history[t] as number)
}
