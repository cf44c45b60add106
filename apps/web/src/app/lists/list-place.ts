import type { Filter, SavedView } from '@quayside/contract'

export type Definition = SavedView['definition']

/** The part of a list's address that a view stands behind. What is absent comes from the view; `null` and `''` mean "none, whatever the view says". */
export interface ListPlace<Sort extends string = string> {
  view?: string | undefined
  layout?: Definition['layout'] | undefined
  q?: string | undefined
  filter?: Filter | null | undefined
  sort?: Sort | null | undefined
  peek?: string | undefined
}

/** What the list shows: the address over the view. */
export interface Shown<Sort extends string = string> {
  layout: Definition['layout']
  search: string
  filter: Filter | undefined
  /** With `-` before a column: downwards. */
  sort: Sort | undefined
}

/** How one list reads what it did not write itself: an old link, or the view of a colleague who sees more. */
export interface Reading<Sort extends string> {
  /** The order as far as this list knows it and its reader may see it. */
  readSort: (sort: string) => Sort | undefined
  /** Characters the list takes as a search; default 200. */
  mostSearch?: number
}

export function shownOf<Sort extends string>(
  place: ListPlace<Sort>,
  view: Definition | undefined,
  { readSort, mostSearch = 200 }: Reading<Sort>,
): Shown<Sort> {
  const sort = place.sort === undefined ? view?.sort : place.sort
  return {
    layout: place.layout ?? view?.layout ?? 'table',
    search: place.q ?? view?.search?.slice(0, mostSearch) ?? '',
    filter: (place.filter === undefined ? view?.filter : place.filter) ?? undefined,
    sort: sort ? readSort(sort) : undefined,
  }
}

/** The address for a change of what is shown; what equals the view is left out of it. */
export function placeFor<Sort extends string>(
  shown: Shown<Sort>,
  view: Definition | undefined,
  reading: Reading<Sort>,
): Omit<ListPlace<Sort>, 'view' | 'peek'> {
  const base = shownOf({}, view, reading)
  const differs = (name: keyof Shown) => JSON.stringify(shown[name] ?? null) !== JSON.stringify(base[name] ?? null)
  return {
    layout: differs('layout') ? shown.layout : undefined,
    q: differs('search') ? shown.search : undefined,
    filter: differs('filter') ? (shown.filter ?? null) : undefined,
    sort: differs('sort') ? (shown.sort ?? null) : undefined,
  }
}
