import { between, minimise } from './minimise.ts'
import { straightLine } from './straight-line.ts'

/**
 * `standard`: the Theta method of Assimakopoulos & Nikolopoulos (2000), mean of the line of least squares (θ = 0) and of the simply
 * smoothed line of doubled curvature (θ = 2), as Hyndman & Billah (2003) write it. `optimised`: θ chosen from 1 upwards by least squares;
 * `dynamic`: the same, the line refitted at every period (Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler 2016: OTM and DOTM).
 */
export type ThetaKind = 'standard' | 'optimised' | 'dynamic'

/** Forecasts of a history without season. Fewer than three values, or all equal: the last. */
export function theta(history: Float64Array, horizon: number, kind: ThetaKind): Float64Array {
  const first = history[0] as number
  if (history.length < 3 || history.every((value) => value === first)) {
    return new Float64Array(horizon).fill(history.at(-1) ?? Number.NaN)
  }
  const line = straightLine(history)
  const scale = Math.abs(first) + Math.abs(line.slope) || 1
  const read = (x: Float64Array): Model => ({
    alpha: between(x[0] as number, 0.01, 0.99),
    level: first + (x[1] as number) * scale,
    // 1 − 1/θ: 0 is simple smoothing alone, 1 the whole line.
    share: kind === 'standard' ? 0.5 : between(x[2] as number, 0, 1),
  })
  const run = kind === 'dynamic' ? runDynamic : runStatic
  const squares = (x: Float64Array) => run(history, read(x), line, 0).squares
  const found = (kind === 'standard' ? STARTS.standard : STARTS.free).map((start) =>
    minimise(squares, start, STEPS.slice(0, start.length), 80 * start.length),
  )
  const best = found.reduce((least, each) => (squares(each) < squares(least) ? each : least))
  return run(history, read(best), line, horizon).forecast
}

/** Weight, first level, and share of the line. Level and line can explain the same history: the search begins from either side. */
const STARTS = {
  standard: [[0.3, 0]],
  free: [
    [0.3, 0, 0.5],
    [0.1, 0, 0.95],
  ],
} as const
const STEPS = [0.2, 0.1, -0.2]

type Model = { alpha: number; level: number; share: number }
type Line = { level: number; slope: number }
type Run = { squares: number; forecast: Float64Array }

/** Equation 10 of Fiorucci and others, the line known from the whole history. */
function runStatic(history: Float64Array, { alpha, level: first, share }: Model, line: Line, horizon: number): Run {
  let [level, squares, faded] = [first, 0, 1]
  for (let t = 0; t < history.length; t++) {
    const drift = share * (faded * line.level + ((1 - faded * (1 - alpha)) / alpha) * line.slope)
    const error = (history[t] as number) - level - drift
    squares += error * error
    level = alpha * (history[t] as number) + (1 - alpha) * level
    faded *= 1 - alpha
  }
  const forecast = new Float64Array(horizon)
  for (let step = 0; step < horizon; step++) {
    forecast[step] = level + share * (faded * line.level + (step + (1 - faded * (1 - alpha)) / alpha) * line.slope)
  }
  return { squares, forecast }
}

/** Equations 16 to 22: line and mean of the first t values, updated as they come; forecasts stand in for values beyond the last. */
function runDynamic(history: Float64Array, { alpha, level: first, share }: Model, _: Line, horizon: number): Run {
  const forecast = new Float64Array(horizon)
  let [level, squares, faded] = [first, 0, 1]
  let [mean, height, slope] = [0, 0, 0]
  for (let t = 1; t <= history.length + horizon; t++) {
    const expected = level + share * (faded * height + ((1 - faded * (1 - alpha)) / alpha) * slope)
    const known = t <= history.length
    const value = known ? (history[t - 1] as number) : expected
    // The first two values have no line yet.
    if (known && t > 2) squares += (value - expected) ** 2
    if (!known) forecast[t - 1 - history.length] = expected
    slope = t === 1 ? 0 : ((t - 2) * slope + (6 * (value - mean)) / t) / (t + 1)
    mean = ((t - 1) * mean + value) / t
    height = mean - (slope * (t + 1)) / 2
    level = alpha * value + (1 - alpha) * level
    faded *= 1 - alpha
  }
  return { squares, forecast }
}
