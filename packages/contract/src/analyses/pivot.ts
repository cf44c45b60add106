import { z } from 'zod'
import { AnalysisBasis, AnalysisFilter, analysis } from './frame.ts'

/** What order lines can be counted by. */
export const PivotMeasure = z.enum([
  'revenue',
  'cost',
  'grossProfit',
  'grossMargin',
  'lines',
  'orders',
  'customers',
  'revenuePerOrder',
  'quantity',
  'weight',
  'freight',
  'onTimeShare',
])
export type PivotMeasure = z.infer<typeof PivotMeasure>

/** What order lines can be parted by. */
export const PivotDimension = z.enum([
  'account',
  'tier',
  'state',
  'kind',
  'industry',
  'owner',
  'team',
  'service',
  'mode',
  'category',
  'subCategory',
  'item',
  'region',
  'origin',
  'destination',
  'country',
  'vendor',
  'channel',
  'status',
  'year',
  'quarter',
  'month',
])
export type PivotDimension = z.infer<typeof PivotDimension>

/** Names separated by commas, each once. */
const listOf = (names: readonly string[], from: number, to: number) =>
  z
    .string()
    .max(200)
    .refine(
      (text) => {
        const given = text === '' ? [] : text.split(',')
        return (
          given.length >= from &&
          given.length <= to &&
          new Set(given).size === given.length &&
          given.every((name) => names.includes(name))
        )
      },
      `${from} to ${to} of ${names.join(', ')}, each once, separated by commas.`,
    )

const valuesAtMost = 200

/**
 * Conditions as in the search part of an address: `tier=A&tier=B&service=sea` are lines of A and B customers by sea. A dash as value:
 * not given.
 */
export const PivotOnly = z
  .string()
  .max(8_000)
  .refine(
    (text) => {
      const given = [...new URLSearchParams(text)]
      return given.length <= valuesAtMost && given.every(([name]) => PivotDimension.safeParse(name).success)
    },
    `At most ${valuesAtMost} conditions on ${PivotDimension.options.join(', ')}.`,
  )

export const pivotCellsAtMost = 100_000

export const pivot = analysis('pivot', {
  summary: 'Measures by dimensions of one’s choice 自由透视',
  tells: ['finance'],
  query: AnalysisFilter.extend({
    rows: listOf(PivotDimension.options, 1, 3).default('service'),
    columns: listOf(PivotDimension.options, 0, 2).default(''),
    measures: listOf(PivotMeasure.options, 1, 4).default('revenue'),
    only: PivotOnly.optional(),
    /** `value`: the largest of the first measure first. Periods are always in their order. */
    sort: z.enum(['value', 'name']).default('value'),
  }),
  reply: z.strictObject({
    basis: AnalysisBasis,
    rows: z.array(PivotDimension),
    columns: z.array(PivotDimension),
    measures: z.array(PivotMeasure),
    /** A row each: its keys from the outermost; fewer keys than dimensions: a subtotal, before its parts; none: the total, at the end. */
    rowKeys: z.array(z.array(z.string())),
    /** Likewise; subtotals come after their parts. */
    columnKeys: z.array(z.array(z.string())),
    /** For each row, for each column, for each measure. Money in ten-thousandths, weight in grams, shares 0…1; null: nothing there. */
    cells: z.array(z.array(z.number().nullable())),
    /** Of what has no name of its own: customers, owners, teams. */
    names: z.partialRecord(PivotDimension, z.record(z.string(), z.string())),
  }),
})
