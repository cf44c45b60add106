import type { SavedView } from '@quayside/contract'
import type { ColumnPlace } from '../../../ui/table/columns.ts'

export type Saved = NonNullable<SavedView['definition']['columns']>

/** Widest a view remembers. */
const widestPx = 1200

export const columnsOf = (shown: readonly { id: string; widthPx: number }[]): Saved =>
  shown.map(({ id, widthPx }) => ({ field: id, width: Math.min(widestPx, Math.round(widthPx)) }))

/** The places of a view's columns; what it does not name is hidden. */
export function placesOf(saved: Saved, columns: readonly { id: string }[]): ColumnPlace[] {
  const hidden = columns.filter((column) => !saved.some((one) => one.field === column.id))
  return [
    ...saved.map(({ field, width }) => ({ id: field, width, hidden: false })),
    ...hidden.map(({ id }) => ({ id, hidden: true })),
  ]
}
