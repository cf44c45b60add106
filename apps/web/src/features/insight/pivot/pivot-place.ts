import { PivotDimension, PivotMeasure, PivotOnly, usualQuestions } from '@quayside/contract'
import { z } from 'zod'
import { AnalysisPlace } from '../frame/analysis-place.ts'

/** What a fresh page shows. */
export const usual = usualQuestions.pivot.asks
/** In the address: no columns, where columns are usual. */
const noColumns = 'none'

export const PivotPlace = AnalysisPlace.extend({
  rows: z.string().max(200).optional(),
  columns: z.string().max(200).optional(),
  measures: z.string().max(200).optional(),
  only: PivotOnly.optional(),
  sort: z.enum(['value', 'name']).optional(),
})
export type PivotPlace = z.infer<typeof PivotPlace>

/** Names of an address that are none any more are left out. */
function known<Name extends string>(schema: z.ZodType<Name>, text: string): Name[] {
  return text.split(',').flatMap((name) => {
    const read = schema.safeParse(name)
    return read.success ? [read.data] : []
  })
}

export interface PivotAxes {
  rows: PivotDimension[]
  columns: PivotDimension[]
  measures: PivotMeasure[]
}

export function axesOf({ rows, columns, measures }: PivotPlace): PivotAxes {
  const down = known(PivotDimension, rows ?? usual.rows).slice(0, 3)
  return {
    rows: down.length > 0 ? down : [usual.rows],
    columns: known(PivotDimension, columns ?? usual.columns).slice(0, 2),
    measures: known(PivotMeasure, measures || usual.measures).slice(0, 4),
  }
}

export const axisText = (dimensions: readonly string[]) => (dimensions.length > 0 ? dimensions.join(',') : noColumns)

/** Conditions as values by dimension, and back. */
export function readOnly(only: string | undefined): Map<PivotDimension, string[]> {
  const values = new Map<PivotDimension, string[]>()
  for (const [name, value] of new URLSearchParams(only ?? '')) {
    const dimension = PivotDimension.safeParse(name)
    if (dimension.success) values.set(dimension.data, [...(values.get(dimension.data) ?? []), value])
  }
  return values
}

export function writeOnly(values: ReadonlyMap<PivotDimension, readonly string[]>): string | undefined {
  const pairs = [...values].flatMap(([name, all]) => all.map((value) => [name, value]))
  return pairs.length > 0 ? String(new URLSearchParams(pairs)) : undefined
}

/** The conditions of a cell: what it is of goes before the values the whole was narrowed to. */
export function onlyOfCell(
  only: string | undefined,
  { rows, columns }: PivotAxes,
  row: readonly string[],
  column: readonly string[],
): string | undefined {
  const values = readOnly(only)
  for (const [level, key] of row.entries()) if (rows[level]) values.set(rows[level], [key])
  for (const [level, key] of column.entries()) if (columns[level]) values.set(columns[level], [key])
  return writeOnly(values)
}
