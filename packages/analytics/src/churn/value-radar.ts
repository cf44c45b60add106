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
export function valueRadar(lines: OrderLines, options: RadarOptions): ValueRadar {
  const { asOf, falseAlarms } = options
  if (!isDay(asOf)) throw new RangeError(`asOf must be a whole day of 1697…2243, not ${asOf}.`)
  if (!(falseAlarms >= 0 && falseAlarms <= 1)) throw new RangeError(`falseAlarms must be 0…1, not ${falseAlarms}.`)
  return smallerRadar(groupOrders(lines, asOf), options)
}

/** The same of lines that are grouped already, up to `asOf`. */
export function smallerRadar(all: readonly OrderSeries[], { falseAlarms, of }: RadarOptions): ValueRadar {
  const most = all.reduce((length, { days }) => Math.max(length, days.length), 0)
  const room = { logs: new Float64Array(most), until: new Float64Array(most + 1) }
  const chance = Float64Array.from(all, (series) => smallerChance(sumsOf(series, room)))
  const adjusted = adjustedChances(chance)
  const alarm = Uint8Array.from(of === 'series' ? chance : adjusted, (value) => (value <= falseAlarms ? 1 : 0))
  const column = () => new Float64Array(all.length).fill(Number.NaN)
  const losses = { since: column(), before: column(), after: column(), missingAmount: column() }
  all.forEach((series, at) => {
    if (!alarm[at]) return
    const { days, values } = valuesOf(series)
    const turn = turnOf(sumsOf(series, room))
    const [before, after] = [meanOf(values.subarray(0, turn)), meanOf(values.subarray(turn))]
    losses.since[at] = days[turn] as number
    losses.before[at] = before
    losses.after[at] = after
    losses.missingAmount[at] = (before - after) * (values.length - turn)
  })
  return { chance, adjusted, alarm, ...losses }
}

/** Sums of the logarithms up to each of `count` orders, and of their squared distances from the mean of all. */
type Sums = { readonly count: number; readonly until: Float64Array; readonly squares: number }

const valueAt = ({ valueUntil }: OrderSeries, at: number) =>
  (valueUntil[at] as number) - (at ? (valueUntil[at - 1] as number) : 0)

/** Orders of a value above 0. */
function valuesOf(series: OrderSeries) {
  const kept = Int32Array.from(series.days.keys()).filter((at) => valueAt(series, at) > 0)
  const days = kept.map((at) => series.days[at] as number)
  return { days, values: Float64Array.from(kept, (at) => valueAt(series, at)) }
}

/** In arrays that are used again for the next series. */
function sumsOf(series: OrderSeries, { logs, until }: { logs: Float64Array; until: Float64Array }): Sums {
  let count = 0
  let sum = 0
  for (let at = 0; at < series.days.length; at++) {
    const value = valueAt(series, at)
    if (!(value > 0)) continue
    const log = Math.log(value)
    logs[count++] = log
    sum += log
  }
  const mean = sum / count
  let squares = 0
  for (let at = 0; at < count; at++) {
    const distance = (logs[at] as number) - mean
    until[at + 1] = (until[at] as number) + distance
    squares += distance ** 2
  }
  return { count, until, squares }
}

function smallerChance(sums: Sums): number {
  const { count } = sums
  if (count < ENOUGH) return Number.NaN
  let greatest = Number.NEGATIVE_INFINITY
  let looks = 0
  for (let last = 2; 2 * last <= count; last *= 2) {
    looks++
    greatest = Math.max(greatest, studentT(sums, count - last))
  }
  // The greater t, the smaller its tail: one is worked out, whatever was looked at.
  const least = tail(greatest, count - 2)
  return -Math.expm1((1 + NEXT_LOOK * (looks - 1)) * Math.log1p(-least))
}

/** Student's t of the first `turn` orders' mean over the others': positive where the later ones are smaller. */
function studentT({ count, until, squares }: Sums, turn: number): number {
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
  const { count } = sums
  let [best, greatest] = [1, -Infinity]
  for (let turn = 1; turn < count; turn++) {
    const t = studentT(sums, turn)
    if (t > greatest) [best, greatest] = [turn, t]
  }
  return best
}

const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
