import type { SavedView } from '@quayside/contract'
import type { ColumnPlace } from '../../../ui/table/columns.ts'

export type Saved = NonNullable<SavedView['definition']['columns']>

/** The columns as they stand on the screen, for a view to remember. */
export interface ShownColumns {
  columns: Saved
  /** They differ from those of the view shown, or from those everybody begins with. */
  changed: boolean
  /** The view remembers them now. */
  onSaved: () => void
}

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
