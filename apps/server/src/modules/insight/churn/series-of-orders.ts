import type { OrderLines } from '@quayside/analytics'

/** Rows by account, part and day, as the warehouse sorts them. */
export interface OrderedSums {
  key: ArrayLike<number>
  /** Absent: every customer is one series. */
  part?: readonly (string | null)[]
  day: ArrayLike<number>
  amount: ArrayLike<number>
}

export interface OrderSeriesOf {
  /** Of each series: its account, and the part of him. */
  keys: Int32Array
  parts: readonly (string | null)[]
  lines: { series: Int32Array; day: Int32Array; amount: Float64Array } & OrderLines
}

/** A series for each account and part: rows that follow one another with the same two. */
export function seriesOfOrders({ key, part, day, amount }: OrderedSums): OrderSeriesOf {
  const series = new Int32Array(key.length)
  const keys: number[] = []
  const parts: (string | null)[] = []
  for (let row = 0; row < key.length; row++) {
    if (row === 0 || key[row] !== key[row - 1] || part?.[row] !== part?.[row - 1]) {
      keys.push(key[row] as number)
      parts.push(part?.[row] ?? null)
    }
    series[row] = keys.length - 1
  }
  return {
    keys: Int32Array.from(keys),
    parts,
    lines: { series, day: Int32Array.from(day), amount: Float64Array.from(amount) },
  }
}
