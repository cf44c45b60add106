import { expect, test } from 'vitest'
import { maximise, type Objective } from './maximise.ts'
import { maximiseFromMany } from './maximise-from-many.ts'

/** −Rosenbrock's valley: top 0 at (1, 1). */
const valley: Objective = (point, gradient) => {
  const [x, y] = [point[0] as number, point[1] as number]
  gradient[0] = 2 * (1 - x) + 400 * x * (y - x * x)
  gradient[1] = -200 * (y - x * x)
  return -((1 - x) ** 2) - 100 * (y - x * x) ** 2
}

/** Two hills, the higher (2) at 4, the lower (1) at −4. */
const hills: Objective = (point, gradient) => {
  const x = point[0] as number
  const [left, right] = [Math.exp(-((x + 4) ** 2) / 4), 2 * Math.exp(-((x - 4) ** 2) / 4)]
  gradient[0] = (-(x + 4) * left - (x - 4) * right) / 2
  return left + right
}

test('finds the top at the end of a bent valley', () => {
  const { point, converged } = maximise(valley, [-1.2, 1])
  expect(converged).toBe(true)
  expect(point[0]).toBeCloseTo(1, 7)
  expect(point[1]).toBeCloseTo(1, 7)
})

test('of several starts the one on the higher hill decides', () => {
  expect(maximise(hills, [-5]).value).toBeCloseTo(1, 6)
  expect(maximiseFromMany(hills, [[-5], [2]], 2).value).toBeCloseTo(2, 6)
})

test('steps back from where the function is not defined', () => {
  const logOnly: Objective = (point, gradient) => {
    const x = point[0] as number
    gradient[0] = 1 / x - 1
    return x > 0 ? Math.log(x) - x : Number.NaN
  }
  expect(maximise(logOnly, [5]).point[0]).toBeCloseTo(1, 6)
  expect(() => maximiseFromMany(logOnly, [[-1], [-2]], 2)).toThrow(RangeError)
})
