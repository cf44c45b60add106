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
  const places: number[][] = []
  for (let at = 0; at < series.length; at++) {
    const id = series[at] as number
    if (!(Number.isInteger(id) && id >= 0 && id < MOST_SERIES)) {
      throw new RangeError(`series[${at}] must be a whole number from 0 to ${MOST_SERIES - 1}, not ${id}.`)
    }
    if (!isDay(day[at] as number)) throw new RangeError(`day[${at}] must be a whole day of 1697…2243, not ${day[at]}.`)
    if (!Number.isFinite(amount[at])) throw new RangeError(`amount[${at}] must be finite, not ${amount[at]}.`)
    while (places.length <= id) places.push([])
    if ((day[at] as number) <= until) places[id]?.push(at)
  }
  return places.map((own) => {
    // By amount within a day, so that sums are the same to the last bit whatever the order of the lines.
    own.sort((i, j) => (day[i] as number) - (day[j] as number) || (amount[i] as number) - (amount[j] as number))
    return seriesOf(own, day, amount)
  })
}

function seriesOf(places: number[], day: ArrayLike<number>, amount: ArrayLike<number>): OrderSeries {
  const days: number[] = []
  const valueUntil: number[] = []
  let value = 0
  for (const place of places) {
    value += amount[place] as number
    if ((amount[place] as number) >= 0 && days.at(-1) !== day[place]) {
      days.push(day[place] as number)
      valueUntil.push(value)
    } else if (days.length) valueUntil[days.length - 1] = value
  }
  return { days: Int32Array.from(days), valueUntil: Float64Array.from(valueUntil) }
}
