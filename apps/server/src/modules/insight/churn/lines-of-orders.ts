import type { OrderLines } from '@quayside/analytics'

/** Lines as they lie in the warehouse, in any order; returns apart: they lower the value and are no orders. */
export interface RawLines {
  /** Of the warehouse's accounts. */
  key: Int32Array
  day: Int32Array
  amount: Float64Array
}

export interface SeriesOfLines {
  /** Of each series, ascending. */
  keys: Int32Array
  lines: OrderLines & { series: Int32Array; day: Int32Array; amount: Float64Array }
}

/** A series for each account. */
export function seriesOfLines({ key, day, amount }: RawLines): SeriesOfLines {
  const { keys, seriesOf } = numbered(key)
  const series = new Int32Array(key.length)
  for (let at = 0; at < key.length; at++) series[at] = seriesOf[key[at] as number] as number
  return { keys, lines: { series, day, amount } }
}

/** Numbers from 0 for the keys that occur, in their order. */
export function numbered(key: Int32Array): { keys: Int32Array; seriesOf: Int32Array } {
  let highest = -1
  for (let at = 0; at < key.length; at++) if ((key[at] as number) > highest) highest = key[at] as number
  const seriesOf = new Int32Array(highest + 1).fill(-1)
  for (let at = 0; at < key.length; at++) seriesOf[key[at] as number] = 0
  const keys: number[] = []
  for (let one = 0; one <= highest; one++) if (seriesOf[one] === 0) seriesOf[one] = keys.push(one) - 1
  return { keys: Int32Array.from(keys), seriesOf }
}
