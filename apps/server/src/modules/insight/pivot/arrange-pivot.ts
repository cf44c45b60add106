import { type PivotDimension, pivotCellsAtMost } from '@quayside/contract'
import { Refusal } from '../../../platform/refusal.ts'
import type { Columns } from '../../../warehouse/engine.ts'

const byTime: ReadonlySet<PivotDimension> = new Set(['year', 'quarter', 'month'])
const separator = '\u0000'

interface Axes {
  rows: readonly PivotDimension[]
  columns: readonly PivotDimension[]
  measures: number
  sort: 'value' | 'name'
}

interface Arranged {
  rowKeys: string[][]
  columnKeys: string[][]
  cells: (number | null)[][]
}

/** Groups of `grouping sets` (columns r0…, c0…, m0…; null where a dimension is summed over) as a table with totals and subtotals. */
export function arrangePivot(found: Columns, { rows, columns, measures, sort }: Axes): Arranged {
  const groups = found.m0?.length ?? 0
  const pathsOf = (prefix: string, depth: number) =>
    Array.from({ length: groups }, (_, at) => {
      const path: string[] = []
      for (let level = 0; level < depth; level++) {
        const key = found[`${prefix}${level}`]?.[at]
        if (key === null || key === undefined) break
        path.push(String(key))
      }
      return path
    })
  const rowOf = pathsOf('r', rows.length)
  const columnOf = pathsOf('c', columns.length)
  const valueAt = (at: number, measure: number) => (found[`m${measure}`]?.[at] as number | null | undefined) ?? null
  // What a whole row or column comes to: the groups summed over the other axis.
  const rowTotals = totalsOf(rowOf, columnOf, (at) => valueAt(at, 0))
  const columnTotals = totalsOf(columnOf, rowOf, (at) => valueAt(at, 0))
  const rowKeys = ordered(rowOf, rows, rowTotals, sort, 'before')
  const columnKeys = ordered(columnOf, columns, columnTotals, sort, 'after')
  refuseTooMany(rowKeys.length * columnKeys.length * measures)
  const rowPlace = placesOf(rowKeys)
  const columnPlace = placesOf(columnKeys)
  const cells = rowKeys.map(() => new Array<number | null>(columnKeys.length * measures).fill(null))
  for (let at = 0; at < groups; at++) {
    const row = cells[rowPlace.get(keyOf(rowOf[at] ?? [])) ?? -1]
    const column = columnPlace.get(keyOf(columnOf[at] ?? [])) ?? -1
    if (row)
      for (let measure = 0; measure < measures; measure++) row[column * measures + measure] = valueAt(at, measure)
  }
  return { rowKeys, columnKeys, cells }
}

const keyOf = (path: readonly string[]) => path.join(separator)
const placesOf = (paths: readonly string[][]) => new Map(paths.map((path, at) => [keyOf(path), at]))

function totalsOf(
  paths: readonly string[][],
  others: readonly string[][],
  value: (at: number) => number | null,
): Map<string, number> {
  const totals = new Map<string, number>()
  for (const [at, path] of paths.entries()) if (others[at]?.length === 0) totals.set(keyOf(path), value(at) ?? 0)
  return totals
}

/** Every path once, parts together with their subtotal; the total of all at the end. */
function ordered(
  paths: readonly string[][],
  dimensions: readonly PivotDimension[],
  totals: ReadonlyMap<string, number>,
  sort: 'value' | 'name',
  subtotals: 'before' | 'after',
): string[][] {
  const unique = new Map(paths.map((path) => [keyOf(path), path]))
  const compare = (a: string[], b: string[]): number => {
    const depth = Math.min(a.length, b.length)
    for (let level = 0; level < depth; level++) {
      if (a[level] === b[level]) continue
      const [one, other] = [a.slice(0, level + 1), b.slice(0, level + 1)]
      const timely = byTime.has(dimensions[level] as PivotDimension)
      const worth = timely || sort === 'name' ? 0 : (totals.get(keyOf(other)) ?? 0) - (totals.get(keyOf(one)) ?? 0)
      return worth || compareText(a[level] ?? '', b[level] ?? '')
    }
    if (a.length === 0 || b.length === 0) return b.length - a.length
    return subtotals === 'before' ? a.length - b.length : b.length - a.length
  }
  return [...unique.values()].sort(compare)
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export function refuseTooMany(cells: number): void {
  if (cells <= pivotCellsAtMost) return
  throw new Refusal(
    'pivotTooLarge',
    422,
    `This table would have ${cells.toLocaleString('en')} cells or more; ${pivotCellsAtMost.toLocaleString('en')} are shown at most. Take a dimension away, or narrow it to fewer values or days.`,
    { extra: { cells, atMost: pivotCellsAtMost } },
  )
}
