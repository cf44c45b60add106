import type { OrderSeries } from './order-series.ts'

/** How much is ordered in each month of the year, January first, where 1 is the mean. */
export type MonthIndex = Float64Array

/** Orders by which the base's index is drawn to 1. */
const BASE_WEIGHT = 20

/** Twelve places for each series: millions of small arrays would be swept up for longer than they are used. */
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

/** Orders after the first of each series, and what was to be expected at an even rate, by month of the year up to `until`. */
export function countMonths(all: readonly OrderSeries[], calendar: Calendar, until: number): Counted {
  const counted = { orders: new Float64Array(12 * all.length), expected: new Float64Array(12 * all.length) }
  for (const [at, { days }] of all.entries()) countOwnMonths(days, calendar, until, counted, 12 * at)
  return counted
}

function countOwnMonths(
  days: Int32Array,
  calendar: Calendar,
  until: number,
  { orders, expected }: Counted,
  from: number,
): void {
  const first = days[0]
  if (first === undefined || first >= until) return
  let count = 0
  for (let at = 1; at < days.length && (days[at] as number) <= until; at++) {
    const place = from + (calendar.monthOfYear[calendar.slotOf(days[at] as number)] as number)
    orders[place] = (orders[place] as number) + 1
    count++
  }
  const rate = count / (until - first)
  const last = calendar.slotOf(until)
  for (let slot = calendar.slotOf(first); slot <= last; slot++) {
    const begins = Math.max(first, (calendar.starts[slot] as number) - 1)
    const ends = Math.min(until, (calendar.starts[slot + 1] ?? until + 1) - 1)
    const place = from + (calendar.monthOfYear[slot] as number)
    expected[place] = (expected[place] as number) + rate * Math.max(0, ends - begins)
  }
}

/** Index of all series together, drawn to 1. */
export function baseIndex({ orders, expected }: Counted): MonthIndex {
  const index = new Float64Array(12)
  for (let month = 0; month < 12; month++) {
    let came = 0
    let due = 0
    for (let place = month; place < orders.length; place += 12) {
      came += orders[place] as number
      due += expected[place] as number
    }
    index[month] = (came + BASE_WEIGHT) / (due + BASE_WEIGHT)
  }
  return index
}

/**
 * A series' own index, drawn to the base's as if `weight` orders had been seen in it: the mean of a Gamma posterior. Written into `own`,
 * which serves for one series after the other.
 */
export function ownIndex(
  { orders, expected }: Counted,
  series: number,
  { base, weight, own }: { base: MonthIndex; weight: number; own: MonthIndex },
): MonthIndex {
  for (let month = 0; month < 12; month++) {
    const place = 12 * series + month
    own[month] = ((orders[place] as number) + weight * (base[month] as number)) / ((expected[place] as number) + weight)
  }
  return own
}

/** Days as the series lives them: a day in a month of index 2 counts twice. From the first order to each, into `times`; answers `now`. */
export function seasonalTimes(
  days: Int32Array,
  now: number,
  { index, calendar, times }: { index: MonthIndex; calendar: Calendar; times: Float64Array },
): number {
  const { starts, monthOfYear } = calendar
  let time = 0
  let day = days[0] as number
  let slot = calendar.slotOf(day)
  for (let at = 0; at <= days.length; at++) {
    const to = at < days.length ? (days[at] as number) : now
    while (day < to) {
      const end = Math.min(to, (starts[slot + 1] ?? Number.POSITIVE_INFINITY) - 1)
      time += (end - day) * (index[monthOfYear[slot] as number] as number)
      day = end
      if (day < to) {
        slot++
        time += index[monthOfYear[slot] as number] as number
        day++
      }
    }
    if (at < days.length) times[at] = time
  }
  return time
}
