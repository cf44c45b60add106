import { eachOnce, type Method } from './methods.ts'

/** Errors, actual less forecast: one row per origin, latest last, one place per step ahead. */
export type TrialErrors = readonly Float64Array[]

export type Trials = {
  /** Length of the history each trial sees. */
  readonly origins: readonly number[]
  /** Steps ahead that are tried: fewer than the horizon where the history is short. */
  readonly steps: number
}

/**
 * Rolling origin (Tashman 2000): as many as `most` successive origins that all have `steps` known periods after them. At least half the
 * history, or two seasons of it, comes before the first one. Fewer than six values: no trial.
 */
export function planTrials(length: number, horizon: number, season: number, most: number): Trials {
  const least = Math.max(4, Math.min(2 * season, Math.ceil(length / 2)))
  const free = length - least
  const steps = Math.max(0, Math.min(horizon, Math.ceil(free / 2)))
  const count = steps === 0 ? 0 : Math.min(most, free - steps + 1)
  if (free < 2) return { origins: [], steps: 0 }
  return { origins: Array.from({ length: count }, (_, at) => length - steps - count + 1 + at), steps }
}

/** Each trial forecasts from the values before its origin alone; answers the errors of each method. */
export function tryMethods(
  history: Float64Array,
  methods: readonly Method[],
  season: number,
  { origins, steps }: Trials,
): TrialErrors[] {
  const trials = origins.map((origin) => ({ origin, forecast: eachOnce(history.slice(0, origin), steps, season) }))
  return methods.map((method) =>
    trials.map(({ origin, forecast }) =>
      forecast(method).map((value, step) => (history[origin + step] as number) - value),
    ),
  )
}
