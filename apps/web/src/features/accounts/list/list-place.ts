import { AccountSort, type Category, Filter, type SavedView } from '@quayside/contract'
import { z } from 'zod'
import { categoryOfColumn } from './column-category.ts'

/** The list in the address. With a view, what is absent comes from the view; `null` and `''` mean "none, whatever the view says". */
export const ListPlace = z.object({
  view: z.string().max(60).optional(),
  layout: z.enum(['table', 'kanban']).optional(),
  q: z.string().max(200).optional(),
  filter: Filter.nullable().optional(),
  sort: AccountSort.nullable().optional(),
  peek: z.uuid().optional(),
})
export type ListPlace = z.infer<typeof ListPlace>

type Definition = SavedView['definition']

/** What the list shows: the address over the view. */
export interface Shown {
  layout: 'table' | 'kanban'
  search: string
  filter: Filter | undefined
  sort: z.infer<typeof AccountSort> | undefined
}

export function shownOf(place: ListPlace, view: Definition | undefined): Shown {
  const viewSort = AccountSort.safeParse(view?.sort)
  return {
    layout: place.layout ?? view?.layout ?? 'table',
    search: place.q ?? view?.search ?? '',
    filter: (place.filter === undefined ? view?.filter : place.filter) ?? undefined,
    sort: (place.sort === undefined ? (viewSort.success ? viewSort.data : undefined) : place.sort) ?? undefined,
  }
}

/** A link or a view of somebody who sees more: an order by what this reader does not see is left out. */
export function orderedReadably(shown: Shown, sees: (category: Category) => boolean): Shown {
  const column = shown.sort?.replace('-', '')
  return column === undefined || sees(categoryOfColumn(column, [])) ? shown : { ...shown, sort: undefined }
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
