import { betaTail } from '../numeric/beta-tail.ts'
import { adjustedChances, type RadarOptions } from './churn-radar.ts'
import { groupOrders, isDay, type OrderLines, type OrderSeries } from './order-series.ts'

/** One place per series. NaN where a series has fewer than four orders of a value above 0. */
export type ValueRadar = {
  /** Chance of so much smaller orders from one whose orders are as large as ever. */
  readonly chance: Float64Array
  readonly adjusted: Float64Array
  /** 1: alarm. */
  readonly alarm: Uint8Array
  /** Day of the first of the smaller orders, where there is an alarm. */
  readonly since: Float64Array
  /** Mean value of an order before that day, and from then on. */
  readonly before: Float64Array
  readonly after: Float64Array
  /** What the orders since would have brought more at the old mean. */
  readonly missingAmount: Float64Array
}

const ENOUGH = 4
/** As in the churn radar: each look after the first counts as this much of an independent one; found by simulation. */
const NEXT_LOOK = 0.75

/**
 * Whose orders have become smaller, however often they come: the complement of `churnRadar`. Student's t of the logarithms of the
 * last 2, 4, 8 … orders, up to half, against those before; exact where the values of a series are lognormal and independent.
 * A season of values is not known to it.
 * @throws {RangeError} for lines that are none, a day or share that is none
 */
export function valueRadar(lines: OrderLines, { asOf, falseAlarms, of }: RadarOptions): ValueRadar {
  if (!isDay(asOf)) throw new RangeError(`asOf must be a whole day of 1697…2243, not ${asOf}.`)
  if (!(falseAlarms >= 0 && falseAlarms <= 1)) throw new RangeError(`falseAlarms must be 0…1, not ${falseAlarms}.`)
  const all = groupOrders(lines, asOf).map(valuesOf)
  const chance = Float64Array.from(all, ({ sums }) => smallerChance(sums))
  const adjusted = adjustedChances(chance)
  const alarm = Uint8Array.from(of === 'series' ? chance : adjusted, (value) => (value <= falseAlarms ? 1 : 0))
  const column = () => new Float64Array(all.length).fill(Number.NaN)
  const losses = { since: column(), before: column(), after: column(), missingAmount: column() }
  all.forEach(({ days, values, sums }, at) => {
    if (!alarm[at]) return
    const turn = turnOf(sums)
    const [before, after] = [meanOf(values.subarray(0, turn)), meanOf(values.subarray(turn))]
    losses.since[at] = days[turn] as number
    losses.before[at] = before
    losses.after[at] = after
    losses.missingAmount[at] = (before - after) * (values.length - turn)
  })
  return { chance, adjusted, alarm, ...losses }
}

/** Sums of the logarithms up to each order, and of their squared distances from the mean of all. */
type Sums = { readonly until: Float64Array; readonly squares: number }

function valuesOf({ days, valueUntil }: OrderSeries) {
  const each = valueUntil.map((value, at) => value - (at ? (valueUntil[at - 1] as number) : 0))
  const kept = days.map((_, at) => at).filter((at) => (each[at] as number) > 0)
  const values = Float64Array.from(kept, (at) => each[at] as number)
  const logs = values.map(Math.log)
  const mean = meanOf(logs)
  const until = new Float64Array(logs.length + 1)
  let squares = 0
  logs.forEach((log, at) => {
    until[at + 1] = (until[at] as number) + log - mean
    squares += (log - mean) ** 2
  })
  return { days: Int32Array.from(kept, (at) => days[at] as number), values, sums: { until, squares } satisfies Sums }
}

function smallerChance(sums: Sums): number {
  const count = sums.until.length - 1
  if (count < ENOUGH) return Number.NaN
  let [least, looks] = [1, 0]
  for (let last = 2; 2 * last <= count; last *= 2) {
    looks++
    least = Math.min(least, tail(studentT(sums, count - last), count - 2))
  }
  return -Math.expm1((1 + NEXT_LOOK * (looks - 1)) * Math.log1p(-least))
}

/** Student's t of the first `turn` orders' mean over the others': positive where the later ones are smaller. */
function studentT({ until, squares }: Sums, turn: number): number {
  const count = until.length - 1
  // Distances from the mean of all sum to nothing: the later ones are the earlier ones' negative.
  const between = ((until[turn] as number) ** 2 * count) / (turn * (count - turn))
  const within = squares - between
  if (between <= 1e-20 * count) return 0
  return (Math.sign(until[turn] as number) * Math.sqrt(between)) / Math.sqrt(Math.max(within, 1e-30) / (count - 2))
}

/** P(T > t) of Student's distribution. */
function tail(t: number, freedom: number): number {
  const half = betaTail((t * t) / (freedom + t * t), 0.5, freedom / 2) / 2
  return t >= 0 ? half : 1 - half
}

/** Place of the first of the smaller orders, where two means explain the logarithms best. */
function turnOf(sums: Sums): number {
  const count = sums.until.length - 1
  let [best, greatest] = [1, -Infinity]
  for (let turn = 1; turn < count; turn++) {
    const t = studentT(sums, turn)
    if (t > greatest) [best, greatest] = [turn, t]
  }
  return best
}

const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
