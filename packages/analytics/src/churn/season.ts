import type { OrderSeries } from './order-series.ts'

/** How much is ordered in each month of the year, January first, where 1 is the mean. */
export type MonthIndex = Float64Array

/** Orders by which the base's index is drawn to 1. */
const BASE_WEIGHT = 20

type Counted = { readonly orders: Float64Array; readonly expected: Float64Array }

/** Calendar months over the days that occur, so that a day's month is a look-up. */
export class Calendar {
  readonly firstDay: number
  /** First day of each month, ascending. */
  readonly starts: Int32Array
  readonly monthOfYear: Uint8Array
  private readonly slot: Uint16Array

  constructor(firstDay: number, lastDay: number) {
    const starts: number[] = []
    const months: number[] = []
    this.firstDay = firstDay
    this.slot = new Uint16Array(Math.max(0, lastDay - firstDay + 1))
    for (let day = firstDay; day <= lastDay; day++) {
      const date = new Date(day * 864e5)
      if (day === firstDay || date.getUTCDate() === 1) {
        starts.push(day)
        months.push(date.getUTCMonth())
      }
      this.slot[day - firstDay] = starts.length - 1
    }
    this.starts = Int32Array.from(starts)
    this.monthOfYear = Uint8Array.from(months)
  }

  slotOf(day: number): number {
    return this.slot[day - this.firstDay] as number
  }
}

/** Orders after the first, and what was to be expected at an even rate, by month of the year up to `until`. */
export function countMonths({ days }: OrderSeries, calendar: Calendar, until: number): Counted {
  const orders = new Float64Array(12)
  const expected = new Float64Array(12)
  const first = days[0]
  if (first === undefined || first >= until) return { orders, expected }
  let count = 0
  for (let at = 1; at < days.length && (days[at] as number) <= until; at++) {
    const month = calendar.monthOfYear[calendar.slotOf(days[at] as number)] as number
    orders[month] = (orders[month] as number) + 1
    count++
  }
  const rate = count / (until - first)
  for (let slot = calendar.slotOf(first); slot <= calendar.slotOf(until); slot++) {
    const from = Math.max(first, (calendar.starts[slot] as number) - 1)
    const to = Math.min(until, (calendar.starts[slot + 1] ?? until + 1) - 1)
    const month = calendar.monthOfYear[slot] as number
    expected[month] = (expected[month] as number) + rate * Math.max(0, to - from)
  }
  return { orders, expected }
}

/** Index of all series together, drawn to 1. */
export function baseIndex(all: readonly Counted[]): MonthIndex {
  const index = new Float64Array(12)
  for (let month = 0; month < 12; month++) {
    let [orders, expected] = [0, 0]
    for (const counted of all) {
      orders += counted.orders[month] as number
      expected += counted.expected[month] as number
    }
    index[month] = (orders + BASE_WEIGHT) / (expected + BASE_WEIGHT)
  }
  return index
}

/** A series' own index, drawn to the base's as if `weight` orders had been seen in it: the mean of a Gamma posterior. */
export function ownIndex({ orders, expected }: Counted, base: MonthIndex, weight: number): MonthIndex {
  return base.map(
    (usual, month) => ((orders[month] as number) + weight * usual) / ((expected[month] as number) + weight),
  )
}

/** Days as the series lives them: a day in a month of index 2 counts twice. From the first order to each, and to `now`. */
export function seasonalTimes(days: Int32Array, now: number, index: MonthIndex, calendar: Calendar) {
  const times = new Float64Array(days.length)
  let [time, day] = [0, days[0] as number]
  let slot = calendar.slotOf(day)
  const advance = (to: number) => {
    while (day < to) {
      const end = Math.min(to, (calendar.starts[slot + 1] ?? Infinity) - 1)
      time += (end - day) * (index[calendar.monthOfYear[slot] as number] as number)
      day = end
      if (day < to) {
        slot++
        time += index[calendar.monthOfYear[slot] as number] as number
        day++
      }
    }
    return time
  }
  for (let at = 0; at < days.length; at++) times[at] = advance(days[at] as number)
  return { times, now: advance(now) }
}
