/** Value at a point; writes the gradient there into `gradient`. −Infinity or NaN: the point is not allowed. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number

export type Maximum = {
  readonly point: Float64Array
  readonly value: number
  readonly gradient: Float64Array
  readonly steps: number
  readonly evaluations: number
  /** The gradient has vanished, or no step makes the value larger any more. */
  readonly converged: boolean
}

const MAX_STEPS = 200
/** No coordinate moves farther at once: parameters are logarithms, e² is a wild step already. */
const MAX_MOVE = 2
const SUFFICIENT = 1e-4

/**
 * Maximum of a smooth function of a few variables by BFGS (Nocedal & Wright, Numerical Optimization, 2006, algorithm 6.1) with
 * a backtracking line search; deterministic. Stops where the gradient is below 1e-9 of the value.
 */
export function maximise(objective: Objective, start: ArrayLike<number>): Maximum {
  const size = start.length
  const point = Float64Array.from(start)
  const gradient = new Float64Array(size)
  let value = objective(point, gradient)
  let evaluations = 1
  if (!Number.isFinite(value)) return { point, value: -Infinity, gradient, steps: 0, evaluations, converged: false }
  let inverse = scaledIdentity(size, 1 / Math.max(1, norm(gradient)))
  let fresh = true
  let stalls = 0
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    const small = 1e-9 * Math.max(1, Math.abs(value))
    if (maxAbs(gradient) <= small || stalls >= 2) return { point, value, gradient, steps, evaluations, converged: true }
    const direction = limited(multiply(inverse, gradient))
    const found = searchLine(objective, point, value, gradient, direction)
    evaluations += found.evaluations
    if (!found.value) {
      // Once more from the steepest ascent; if that does not climb either, this is the top within rounding.
      if (fresh) return { point, value, gradient, steps, evaluations, converged: maxAbs(gradient) <= 1e4 * small }
      inverse = scaledIdentity(size, 1 / Math.max(1, norm(gradient)))
      fresh = true
      continue
    }
    stalls = found.value - value <= 1e-14 * Math.abs(value) ? stalls + 1 : 0
    inverse = updated(inverse, found.move, subtract(gradient, found.gradient), fresh)
    fresh = false
    point.set(found.point)
    gradient.set(found.gradient)
    value = found.value
  }
  return { point, value, gradient, steps: MAX_STEPS, evaluations, converged: false }
}

/** Halves the step until the value climbs as the gradient promises; `value` is undefined where it never does. */
function searchLine(
  objective: Objective,
  from: Float64Array,
  value: number,
  gradient: Float64Array,
  direction: Float64Array,
) {
  const slope = dot(gradient, direction)
  const point = new Float64Array(from.length)
  const there = new Float64Array(from.length)
  let evaluations = 0
  for (let step = 1; step > 1e-12 && slope > 0; step *= evaluations < 4 ? 0.5 : 0.1) {
    const move = direction.map((part) => part * step)
    for (let at = 0; at < point.length; at++) point[at] = (from[at] as number) + (move[at] as number)
    const reached = objective(point, there)
    evaluations++
    if (reached >= value + SUFFICIENT * step * slope && Number.isFinite(reached)) {
      return { point, value: reached, gradient: there, move, evaluations }
    }
  }
  return { point, value: undefined, gradient: there, move: direction, evaluations }
}

type Matrix = readonly Float64Array[]

/** The BFGS update of the inverse Hessian (of the negated function); skipped where curvature is not positive. */
function updated(inverse: Matrix, move: Float64Array, change: Float64Array, first: boolean): Matrix {
  const curvature = dot(move, change)
  if (!(curvature > 1e-14 * norm(move) * norm(change))) return inverse
  const base = first ? scaledIdentity(move.length, curvature / dot(change, change)) : inverse
  const bent = multiply(base, change)
  const factor = (1 + dot(change, bent) / curvature) / curvature
  return base.map((row, i) =>
    row.map((entry, j) => {
      const [mi, mj] = [move[i] as number, move[j] as number]
      return entry + factor * mi * mj - ((bent[i] as number) * mj + mi * (bent[j] as number)) / curvature
    }),
  )
}

const scaledIdentity = (size: number, scale: number): Matrix =>
  Array.from({ length: size }, (_, i) => Float64Array.from({ length: size }, (_, j) => (i === j ? scale : 0)))

const multiply = (matrix: Matrix, vector: Float64Array) => Float64Array.from(matrix, (row) => dot(row, vector))
const subtract = (one: Float64Array, other: Float64Array) => one.map((part, at) => part - (other[at] as number))
const maxAbs = (vector: Float64Array) => vector.reduce((most, part) => Math.max(most, Math.abs(part)), 0)
const norm = (vector: Float64Array) => Math.sqrt(dot(vector, vector))

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += (one[at] as number) * (other[at] as number)
  return sum
}

function limited(direction: Float64Array): Float64Array {
  const largest = maxAbs(direction)
  return largest > MAX_MOVE ? direction.map((part) => (part * MAX_MOVE) / largest) : direction
}
