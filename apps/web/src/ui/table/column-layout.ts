import { useMemo, useSyncExternalStore } from 'react'
import { arrange, type Column, type ColumnPlace, moved } from './columns.ts'

type Places = readonly ColumnPlace[]

function remembered(key: string): Places {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(value) ? value.filter((one) => typeof one?.id === 'string') : []
  } catch {
    return []
  }
}

/** The table and the chooser beside its filter look at the same places. */
const shared = new Map<string, Places>()
const listeners = new Set<() => void>()

function placesOf(key: string): Places {
  const known = shared.get(key) ?? remembered(key)
  shared.set(key, known)
  return known
}

function keep(key: string, places: Places) {
  shared.set(key, places)
  localStorage.setItem(key, JSON.stringify(places))
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export interface ControlledLayout {
  layout?: readonly ColumnPlace[]
  onLayout?: (layout: ColumnPlace[]) => void
}

/** Order, widths and choice of columns: the saved view's when it has one, else what this person last used on this list. */
export function useColumnLayout<Row>(tableId: string, columns: readonly Column<Row>[], controlled: ControlledLayout) {
  const key = `quayside.columns.${tableId}`
  const own = useSyncExternalStore(subscribe, () => placesOf(key))
  const places = controlled.layout ?? own
  const all = useMemo(() => arrange(columns, places), [columns, places])
  const save = (next: ColumnPlace[]) => {
    if (controlled.onLayout) return controlled.onLayout(next)
    keep(key, next)
  }
  const now = () => all.map(({ id, shown, widthPx }) => ({ id, hidden: !shown, width: widthPx }))
  return {
    all,
    /** This person moved, widened or chose columns of this list. */
    ofOwn: places.length > 0,
    shown: useMemo(() => all.filter((column) => column.shown), [all]),
    resize: (id: string, width: number) => save(now().map((place) => (place.id === id ? { ...place, width } : place))),
    show: (id: string, shown: boolean) =>
      save(now().map((place) => (place.id === id ? { ...place, hidden: !shown } : place))),
    move: (id: string, before: string | undefined) => save(moved(now(), id, before)),
    reset: () => save([]),
  }
}

export type ColumnLayout<Row> = ReturnType<typeof useColumnLayout<Row>>
