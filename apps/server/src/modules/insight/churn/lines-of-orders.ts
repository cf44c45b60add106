import type { OrderLines } from '@quayside/analytics'

/** Orders as they lie in the warehouse, in any order. */
export interface RawOrders {
  /** Of the warehouse's accounts. */
  key: Float64Array
  day: Float64Array
  /** Without what came back; NaN where nothing but returns is in it. */
  amount: Float64Array
  /** What came back: 0 or below. */
  back: Float64Array
}

export interface LinesOfOrders {
  /** Of each series, ascending. */
  keys: Int32Array
  lines: OrderLines & { series: Int32Array; day: Int32Array; amount: Float64Array }
}

/** A series for each account. Returns apart: they lower the value and are no orders. */
export function linesOfOrders({ key, day, amount, back }: RawOrders): LinesOfOrders {
  const { keys, seriesOf } = numbered(key)
  let count = 0
  for (let at = 0; at < key.length; at++)
    count += (Number.isNaN(amount[at]) ? 0 : 1) + ((back[at] as number) < 0 ? 1 : 0)
  const lines = { series: new Int32Array(count), day: new Int32Array(count), amount: new Float64Array(count) }
  let line = 0
  const add = (at: number, value: number) => {
    lines.series[line] = seriesOf[key[at] as number] as number
    lines.day[line] = day[at] as number
    lines.amount[line++] = value
  }
  for (let at = 0; at < key.length; at++) {
    if (!Number.isNaN(amount[at])) add(at, amount[at] as number)
    if ((back[at] as number) < 0) add(at, back[at] as number)
  }
  return { keys, lines }
}

/** Numbers from 0 for the keys that occur, in their order. */
export function numbered(key: Float64Array): { keys: Int32Array; seriesOf: Int32Array } {
  let highest = -1
  for (const one of key) highest = Math.max(highest, one)
  const seriesOf = new Int32Array(highest + 1).fill(-1)
  for (const one of key) seriesOf[one] = 0
  const keys: number[] = []
  for (let one = 0; one <= highest; one++) if (seriesOf[one] === 0) seriesOf[one] = keys.push(one) - 1
  return { keys: Int32Array.from(keys), seriesOf }
}
