import type { Column } from './columns.ts'

/** What the server calls the order by this column. */
export const sortKeyOf = <Row>(column: Column<Row>) => (column.sort === true ? column.id : column.sort)

/** Columns ordered by at once; `a,-b`: by a, and among equals by b, the largest first. */
const mostKeys = 4

/** Ascending, descending, unsorted: one after the other. Figures begin with the largest. `also`: the order by others stays before it. */
export function nextSort<Row>(column: Column<Row>, sort: string | undefined, also = false): string | undefined {
  const key = sortKeyOf(column)
  if (!key) return sort
  const order = column.align === 'right' ? [`-${key}`, key] : [key, `-${key}`]
  const keys = sort ? sort.split(',') : []
  if (!also) return sort === order[0] ? order[1] : sort === order[1] ? undefined : order[0]
  const at = keys.findIndex((one) => order.includes(one))
  if (at < 0) return keys.length < mostKeys ? [...keys, order[0]].join(',') : sort
  const next = keys[at] === order[0] ? keys.with(at, order[1] ?? key) : keys.toSpliced(at, 1)
  return next.length > 0 ? next.join(',') : undefined
}

/** Where in the order the column stands, from 1, and which way; undefined where it does not. */
export function placeInSort<Row>(column: Column<Row>, sort: string | undefined) {
  const key = sortKeyOf(column)
  const keys = sort ? sort.split(',') : []
  const at = keys.findIndex((one) => one.replace('-', '') === key)
  if (!key || at < 0) return undefined
  return {
    place: at + 1,
    of: keys.length,
    direction: keys[at] === key ? ('ascending' as const) : ('descending' as const),
  }
}
