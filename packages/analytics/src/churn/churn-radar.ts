import { benjaminiHochberg } from '../association/benjamini-hochberg.ts'
import { baseUnevenness, gapShape, regularityOf } from './gap-shape.ts'
import { groupOrders, isDay, type OrderLines, type OrderSeries } from './order-series.ts'
import { baseIndex, Calendar, countMonths, type MonthIndex, ownIndex, seasonalTimes } from './season.ts'
import { leastChance } from './silence.ts'
import { findSlowdown } from './slowdown.ts'

export type RadarOptions = {
  /** Last day seen, days since 1970-01-01; lines after it are left out. */
  readonly asOf: number
  /** 0…1: how often an alarm may be false. */
  readonly falseAlarms: number
  /**
   * `series`: that share of those who keep their rhythm is alarmed about. `alarms`: that share of the alarms is false, by Benjamini
   * and Hochberg's procedure over all series.
   */
  readonly of: 'series' | 'alarms'
  /** Seasons are learned from what is older than so many days, so that a loss is not taken for a season. Default 180. */
  readonly seasonDelayDays?: number
  /** Orders by which the own season is drawn to the base's. Default 36. */
  readonly seasonWeight?: number
}

/** One place per series. NaN where a series has fewer than four orders: too few for a rhythm. */
export type Radar = {
  /** Chance of a silence or slowness like this in one who keeps his rhythm. */
  readonly chance: Float64Array
  /** The same, adjusted for having looked at all series. */
  readonly adjusted: Float64Array
  /** 1: alarm. */
  readonly alarm: Uint8Array
  /** Day of the last order in the old rhythm, where there is an alarm. */
  readonly since: Float64Array
  /** Orders per year before and after that day, season taken out. */
  readonly before: Float64Array
  readonly after: Float64Array
  /** Orders, and their value at the average until that day, that have not come since. */
  readonly missingOrders: Float64Array
  readonly missingAmount: Float64Array
  /** Index of the months of the year over all series, January first. */
  readonly season: MonthIndex
}

/** Orders a series must have. */
const ENOUGH = 4
/** Of the looks at 1, 2, 4 … gaps each after the first counts as this much of an independent one; found by simulation. */
const NEXT_LOOK = 0.68

/**
 * Churn radar 流失预警: who orders less than his own rhythm and season let expect, since when, and what it costs. Works on customers as
 * on customers by lane or service. Gaps between orders are Gamma distributed in seasonal time, with each series' own mean, and its
 * regularity and season drawn to the base's. The order of the lines does not matter.
 * @throws {RangeError} for lines that are none, a day or share that is none
 */
export function churnRadar(lines: OrderLines, options: RadarOptions): Radar {
  checkOptions(options)
  return rhythmRadar(groupOrders(lines, options.asOf), options)
}

/** The same of lines that are grouped already, up to `asOf`. */
export function rhythmRadar(all: readonly OrderSeries[], options: RadarOptions): Radar {
  const { asOf, falseAlarms, of, seasonDelayDays = 180, seasonWeight = 36 } = options
  const { rhythms, season } = rhythmsOf(all, asOf, asOf - seasonDelayDays, seasonWeight)
  const unevenness = baseUnevenness(rhythms.filter(isGiven).map(({ times }) => regularityOf(times)))
  const chance = Float64Array.from(rhythms, (rhythm) => (rhythm ? rhythmChance(rhythm, unevenness) : Number.NaN))
  const adjusted = adjustedChances(chance)
  const alarm = Uint8Array.from(of === 'series' ? chance : adjusted, (value) => (value <= falseAlarms ? 1 : 0))
  return { chance, adjusted, alarm, ...lossesOf(all, rhythms, alarm), season }
}

type Rhythm = { readonly times: Float64Array; readonly now: number }

const isGiven = <Value>(value: Value | undefined): value is Value => value !== undefined

export function checkOptions({ asOf, falseAlarms, seasonDelayDays = 180, seasonWeight = 36 }: RadarOptions): void {
  if (!isDay(asOf)) throw new RangeError(`asOf must be a whole day of 1697…2243, not ${asOf}.`)
  if (!(falseAlarms >= 0 && falseAlarms <= 1)) throw new RangeError(`falseAlarms must be 0…1, not ${falseAlarms}.`)
  if (!(Number.isInteger(seasonDelayDays) && seasonDelayDays >= 0)) {
    throw new RangeError(`seasonDelayDays must be a whole number, 0 or more, not ${seasonDelayDays}.`)
  }
  if (!(seasonWeight > 0)) throw new RangeError(`seasonWeight must be above 0, not ${seasonWeight}.`)
}

/** Times of the orders of each series that has enough of them, in its own seasonal days. */
function rhythmsOf(all: readonly OrderSeries[], asOf: number, learnUntil: number, weight: number) {
  const firstDay = all.reduce((least, { days }) => Math.min(least, days[0] ?? asOf), asOf)
  const calendar = new Calendar(firstDay, asOf)
  const counted = countMonths(all, calendar, learnUntil)
  const season = baseIndex(counted)
  const own = new Float64Array(12)
  const times = new Float64Array(all.reduce((sum, { days }) => sum + days.length, 0))
  let end = 0
  const rhythms = all.map(({ days }, at): Rhythm | undefined => {
    if (days.length < ENOUGH) return undefined
    const from = end
    end += days.length
    const lived = times.subarray(from, end)
    const index = ownIndex(counted, at, { base: season, weight, own })
    return { times: lived, now: seasonalTimes(days, asOf, { index, calendar, times: lived }) }
  })
  return { rhythms, season }
}

function rhythmChance({ times, now }: Rhythm, unevenness: number): number {
  const { least, looks } = leastChance(times, now, gapShape(regularityOf(times), unevenness))
  // 1 − (1 − least)^independent, without losing small ones.
  return -Math.expm1((1 + NEXT_LOOK * (looks - 1)) * Math.log1p(-least))
}

/** Benjamini and Hochberg over the places that are not NaN. */
export function adjustedChances(chance: Float64Array): Float64Array {
  const told = benjaminiHochberg(chance.filter((value) => !Number.isNaN(value)))
  let next = 0
  return chance.map((value) => (Number.isNaN(value) ? value : (told[next++] as number)))
}

function lossesOf(all: readonly OrderSeries[], rhythms: readonly (Rhythm | undefined)[], alarm: Uint8Array) {
  const column = () => new Float64Array(all.length).fill(Number.NaN)
  const losses = {
    since: column(),
    before: column(),
    after: column(),
    missingOrders: column(),
    missingAmount: column(),
  }
  rhythms.forEach((rhythm, at) => {
    const slowdown = rhythm && alarm[at] ? findSlowdown(rhythm.times, rhythm.now) : undefined
    const series = all[at]
    if (!slowdown || !series) return
    losses.since[at] = series.days[slowdown.at] as number
    losses.before[at] = 365.25 * slowdown.rateBefore
    losses.after[at] = 365.25 * slowdown.rateAfter
    losses.missingOrders[at] = slowdown.missing
    losses.missingAmount[at] = (slowdown.missing * (series.valueUntil[slowdown.at] as number)) / (slowdown.at + 1)
  })
  return losses
}
