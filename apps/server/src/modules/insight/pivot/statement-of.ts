import { type PivotDimension, type PivotMeasure, pivotCellsAtMost } from '@quayside/contract'
import { dimensions } from '../frame/dimensions.ts'
import { notGiven } from '../frame/narrow.ts'
import { linesAndAccounts } from '../frame/orders-within.ts'
import { measures, type Sum, sums } from './measures.ts'

interface Asked {
  rows: readonly PivotDimension[]
  columns: readonly PivotDimension[]
  wanted: readonly PivotMeasure[]
  condition: string
}

/** All levels of both axes in one statement, so that what cannot be added up (customers, margins) is right in every total. */
export function statementOf({ rows, columns, wanted, condition }: Asked): string {
  const [ofRows, ofColumns] = [namedAs('r', rows), namedAs('c', columns)]
  const keyed = [...ofRows, ...ofColumns]
  const sets = levelsOf(ofRows).flatMap((row) =>
    levelsOf(ofColumns).map((column) => `(${[...row, ...column].join(', ')})`),
  )
  const figures = (sum: (name: Sum) => string) => wanted.map((one, at) => `${measures[one].sql(sum)} as m${at}`)
  const addsUp = wanted.every((one) => measures[one].of !== null)
  const selected = [
    ...keyed.map(({ name }) => name),
    ...figures(addsUp ? (name) => `sum(l.${name})` : (name) => sums[name]),
  ]
  const parts = addsUp
    ? summedOnce(keyed, wanted, condition)
    : `
      select ${[...keyed.map(({ dimension, name }) => `coalesce(${dimensions[dimension]}, '${notGiven}') as ${name}`), 'l.*'].join(', ')}
      from   ${linesAndAccounts} where ${condition}`
  return `
    select ${selected.join(', ')} from (${parts}) l
    group  by grouping sets (${sets.join(', ')})
    limit  ${Math.floor(pivotCellsAtMost / wanted.length) + 1}`
}

interface Keyed {
  dimension: PivotDimension
  name: string
}

const namedAs = (axis: 'r' | 'c', dimensions: readonly PivotDimension[]): Keyed[] =>
  dimensions.map((dimension, at) => ({ dimension, name: `${axis}${at}` }))

/** The total of all, then ever finer. */
const levelsOf = (keyed: readonly Keyed[]): string[][] =>
  Array.from({ length: keyed.length + 1 }, (_, depth) => keyed.slice(0, depth).map(({ name }) => name))

/** Lines summed by all keys at once: levels are then added up from some hundred rows, and keys made texts once each. */
function summedOnce(keyed: readonly Keyed[], wanted: readonly PivotMeasure[], condition: string): string {
  const names = [...new Set(wanted.flatMap((one) => measures[one].of ?? []))]
  const summed = names.map((name) => `${sums[name]} as ${name}`)
  const keys = keyed.map(({ dimension, name }) => `${groupedBy(dimension).key} as ${name}`)
  const told = keyed.map(
    ({ dimension, name }) => `coalesce(${groupedBy(dimension).told(`s.${name}`)}, '${notGiven}') as ${name}`,
  )
  return `
      select ${[...told, ...names.map((name) => `s.${name}`)].join(', ')}
      from  (select ${[...keys, ...summed].join(', ')} from ${linesAndAccounts} where ${condition}
             ${keyed.length > 0 ? `group by ${keyed.map((_, at) => at + 1).join(', ')}` : ''}) s`
}

/** What a dimension is grouped by, and the text that it is told as. */
interface Grouped {
  key: string
  told(key: string): string
}

const groupedBy = (dimension: PivotDimension): Grouped =>
  quick[dimension] ?? { key: dimensions[dimension], told: (key) => key }

const yearOf = 'extract(year from l.ordered_on)'
const partOfYear = (part: 'quarter' | 'month', parts: 4 | 12): Grouped => ({
  key: `(${yearOf} * ${parts} + extract(${part} from l.ordered_on) - 1)::integer`,
  told: (key) =>
    `make_date(((${key} - ${key} % ${parts}) / ${parts})::integer, (${key} % ${parts} * ${12 / parts} + 1)::integer, 1)::varchar`,
})

/** Numbers instead of texts where millions of lines are grouped. */
const quick: Partial<Record<PivotDimension, Grouped>> = {
  year: { key: `${yearOf}::integer`, told: (key) => `make_date(${key}, 1, 1)::varchar` },
  quarter: partOfYear('quarter', 4),
  month: partOfYear('month', 12),
}
