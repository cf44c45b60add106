/** Lines of orders, one place per line, in any order. */
export type OrderLines = {
  /** Whose: a whole number from 0 for each customer, or each customer and lane, or customer and service. */
  readonly series: ArrayLike<number>
  /** Days since 1970-01-01, whole. */
  readonly day: ArrayLike<number>
  /** In one currency. Below 0: a return, which is no order but lowers the value. */
  readonly amount: ArrayLike<number>
}

/** Places are made for all up to the highest. */
const MOST_SERIES = 2 ** 24

/** Days since 1970-01-01 far enough to either side for any business: a table of all between is kept. */
export const isDay = (day: number) => Number.isInteger(day) && Math.abs(day) <= 100_000

/** One series: days of orders, ascending and different, and the value up to each of them. */
export type OrderSeries = { readonly days: Int32Array; readonly valueUntil: Float64Array }

/**
 * Lines grouped into series, those after `until` left out; at place n the series n. What is ordered on one day is one order.
 * @throws {RangeError} for columns of unequal length, a series or day that is not whole, an amount that is not finite
 */
export function groupOrders({ series, day, amount }: OrderLines, until: number): OrderSeries[] {
  if (day.length !== series.length || amount.length !== series.length) {
    throw new RangeError('series, day and amount must be of one length.')
  }
  let count = 0
  for (let at = 0; at < series.length; at++) {
    const id = series[at] as number
    if (!(Number.isInteger(id) && id >= 0 && id < MOST_SERIES)) {
      throw new RangeError(`series[${at}] must be a whole number from 0 to ${MOST_SERIES - 1}, not ${id}.`)
    }
    if (!isDay(day[at] as number)) throw new RangeError(`day[${at}] must be a whole day of 1697…2243, not ${day[at]}.`)
    if (!Number.isFinite(amount[at])) throw new RangeError(`amount[${at}] must be finite, not ${amount[at]}.`)
    if (id >= count) count = id + 1
  }
  const { ends, ...lines } = linesBySeries({ series, day, amount }, until, count)
  const kept = { days: new Int32Array(lines.day.length), valueUntil: new Float64Array(lines.day.length) }
  return Array.from(ends, (end, id) => {
    const from = id === 0 ? 0 : (ends[id - 1] as number)
    sortLines(lines, from, end)
    return seriesOf(lines, from, end, kept)
  })
}

type Lines = { readonly day: Int32Array; readonly amount: Float64Array }

/**
 * The lines up to `until`, those of a series together, and where those of each end. Moved, not pointed at: whoever goes from one to the
 * next of a customer finds it beside.
 */
function linesBySeries(
  { series, day, amount }: OrderLines,
  until: number,
  count: number,
): Lines & { ends: Int32Array } {
  const ends = new Int32Array(count)
  let lines = 0
  for (let at = 0; at < series.length; at++) {
    if ((day[at] as number) > until) continue
    ends[series[at] as number] = (ends[series[at] as number] as number) + 1
    lines++
  }
  for (let id = 0, end = 0; id < count; id++) {
    const own = ends[id] as number
    ends[id] = end
    end += own
  }
  const moved = { day: new Int32Array(lines), amount: new Float64Array(lines) }
  for (let at = 0; at < series.length; at++) {
    const on = day[at] as number
    if (on > until) continue
    const id = series[at] as number
    const place = ends[id] as number
    moved.day[place] = on
    moved.amount[place] = amount[at] as number
    ends[id] = place + 1
  }
  return { ...moved, ends }
}

/** So many places a line is moved one by one. */
const few = 8

/** By amount within a day, so that sums are the same to the last bit whatever the order of the lines. */
function sortLines({ day, amount }: Lines, from: number, end: number): void {
  for (let at = from + 1; at < end; at++) {
    const [on, value] = [day[at] as number, amount[at] as number]
    let hole = at
    for (; hole > from && isLater(day[hole - 1] as number, amount[hole - 1] as number, on, value); hole--) {
      // Most come day after day; a day then has a line or two out of order.
      if (at - hole > few) {
        put({ day, amount }, hole, on, value)
        sortAll(day.subarray(from, end), amount.subarray(from, end))
        return
      }
      put({ day, amount }, hole, day[hole - 1] as number, amount[hole - 1] as number)
    }
    put({ day, amount }, hole, on, value)
  }
}

const isLater = (day: number, amount: number, otherDay: number, otherAmount: number) =>
  day > otherDay || (day === otherDay && amount > otherAmount)

function put({ day, amount }: Lines, at: number, on: number, value: number): void {
  day[at] = on
  amount[at] = value
}

function sortAll(day: Int32Array, amount: Float64Array): void {
  const [days, amounts] = [day.slice(), amount.slice()]
  const places = Uint32Array.from(days.keys()).sort(
    (i, j) => (days[i] as number) - (days[j] as number) || (amounts[i] as number) - (amounts[j] as number),
  )
  for (let at = 0; at < places.length; at++)
    put({ day, amount }, at, days[places[at] as number] as number, amounts[places[at] as number] as number)
}

/** Written from `from` on into columns that all series share: a million small arrays would be swept up for longer than they are used. */
function seriesOf({ day, amount }: Lines, from: number, to: number, { days, valueUntil }: OrderSeries): OrderSeries {
  let end = from
  let value = 0
  for (let at = from; at < to; at++) {
    value += amount[at] as number
    if ((amount[at] as number) >= 0 && !(end > from && days[end - 1] === day[at])) {
      days[end] = day[at] as number
      valueUntil[end++] = value
    } else if (end > from) valueUntil[end - 1] = value
  }
  return { days: days.subarray(from, end), valueUntil: valueUntil.subarray(from, end) }
}
