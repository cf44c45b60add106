/** A column as its different values, ascending, and at which of them each row stands. */
export type Ranked = { readonly values: Float64Array; readonly at: Uint32Array }

export function ranked(column: ArrayLike<number>): Ranked {
  const values = different(column)
  return { values, at: Uint32Array.from(column, (value) => rankOf(value, values)) }
}

export type Counted = {
  /** The different rows, ascending by the first column, then by the second … */
  readonly columns: readonly Float64Array[]
  /** How often each of them occurs. */
  readonly weight: Float64Array
}

/**
 * Sorts rows and counts those that are equal. Each row is one number made of the ranks of its values: to sort numbers takes a tenth of
 * what comparing rows takes.
 * @param columns finite numbers, all columns of one length
 */
export function countEqual(columns: readonly ArrayLike<number>[]): Counted {
  const values = columns.map(different)
  const rows = new Float64Array(columns[0]?.length ?? 0)
  let kinds = 1
  for (const [at, column] of columns.entries()) {
    const known = values[at] as Float64Array
    kinds *= known.length
    // More than whole numbers can tell apart.
    if (kinds > Number.MAX_SAFE_INTEGER) return byComparing(columns)
    for (let row = 0; row < rows.length; row++)
      rows[row] = (rows[row] as number) * known.length + rankOf(column[row] as number, known)
  }
  rows.sort()
  const { kept, weight } = counted(rows)
  return { columns: decoded(kept, values), weight }
}

function byComparing(columns: readonly ArrayLike<number>[]): Counted {
  const difference = (i: number, j: number) => {
    for (const column of columns) {
      const apart = (column[i] as number) - (column[j] as number)
      if (apart !== 0) return apart
    }
    return 0
  }
  const order = new Uint32Array(columns[0]?.length ?? 0).map((_, at) => at).sort(difference)
  const firsts = order.filter((place, at) => at === 0 || difference(order[at - 1] as number, place) !== 0)
  const weight = new Float64Array(firsts.length)
  let row = -1
  for (const place of order) {
    if (place === firsts[row + 1]) row++
    weight[row] = (weight[row] as number) + 1
  }
  return { columns: columns.map((column) => Float64Array.from(firsts, (place) => column[place] as number)), weight }
}

function counted(sorted: Float64Array): { kept: Float64Array; weight: Float64Array } {
  const kept = sorted.filter((value, at) => value !== sorted[at - 1])
  const weight = new Float64Array(kept.length)
  for (let at = 0, place = -1; at < sorted.length; at++) {
    if (sorted[at] !== sorted[at - 1]) place++
    weight[place] = (weight[place] as number) + 1
  }
  return { kept, weight }
}

/** The last column is the last digit. */
function decoded(rows: Float64Array, values: readonly Float64Array[]): Float64Array[] {
  const rest = rows.slice()
  const columns: Float64Array[] = []
  for (const known of values.toReversed()) {
    columns.unshift(
      rest.map((code, at) => {
        const rank = code % known.length
        rest[at] = (code - rank) / known.length
        return known[rank] as number
      }),
    )
  }
  return columns
}

function different(column: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(column).sort()
  return sorted.filter((value, at) => value !== sorted[at - 1])
}

/** Place of a value in an ascending list that has it. */
function rankOf(value: number, known: Float64Array): number {
  let [low, high] = [0, known.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((known[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
