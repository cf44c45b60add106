import type { Column } from './columns.ts'

/** What the server calls the order by this column. */
export const sortKeyOf = <Row>(column: Column<Row>) => (column.sort === true ? column.id : column.sort)

/** Ascending, descending, unsorted: one after the other. Figures begin with the largest. */
export function nextSort<Row>(column: Column<Row>, sort: string | undefined): string | undefined {
  const key = sortKeyOf(column)
  if (!key) return sort
  const order = column.align === 'right' ? [`-${key}`, key] : [key, `-${key}`]
  return sort === order[0] ? order[1] : sort === order[1] ? undefined : order[0]
}
