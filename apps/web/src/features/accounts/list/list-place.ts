import { AccountOrder, Filter, type SavedView, sortsOf } from '@quayside/contract'
import { z } from 'zod'

/** The list in the address. With a view, what is absent comes from the view; `null` and `''` mean "none, whatever the view says". */
export const ListPlace = z.object({
  view: z.string().max(60).optional(),
  layout: z.enum(['table', 'kanban']).optional(),
  q: z.string().max(200).optional(),
  filter: Filter.nullable().optional(),
  sort: AccountOrder.nullable().optional(),
  peek: z.uuid().optional(),
})
export type ListPlace = z.infer<typeof ListPlace>

type Definition = SavedView['definition']

/** What the list shows: the address over the view. */
export interface Shown {
  layout: 'table' | 'kanban'
  search: string
  filter: Filter | undefined
  /** `-amount,name`: by amount, the largest first, and among equals by name. */
  sort: string | undefined
}

export function shownOf(place: ListPlace, view: Definition | undefined): Shown {
  const viewSort = AccountOrder.safeParse(view?.sort)
  return {
    layout: place.layout ?? view?.layout ?? 'table',
    search: place.q ?? view?.search ?? '',
    filter: (place.filter === undefined ? view?.filter : place.filter) ?? undefined,
    sort: (place.sort === undefined ? (viewSort.success ? viewSort.data : undefined) : place.sort) ?? undefined,
  }
}

/** A link or a view of somebody who sees more: an order by what this reader does not see is left out. */
export function orderedReadably(shown: Shown, sees: (column: string) => boolean): Shown {
  if (shown.sort === undefined) return shown
  const readable = sortsOf(shown.sort).filter((sort) => sees(sort.replace('-', '')))
  return { ...shown, sort: readable.length > 0 ? readable.join(',') : undefined }
}

/** The address for a change of what is shown; what equals the view is left out of it. */
export function placeFor(shown: Shown, view: Definition | undefined): Omit<ListPlace, 'view' | 'peek'> {
  const base = shownOf({}, view)
  const differs = (name: keyof Shown) => JSON.stringify(shown[name] ?? null) !== JSON.stringify(base[name] ?? null)
  return {
    layout: differs('layout') ? shown.layout : undefined,
    q: differs('search') ? shown.search : undefined,
    filter: differs('filter') ? (shown.filter ?? null) : undefined,
    sort: differs('sort') ? (shown.sort ?? null) : undefined,
  }
}
