import { numbered } from '../churn/lines-of-orders.ts'
import { type Unpacked, unpacked } from '../customers/packed-orders.ts'
import type { History } from './history.ts'

/** Orders as they lie in the warehouse, in any order. Bought: anything but returns is in it. */
export interface BoughtOrders extends Unpacked {
  /** Returns deducted. */
  amount: Float64Array
}

/** The same, with whose and when packed. */
export const historyOfPacked = (
  { code, amount }: { code: Float64Array; amount: Float64Array },
  period: Parameters<typeof historyOfOrders>[1],
) => historyOfOrders({ ...unpacked(code), amount }, period)

/**
 * Histories of who ever bought, by key, from all of his orders. `until`: the day that parts; `from` leaves out who first bought before.
 * What is ordered on one day is one purchase.
 */
export function historyOfOrders(
  orders: BoughtOrders,
  { from, until }: { from: number | undefined; until: number },
): { keys: Float64Array; history: History } {
  const { keys, seriesOf } = numbered(orders.key)
  const column = () => new Float64Array(keys.length).fill(Number.NaN)
  const sums = () => new Float64Array(keys.length)
  const history: History = {
    firstDay: column(),
    lastDay: column(),
    purchases: sums(),
    laterE4: sums(),
    revenueE4: sums(),
    lastDayBefore: column(),
    purchasesBefore: sums(),
  }
  const { places, ends } = placesOf(orders.key, seriesOf, keys.length)
  for (let whose = 0; whose < keys.length; whose++) {
    const own = places.subarray(whose === 0 ? 0 : ends[whose - 1], ends[whose])
    sortByDay(own, orders.day)
    for (let at = 0; at < own.length; at++) take(history, whose, orders, own[at] as number, until)
  }
  return whoBought(keys, history, from)
}

const add = (column: Float64Array, at: number, value: number) => {
  column[at] = (column[at] as number) + value
}

/** Of his orders day after day. A day's orders in whatever order: it counts as later when it is after the day of the first purchase. */
function take(history: History, whose: number, { day, amount, bought }: BoughtOrders, at: number, until: number): void {
  const on = day[at] as number
  add(history.revenueE4, whose, amount[at] as number)
  if (on > (history.firstDay[whose] as number)) add(history.laterE4, whose, amount[at] as number)
  if (bought[at] !== 1) return
  if (Number.isNaN(history.firstDay[whose])) history.firstDay[whose] = on
  if (history.lastDay[whose] === on) return
  history.lastDay[whose] = on
  add(history.purchases, whose, 1)
  if (on > until) return
  history.lastDayBefore[whose] = on
  add(history.purchasesBefore, whose, 1)
}

/** Places of the orders, those of a customer together as they follow one another, and where those of each end. */
function placesOf(key: Int32Array, seriesOf: Int32Array, count: number) {
  const ends = new Int32Array(count)
  for (let at = 0; at < key.length; at++) {
    const whose = seriesOf[key[at] as number] as number
    ends[whose] = (ends[whose] as number) + 1
  }
  for (let whose = 0, end = 0; whose < count; whose++) {
    const own = ends[whose] as number
    ends[whose] = end
    end += own
  }
  const places = new Int32Array(key.length)
  for (let at = 0; at < key.length; at++) {
    const whose = seriesOf[key[at] as number] as number
    places[ends[whose] as number] = at
    ends[whose] = (ends[whose] as number) + 1
  }
  return { places, ends }
}

/** The warehouse lays a customer's orders day after day: few are out of order. */
function sortByDay(places: Int32Array, day: Int32Array): void {
  for (let at = 1; at < places.length; at++)
    if ((day[places[at - 1] as number] as number) > (day[places[at] as number] as number)) {
      places.sort((one, other) => (day[one] as number) - (day[other] as number))
      return
    }
}

/** Who has nothing but returns, and who first bought before the period, has no history in it. */
function whoBought(keys: Int32Array, history: History, from: number | undefined) {
  const kept = Int32Array.from(keys.keys()).filter(
    (at) => (history.firstDay[at] as number) >= (from ?? Number.NEGATIVE_INFINITY),
  )
  const pick = (column: ArrayLike<number>) => Float64Array.from(kept, (at) => column[at] as number)
  return {
    keys: pick(keys),
    history: {
      firstDay: pick(history.firstDay),
      lastDay: pick(history.lastDay),
      purchases: pick(history.purchases),
      laterE4: pick(history.laterE4),
      revenueE4: pick(history.revenueE4),
      lastDayBefore: pick(history.lastDayBefore),
      purchasesBefore: pick(history.purchasesBefore),
    },
  }
}
