import type { ReactNode } from 'react'

/** One column of a list. */
export interface Column<Row> {
  id: string
  title: string
  cell: (row: Row) => ReactNode
  /** Width in pixels before anybody pulls at it; wider screens share the rest in proportion. */
  width?: number
  /** `right` for figures. */
  align?: 'left' | 'right'
  /** Name the server sorts by; `true` when it is the column's id. */
  sort?: true | string
  /** Not shown until chosen. */
  hidden?: boolean
  /** Cannot be hidden or moved; the first column usually. */
  fixed?: boolean
  /** Place on the card that a row becomes on a telephone. */
  card?: 'title' | 'aside' | 'line' | 'none'
}

/** What a person made of a column: its place is its place in the list. */
export interface ColumnPlace {
  id: string
  width?: number
  hidden?: boolean
}

export const defaultWidthPx = 150
export const narrowestPx = 56

/** The remembered places applied to the columns that exist now: vanished ones are dropped, new ones come where they were declared. */
export function arrange<Row>(
  columns: readonly Column<Row>[],
  places: readonly ColumnPlace[],
): (Column<Row> & { shown: boolean; widthPx: number })[] {
  const known = new Map(columns.map((column) => [column.id, column]))
  const placed = new Set(places.map((place) => place.id))
  const order: ColumnPlace[] = places.filter((place) => known.has(place.id))
  columns.forEach((column, index) => {
    if (!placed.has(column.id)) order.splice(index, 0, { id: column.id, hidden: column.hidden })
  })
  const fixedFirst = [
    ...order.filter((place) => known.get(place.id)?.fixed),
    ...order.filter((place) => !known.get(place.id)?.fixed),
  ]
  return fixedFirst.flatMap((place) => {
    const column = known.get(place.id)
    if (!column) return []
    return [
      {
        ...column,
        shown: column.fixed === true || !place.hidden,
        widthPx: Math.max(narrowestPx, place.width ?? column.width ?? defaultWidthPx),
      },
    ]
  })
}

/** Moves one element so that it stands where `before` stands; to the end without it. */
export function moved<T extends { id: string }>(list: readonly T[], id: string, before: string | undefined): T[] {
  const element = list.find((one) => one.id === id)
  if (!element || id === before) return [...list]
  const rest = list.filter((one) => one.id !== id)
  const at = rest.findIndex((one) => one.id === before)
  rest.splice(at < 0 ? rest.length : at, 0, element)
  return rest
}
