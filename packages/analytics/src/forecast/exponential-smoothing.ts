import { between, minimise } from './minimise.ts'
import { straightLine } from './straight-line.ts'

/** Which parts the smoothing has; the damping of the trend is between DAMPING where `damped`. */
export type Smoothing = 'level' | 'trend' | 'damped'

const DAMPING = { least: 0.8, most: 0.98 } as const

/**
 * Exponential smoothing, additive error: simple (Brown 1959), with trend (Holt 1957) and with damped trend (Gardner & McKenzie 1985).
 * Smoothing weights and first states have the least sum of squared one-step errors. Fewer than three values, or all equal: the last.
 */
export function smooth(history: Float64Array, horizon: number, kind: Smoothing): Float64Array {
  const scale = spreadOf(history)
  const last = history.at(-1) ?? Number.NaN
  if (history.length < 3 || scale === 0) return new Float64Array(horizon).fill(last)
  const model = fit(history, kind, scale)
  return project(history, model, horizon).forecast
}

type Model = { alpha: number; beta: number; phi: number; level: number; trend: number }

function fit(history: Float64Array, kind: Smoothing, scale: number): Model {
  const { level, slope } = straightLine(history.subarray(0, Math.min(history.length, 12)))
  const start =
    kind === 'level' ? history.slice(0, 6).reduce((sum, value) => sum + value, 0) / Math.min(6, history.length) : level
  const read = (x: Float64Array): Model => {
    const alpha = between(x[0] as number, 0.0001, 0.9999)
    const moved = (at: number) => (x[at] as number) * scale
    if (kind === 'level') return { alpha, beta: 0, phi: 1, level: start + moved(1), trend: 0 }
    return {
      alpha,
      beta: between(x[2] as number, 0.0001, 0.9999) * alpha,
      phi: kind === 'damped' ? between(x[4] as number, DAMPING.least, DAMPING.most) : 1,
      level: start + moved(1),
      trend: slope + moved(3),
    }
  }
  const x = kind === 'level' ? [0.3, 0] : kind === 'trend' ? [0.3, 0, 0.1, 0] : [0.3, 0, 0.1, 0, 0.95]
  const steps = [0.2, 0.3, 0.1, 0.05, -0.05].slice(0, x.length)
  return read(minimise((at) => project(history, read(at), 0).squares, x, steps, 80 * x.length))
}

function project(history: Float64Array, { alpha, beta, phi, ...first }: Model, horizon: number) {
  let { level, trend } = first
  let squares = 0
  for (let t = 0; t < history.length; t++) {
    const expected = level + phi * trend
    const error = (history[t] as number) - expected
    squares += error * error
    level = expected + alpha * error
    trend = phi * trend + beta * error
  }
  const forecast = new Float64Array(horizon)
  for (let step = 0; step < horizon; step++) {
    trend *= phi
    level += trend
    forecast[step] = level
  }
  return { squares, forecast }
}

const spreadOf = (history: Float64Array) => {
  const mean = history.reduce((sum, value) => sum + value, 0) / history.length
  return Math.sqrt(history.reduce((sum, value) => sum + (value - mean) ** 2, 0) / history.length)
}
