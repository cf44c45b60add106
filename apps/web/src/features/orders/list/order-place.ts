import { Filter, OrderSort, OrderStatus, type SavedView } from '@quayside/contract'
import { z } from 'zod'

/** What the tabs show: a status, or orders not taken yet. */
export const OrderTab = z.enum([...OrderStatus.options, 'quarantined', 'drafts'])
export type OrderTab = z.infer<typeof OrderTab>

/** The list in the address. With a view, what is absent comes from the view; `null` and `''` mean "none, whatever the view says". */
export const OrderPlace = z.object({
  view: z.string().max(60).optional(),
  tab: OrderTab.optional(),
  /** As links of former days and other pages say it. */
  status: OrderStatus.optional(),
  accountId: z.uuid().optional(),
  batch: z.uuid().optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  q: z.string().max(100).optional(),
  filter: Filter.nullable().optional(),
  sort: OrderSort.nullable().optional(),
  peek: z.uuid().optional(),
})
export type OrderPlace = z.infer<typeof OrderPlace>

type Definition = SavedView['definition']

export interface Shown {
  search: string
  filter: Filter | undefined
  sort: OrderSort | undefined
}

export function shownOf(place: OrderPlace, view: Definition | undefined): Shown {
  return {
    search: place.q ?? view?.search?.slice(0, 100) ?? '',
    filter: (place.filter === undefined ? view?.filter : place.filter) ?? undefined,
    sort: (place.sort === undefined ? OrderSort.safeParse(view?.sort).data : place.sort) ?? undefined,
  }
}

/** The address for a change of what is shown; what equals the view is left out of it. */
export function placeFor(shown: Shown, view: Definition | undefined): Pick<OrderPlace, 'q' | 'filter' | 'sort'> {
  const base = shownOf({}, view)
  const differs = (name: keyof Shown) => JSON.stringify(shown[name] ?? null) !== JSON.stringify(base[name] ?? null)
  return {
    q: differs('search') ? shown.search : undefined,
    filter: differs('filter') ? (shown.filter ?? null) : undefined,
    sort: differs('sort') ? (shown.sort ?? null) : undefined,
  }
}
