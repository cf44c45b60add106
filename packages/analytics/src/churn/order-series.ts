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
  const { places, ends } = placesBySeries(series, day, until, count)
  const kept = { days: new Int32Array(places.length), valueUntil: new Float64Array(places.length) }
  return Array.from(ends, (end, id) => {
    const own = places.subarray(id === 0 ? 0 : ends[id - 1], end)
    sortPlaces(own, day, amount)
    return seriesOf(own, day, amount, kept, end - own.length)
  })
}

/** Places of the lines up to `until`, those of a series together, and where those of each end. */
function placesBySeries(series: ArrayLike<number>, day: ArrayLike<number>, until: number, count: number) {
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
  const places = new Int32Array(lines)
  for (let at = 0; at < series.length; at++) {
    if ((day[at] as number) > until) continue
    const id = series[at] as number
    places[ends[id] as number] = at
    ends[id] = (ends[id] as number) + 1
  }
  return { places, ends }
}

/** By amount within a day, so that sums are the same to the last bit whatever the order of the lines. */
function sortPlaces(places: Int32Array, day: ArrayLike<number>, amount: ArrayLike<number>): void {
  const compare = (i: number, j: number) =>
    (day[i] as number) - (day[j] as number) || (amount[i] as number) - (amount[j] as number)
  // Most come day after day; a day then has a line or two out of order.
  for (let at = 1; at < places.length; at++)
    if ((day[places[at - 1] as number] as number) > (day[places[at] as number] as number)) {
      places.sort(compare)
      return
    }
  for (let at = 1; at < places.length; at++) {
    const place = places[at] as number
    let hole = at
    for (; hole > 0 && compare(places[hole - 1] as number, place) > 0; hole--) {
      // Many lines on one day.
      if (at - hole > few) {
        places[hole] = place
        places.sort(compare)
        return
      }
      places[hole] = places[hole - 1] as number
    }
    places[hole] = place
  }
}

/** So many places a line is moved one by one. */
const few = 8

/** Written from `from` on into columns that all series share: a million small arrays would be swept up for longer than they are used. */
function seriesOf(
  places: Int32Array,
  day: ArrayLike<number>,
  amount: ArrayLike<number>,
  { days, valueUntil }: OrderSeries,
  from: number,
): OrderSeries {
  let end = from
  let value = 0
  for (let at = 0; at < places.length; at++) {
    const place = places[at] as number
    value += amount[place] as number
    if ((amount[place] as number) >= 0 && !(end > from && days[end - 1] === day[place])) {
      days[end] = day[place] as number
      valueUntil[end++] = value
    } else if (end > from) valueUntil[end - 1] = value
  }
  return { days: days.subarray(from, end), valueUntil: valueUntil.subarray(from, end) }
}
