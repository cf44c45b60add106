import { useMemo, useState } from 'react'
import { arrange, type Column, type ColumnPlace, moved } from './columns.ts'

function remembered(key: string): ColumnPlace[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(value) ? value.filter((one) => typeof one?.id === 'string') : []
  } catch {
    return []
  }
}

export interface ControlledLayout {
  layout?: readonly ColumnPlace[]
  onLayout?: (layout: ColumnPlace[]) => void
}

/** Order, widths and choice of columns: the saved view's when it has one, else what this person last used on this list. */
export function useColumnLayout<Row>(tableId: string, columns: readonly Column<Row>[], controlled: ControlledLayout) {
  const key = `quayside.columns.${tableId}`
  const [own, setOwn] = useState(() => remembered(key))
  const places = controlled.layout ?? own
  const all = useMemo(() => arrange(columns, places), [columns, places])
  const save = (next: ColumnPlace[]) => {
    if (controlled.onLayout) return controlled.onLayout(next)
    localStorage.setItem(key, JSON.stringify(next))
    setOwn(next)
  }
  const now = () => all.map(({ id, shown, widthPx }) => ({ id, hidden: !shown, width: widthPx }))
  return {
    all,
    shown: useMemo(() => all.filter((column) => column.shown), [all]),
    resize: (id: string, width: number) => save(now().map((place) => (place.id === id ? { ...place, width } : place))),
    show: (id: string, shown: boolean) =>
      save(now().map((place) => (place.id === id ? { ...place, hidden: !shown } : place))),
    move: (id: string, before: string | undefined) => save(moved(now(), id, before)),
    reset: () => save([]),
  }
}

export type ColumnLayout<Row> = ReturnType<typeof useColumnLayout<Row>>
