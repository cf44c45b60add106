/**
 * Ordinary least squares by the normal equations, for a few columns. Undefined where the columns depend on each other or no degree of
 * freedom is left. `errors`: standard errors of the coefficients.
 */
export function leastSquares(
  rows: readonly (readonly number[])[],
  values: readonly number[],
): { coefficients: Float64Array; errors: Float64Array } | undefined {
  const width = rows[0]?.length ?? 0
  if (rows.length <= width || width === 0) return undefined
  const products = Array.from({ length: width }, (_, i) =>
    Float64Array.from({ length: width }, (_, j) => dot(rows, (row) => (row[i] as number) * (row[j] as number))),
  )
  const inverse = invert(products)
  if (!inverse) return undefined
  const right = Array.from({ length: width }, (_, i) =>
    dot(rows, (row, at) => (row[i] as number) * (values[at] as number)),
  )
  const coefficients = Float64Array.from(inverse, (line) =>
    right.reduce((sum, value, j) => sum + value * (line[j] as number), 0),
  )
  const squares = dot(
    rows,
    (row, at) => ((values[at] as number) - row.reduce((sum, x, j) => sum + x * (coefficients[j] as number), 0)) ** 2,
  )
  const variance = squares / (rows.length - width)
  return { coefficients, errors: Float64Array.from(inverse, (line, i) => Math.sqrt(variance * (line[i] as number))) }
}

const dot = (rows: readonly (readonly number[])[], term: (row: readonly number[], at: number) => number) =>
  rows.reduce((sum, row, at) => sum + term(row, at), 0)

/** Gauss and Jordan's elimination with the largest pivot of the column. */
function invert(matrix: readonly Float64Array[]): Float64Array[] | undefined {
  const size = matrix.length
  const work: Float64Array[] = matrix.map((line, i) =>
    Float64Array.from({ length: 2 * size }, (_, j) => (j < size ? (line[j] as number) : j - size === i ? 1 : 0)),
  )
  for (let column = 0; column < size; column++) {
    let best = column
    for (let i = column; i < size; i++)
      if (Math.abs(work[i]?.[column] as number) > Math.abs(work[best]?.[column] as number)) best = i
    const pivot = work[best] as Float64Array
    const head = pivot[column] as number
    if (Math.abs(head) <= 1e-10 * Math.abs(matrix[column]?.[column] as number) || head === 0) return undefined
    work[best] = work[column] as Float64Array
    work[column] = pivot.map((value) => value / head)
    for (let i = 0; i < size; i++) {
      const factor = work[i]?.[column] as number
      if (i !== column)
        work[i] = (work[i] as Float64Array).map((value, j) => value - factor * (work[column]?.[j] as number))
    }
  }
  return work.map((line) => line.slice(size))
}
