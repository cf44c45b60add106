import type { DuckDBVector } from '@duckdb/node-api'

/** What vectors of whole numbers and doubles hold inside; not promised by the library, so it is looked at and else asked item by item. */
interface Inside {
  items?: unknown
  validity?: { data?: unknown; offset?: unknown }
}

/** Writes a vector into a column, NaN where there is none: as whole arrays where it lies as one, for an item costs fifty times as much. */
export function writeNumbers(column: Float64Array, from: number, vector: DuckDBVector): void {
  const { items, validity } = vector as unknown as Inside
  const isPlain = (items instanceof Float64Array || items instanceof Int32Array) && items.length === vector.itemCount
  const data = validity?.data
  if (isPlain && data === null) column.set(items, from)
  else if (isPlain && data instanceof BigUint64Array && validity?.offset === 0) {
    column.set(items, from)
    writeGaps(column.subarray(from, from + items.length), new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  } else
    for (let item = 0; item < vector.itemCount; item++) column[from + item] = Number(vector.getItem(item) ?? Number.NaN)
}

/** A bit for each item, the lowest first: 0 where there is none. */
function writeGaps(column: Float64Array, valid: Uint8Array): void {
  for (let item = 0; item < column.length; item++)
    if ((((valid[item >> 3] as number) >> (item & 7)) & 1) === 0) column[item] = Number.NaN
}
