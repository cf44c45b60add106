import { numbered } from '../churn/lines-of-orders.ts'
import { type BoughtDays, firstDayOf, keyOf } from '../customers/bought-days.ts'
import type { History } from './history.ts'

/** What each customer brought, by his key, in any order. */
export interface Brought {
  key: Float64Array
  /** Returns deducted. */
  revenue: Float64Array
  /** After the day of his first purchase. */
  later: Float64Array
}

/**
 * Histories of who ever bought, by key. `until`: the day that parts; `from` leaves out who first bought before. What is ordered on one
 * day is one purchase.
 */
export function historyOfDays(
  { code, days }: BoughtDays,
  brought: Brought,
  { from, until }: { from: number | undefined; until: number },
): { keys: Float64Array; history: History } {
  const whoseMonth = new Int32Array(code.length)
  for (let at = 0; at < code.length; at++) whoseMonth[at] = keyOf(code[at] as number)
  const { keys, seriesOf } = numbered(whoseMonth)
  const column = (value: number) => new Float64Array(keys.length).fill(value)
  const history: History = {
    firstDay: column(Number.POSITIVE_INFINITY),
    lastDay: column(Number.NEGATIVE_INFINITY),
    purchases: column(0),
    laterE4: column(0),
    revenueE4: column(0),
    lastDayBefore: column(Number.NaN),
    purchasesBefore: column(0),
  }
  for (let at = 0; at < code.length; at++)
    take(
      history,
      seriesOf[whoseMonth[at] as number] as number,
      firstDayOf(code[at] as number),
      days[at] as number,
      until,
    )
  for (let at = 0; at < brought.key.length; at++) {
    const whose = seriesOf[brought.key[at] as number] ?? -1
    if (whose < 0) continue
    history.revenueE4[whose] = brought.revenue[at] as number
    history.laterE4[whose] = brought.later[at] as number
  }
  return from === undefined ? { keys: Float64Array.from(keys), history } : since(from, keys, history)
}

/** A month of a customer; its days and `first` one by one, for there are a million. */
function take(history: History, whose: number, first: number, days: number, until: number): void {
  const { firstDay, lastDay, purchases, lastDayBefore, purchasesBefore } = history
  const [from, to] = [first + lowest(days), first + highest(days)]
  if (from < (firstDay[whose] as number)) firstDay[whose] = from
  if (to > (lastDay[whose] as number)) lastDay[whose] = to
  purchases[whose] = (purchases[whose] as number) + count(days)
  if (first > until) return
  const known = until - first >= 31 ? days : days & (2 ** (until - first + 1) - 1)
  if (known === 0) return
  const last = first + highest(known)
  if (!(last <= (lastDayBefore[whose] as number))) lastDayBefore[whose] = last
  purchasesBefore[whose] = (purchasesBefore[whose] as number) + count(known)
}

const highest = (bits: number) => 31 - Math.clz32(bits)
const lowest = (bits: number) => highest(bits & -bits)

/** Bits that are set. */
function count(bits: number): number {
  const pairs = bits - ((bits >> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >> 2) & 0x33333333)
  return Math.imul((fours + (fours >> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Who first bought before has no history in the period. */
function since(from: number, keys: Int32Array, history: History) {
  const kept = Int32Array.from(keys.keys()).filter((at) => (history.firstDay[at] as number) >= from)
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
