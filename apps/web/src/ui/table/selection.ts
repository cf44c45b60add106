import { useMemo, useState } from 'react'

/** Rows chosen one by one; or everything that matches, but for some. */
export type Selection =
  | { kind: 'some'; ids: ReadonlySet<string> }
  | { kind: 'allMatching'; except: ReadonlySet<string> }

export const nothingSelected: Selection = { kind: 'some', ids: new Set() }

export function isSelected(selection: Selection, id: string): boolean {
  return selection.kind === 'some' ? selection.ids.has(id) : !selection.except.has(id)
}

export function select(selection: Selection, ids: readonly string[], on: boolean): Selection {
  const listed = new Set(selection.kind === 'some' ? selection.ids : selection.except)
  const listing = selection.kind === 'some' ? on : !on
  for (const id of ids) {
    if (listing) listed.add(id)
    else listed.delete(id)
  }
  return selection.kind === 'some' ? { kind: 'some', ids: listed } : { kind: 'allMatching', except: listed }
}

/** How many rows that is; undefined while the total is unknown. */
export function countSelected(selection: Selection, total: number | undefined): number | undefined {
  if (selection.kind === 'some') return selection.ids.size
  return total === undefined ? undefined : Math.max(0, total - selection.except.size)
}

/** As the server takes it: `ids`, or `except` beside the list's own filter. */
export function selectionBody(selection: Selection): { ids?: string[]; except?: string[] } {
  return selection.kind === 'some' ? { ids: [...selection.ids] } : { except: [...selection.except] }
}

/** What was chosen, and of which list. */
export interface Chosen {
  list: string
  value: Selection
}

/** What becomes of rows chosen one by one when others are listed: searched for one after the other, they are gathered. */
export type WithOthers = 'letGo' | 'gathered'

/** Of another list nothing is chosen, least of all everything that matches: whoever acts on the chosen sees them before him. */
export const chosenOf = ({ list: before, value }: Chosen, list: string, withOthers: WithOthers = 'letGo'): Selection =>
  before === list || (withOthers === 'gathered' && value.kind === 'some') ? value : nothingSelected

/** `list`: which rows there are to choose from. */
export function useSelection(list: string, withOthers: WithOthers = 'letGo') {
  const [chosen, setChosen] = useState<Chosen>({ list, value: nothingSelected })
  const value = chosenOf(chosen, list, withOthers)
  return useMemo(() => {
    const put = (next: Selection) => setChosen({ list, value: next })
    return {
      value,
      empty: value.kind === 'some' && value.ids.size === 0,
      has: (id: string) => isSelected(value, id),
      set: (ids: readonly string[], on: boolean) =>
        setChosen((before) => ({ list, value: select(chosenOf(before, list, withOthers), ids, on) })),
      all: () => put({ kind: 'allMatching', except: new Set() }),
      clear: () => put(nothingSelected),
    }
  }, [value, list, withOthers])
}

export type SelectionState = ReturnType<typeof useSelection>
