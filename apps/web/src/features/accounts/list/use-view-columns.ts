import type { AccountRow } from '@quayside/contract'
import { useMemo, useState } from 'react'
import type { ColumnsOnScreen } from '../../../app/lists/use-list-views.ts'
import { type Column, type ColumnPlace, useColumnLayout } from '../../../ui/index.ts'
import { columnsOf, placesOf, type Saved } from './view-columns.ts'

/** What somebody pulled at while a view was shown; another view begins with its own columns. */
interface Pulled {
  view: string | undefined
  layout: ColumnPlace[]
}

/** A saved view brings its own columns; pulling at them changes the view's copy, not the person's own columns. */
export function useViewColumns(
  tableId: string,
  view: string | undefined,
  saved: Saved | undefined,
  columns: readonly Column<AccountRow>[],
) {
  const [pulled, setPulled] = useState<Pulled | undefined>(undefined)
  const mine = pulled?.view === view ? pulled?.layout : undefined
  const controlled = useMemo(() => {
    if (!saved) return {}
    return {
      layout: mine ?? placesOf(saved, columns),
      // None of one's own: back to those the view came with.
      onLayout: (layout: ColumnPlace[]) => setPulled(layout.length > 0 ? { view, layout } : undefined),
    }
  }, [mine, view, saved, columns])
  const layout = useColumnLayout(tableId, columns, controlled)
  const shown: ColumnsOnScreen = {
    columns: columnsOf(layout.shown),
    changed: saved ? mine !== undefined : layout.ofOwn,
    onSaved: () => setPulled(undefined),
  }
  return { controlled, layout, shown }
}
